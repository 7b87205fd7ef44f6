"""Honest doubt: offers the topics it may be; the second time in a row, people who answer day and night."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots
from bot.conversation.doors import buttons


class ActionOfferDoors(Action):
    """After a message that may mean several things."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_offer_doors"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Two or three buttons, or the lifeline card with the four doors."""
        misunderstood = (tracker.get_slot(slots.MISUNDERSTANDINGS) or 0.0) + 1
        if misunderstood >= 2:
            dispatcher.utter_message(response="utter_doors_again")
        else:
            refused = tuple(tracker.get_slot(slots.REFUSED) or ())
            offered = tracker.latest_message.get("doors") or []
            dispatcher.utter_message(response="utter_did_i_understand", buttons=buttons(offered, refused))
        return [SlotSet(slots.MISUNDERSTANDINGS, misunderstood)]
