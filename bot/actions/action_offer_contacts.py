"""Contacts that fit role, harm, needs and area at this moment, best first; asked again, those not yet shown."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots
from bot.actions.answering import offer_contacts


class ActionOfferContacts(Action):
    """At the end of the contacts form, and for "more"."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_offer_contacts"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """With what the slots know."""
        more = slots.intent_of(tracker) == "more_contacts"
        shown = list(tracker.get_slot(slots.SHOWN) or []) if more else []
        question = slots.question_for_directory(tracker, tracker.get_slot(slots.AREA))
        return offer_contacts(dispatcher, question, tracker.get_slot(slots.AREA_LABEL), shown, more)
