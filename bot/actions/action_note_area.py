"""A place said outside the form: noted, and used at once when we know what it is about."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots
from bot.conversation import area
from bot.directory.shared import directory


class ActionNoteArea(Action):
    """After a message that is only a place, or an area button."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_note_area"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Note it; ask back where needed; offer contacts when the role is known."""
        choices = tracker.get_slot(slots.AREA_CHOICES) or []
        if slots.intent_of(tracker) == "choose_area":
            codes = next(tracker.get_latest_entity_values(slots.AREA_CODES), "") or ""
            step = area.chosen(choices, codes) or area.AreaStep()
        else:
            step = area.answer(directory(), tracker.latest_message.get("text") or "", 0)
        noted = [
            SlotSet(slots.AREA, step.area),
            SlotSet(slots.AREA_LABEL, step.label),
            SlotSet(slots.AREA_CHOICES, step.choices or None),
            SlotSet(slots.SHOWN, None),
        ]
        if not step.area:
            response = "utter_ask_area_confirm" if len(step.choices) == 1 else "utter_ask_area_choice"
            label = step.choices[0][0] if step.choices else ""
            if step.choices:
                dispatcher.utter_message(response=response, label=label, buttons=area.area_buttons(step.choices))
            else:
                dispatcher.utter_message(response="utter_ask_area")
            return noted
        if tracker.get_slot(slots.AUDIENCE):
            return [*noted, FollowupAction("action_offer_contacts")]
        dispatcher.utter_message(response="utter_area_noted", label=step.label)
        return noted
