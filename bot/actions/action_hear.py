"""A disclosure: believe, name what is serious, then offer the ways."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots
from bot.actions.answering import answer_disclosure


class ActionHear(Action):
    """Answers each of the five disclosures."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_hear"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """The intent of a disclosure is its topic."""
        return answer_disclosure(dispatcher, tracker, slots.intent_of(tracker))
