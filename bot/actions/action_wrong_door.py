"""A guess was wrong: the next doors leave it out."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots
from bot.conversation.doors import buttons
from bot.understanding.topics import DISCLOSURES


class ActionWrongDoor(Action):
    """After "that is not what I meant"."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_wrong_door"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Other doors; what was noted of the wrong one is forgotten."""
        refused = [*(tracker.get_slot(slots.REFUSED) or []), tracker.get_slot(slots.TOPIC)]
        refused = list(dict.fromkeys(topic for topic in refused if topic))
        left = [topic for topic in DISCLOSURES if topic not in refused]
        dispatcher.utter_message(response="utter_wrong_door", buttons=buttons(left, tuple(refused)))
        forgotten = [SlotSet(name, None) for name in (slots.TOPIC, slots.AUDIENCE, slots.HARM, slots.NEEDS)]
        return [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet(slots.REFUSED, refused), *forgotten]
