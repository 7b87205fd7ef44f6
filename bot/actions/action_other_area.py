"""The person wants another area: the old one is forgotten, the form asks again."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots


class ActionOtherArea(Action):
    """Says nothing: the form asks."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_other_area"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Empty the slots of the area."""
        emptied = [SlotSet(name, None) for name in (slots.AREA, slots.AREA_LABEL, slots.AREA_CHOICES, slots.SHOWN)]
        return [*emptied, SlotSet(slots.AREA_TRIES, 0.0)]
