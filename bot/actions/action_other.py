"""Something that is none of our topics: in the middle of a talk it is part of it; at the start, it is said what this is for."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots
from bot.conversation.hearing import care, ways


class ActionOther(Action):
    """After small talk, figures of speech and the like."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_other"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Listen on, or say what this is for."""
        topic = tracker.get_slot(slots.TOPIC)
        if not topic:
            dispatcher.utter_message(response="utter_other")
            return []
        kind_word = care(tracker.latest_message.get("text") or "")
        dispatcher.utter_message(response=kind_word or "utter_listening")
        dispatcher.utter_message(response=ways(topic))
        return []
