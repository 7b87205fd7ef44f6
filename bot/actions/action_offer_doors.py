"""Honest doubt: offers the topics it may be; the second time in a row, people who answer day and night as well."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots
from bot.actions.answering import answer_disclosure
from bot.conversation.doors import buttons
from bot.triage import assess


class ActionOfferDoors(Action):
    """After a message that may mean several things."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_offer_doors"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """What may belong to what was told before is taken so; else two or three buttons.

        Whoever is asked for the area is not asked a second thing with it, unless they may wish to die.
        """
        offered: List[str] = tracker.latest_message.get("doors") or []
        topic = tracker.get_slot(slots.TOPIC)
        asked_already = bool(tracker.active_loop.get("name")) and "self_harm" not in offered[:2]
        if topic in offered or (topic and asked_already):
            return answer_disclosure(dispatcher, tracker, topic)
        if assess(tracker.latest_message.get("text") or "").urgency == "elevated":
            dispatcher.utter_message(response="utter_danger_elevated")
        before = [intent for intent in slots.intents(tracker)[:-1] if intent != "other"]  # small talk in between changes nothing
        again = before[-1:] == [slots.intent_of(tracker)]
        response = "utter_doors_again" if again else "utter_did_i_understand"
        dispatcher.utter_message(response=response, buttons=buttons(offered, tuple(tracker.get_slot(slots.REFUSED) or ())))
        return []
