"""A disclosure: believe, name what is serious, then offer the ways."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions import slots
from bot.conversation.hearing import hear


class ActionHear(Action):
    """Answers each of the five disclosures, and remembers role, harm and needs."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_hear"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[EventType]:
        """Utter what fits, set what is known."""
        topic = slots.intent_of(tracker)
        heard = hear(
            topic,
            tracker.latest_message.get("text") or "",
            needs=tuple(tracker.get_slot(slots.NEEDS) or ()),
            harm=tracker.get_slot(slots.HARM),
            heard_before=tracker.get_slot(slots.TOPIC) == topic,
            in_form=bool(tracker.active_loop.get("name")),
        )
        for response in heard.responses:
            dispatcher.utter_message(response=response)
        return [
            SlotSet(slots.TOPIC, topic),
            SlotSet(slots.AUDIENCE, heard.audience),
            SlotSet(slots.HARM, heard.harm),
            SlotSet(slots.NEEDS, list(heard.needs)),
            SlotSet(slots.MISUNDERSTANDINGS, 0.0),
        ]
