"""Ends a form, if one is active, so that the answer that follows is not chased by the form's question."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher


class ActionLeaveForm(Action):
    """Says nothing."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_leave_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Close the loop."""
        return [ActiveLoop(None), SlotSet("requested_slot", None)]
