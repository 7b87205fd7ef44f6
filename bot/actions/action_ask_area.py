"""Asks for the area: openly, to confirm a typo, or to choose between places of one name."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots
from bot.conversation.area import area_buttons


class ActionAskArea(Action):
    """The form's question for the slot `area`."""

    def name(self) -> str:
        """Rasa finds it by this name."""
        return "action_ask_area"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """One question."""
        choices = tracker.get_slot(slots.AREA_CHOICES) or []
        if len(choices) == 1:
            dispatcher.utter_message(response="utter_ask_area_confirm", label=choices[0][0], buttons=area_buttons(choices))
        elif choices:
            dispatcher.utter_message(response="utter_ask_area_choice", buttons=area_buttons(choices))
        elif tracker.get_slot(slots.AREA_TRIES):
            dispatcher.utter_message(response="utter_ask_area_again")
        else:
            dispatcher.utter_message(response="utter_ask_area")
        return []
