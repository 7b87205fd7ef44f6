"""A place said outside the form: noted, and used at once when we know what it is about."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots
from bot.actions.answering import offer_contacts
from bot.conversation import area
from bot.directory.shared import directory


class ActionNoteArea(Action):
    """After a message that is only a place, or an area button."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_note_area"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Note it; ask back where needed; offer contacts when the role is known."""
        if slots.intent_of(tracker) == "choose_area":
            codes = next(tracker.get_latest_entity_values(slots.AREA_CODES), "") or ""
            step = area.chosen(tracker.get_slot(slots.AREA_CHOICES) or [], codes) or area.AreaStep()
        else:
            step = area.answer(directory(), tracker.latest_message.get("text") or "", 0)
        noted = {slots.AREA: step.area, slots.AREA_LABEL: step.label, slots.AREA_CHOICES: step.choices or None}
        events: List[EventType] = [SlotSet(name, value) for name, value in noted.items()]
        if step.area and tracker.get_slot(slots.AUDIENCE):
            question = slots.question_for_directory(tracker, step.area)
            return [*events, *offer_contacts(dispatcher, question, step.label, [], more=False)]
        if step.area:
            dispatcher.utter_message(response="utter_area_noted", label=step.label)
        elif len(step.choices) == 1:
            label = step.choices[0][0]
            dispatcher.utter_message(response="utter_ask_area_confirm", label=label, buttons=area.area_buttons(step.choices))
        elif step.choices:
            dispatcher.utter_message(response="utter_ask_area_choice", buttons=area.area_buttons(step.choices))
        else:
            dispatcher.utter_message(response="utter_ask_area")
        return events
