"""Forgets the conversation: every slot, and any form."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, AllSlotsReset, EventType
from rasa_sdk.executor import CollectingDispatcher


class ActionForget(Action):
    """After "delete"."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_forget"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Empty every slot."""
        return [ActiveLoop(None), AllSlotsReset()]
