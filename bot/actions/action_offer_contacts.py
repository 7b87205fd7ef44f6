"""Contacts that fit role, harm, needs and area at this moment, best first; asked again, those not yet shown."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import clock
from bot.actions import slots
from bot.conversation.offering import offer
from bot.directory.shared import directory


class ActionOfferContacts(Action):
    """At the end of the contacts form, and for "more"."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_offer_contacts"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Ask the directory, utter the cards and what is open now."""
        more = slots.intent_of(tracker) == "more_contacts"
        shown = list(tracker.get_slot(slots.SHOWN) or []) if more else []
        question = slots.question_for_directory(tracker)
        offered = offer(directory(), question, tracker.get_slot(slots.AREA_LABEL), clock.now(), more, tuple(shown))
        for utterance in offered.utterances:
            dispatcher.utter_message(**utterance)
        return [SlotSet(slots.SHOWN, [*shown, *offered.service_ids])]
