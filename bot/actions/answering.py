"""What several actions do: answer a disclosure, offer contacts. The deciding is in `bot.conversation`."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import clock
from bot.actions import slots
from bot.conversation.doors import NOT_THIS
from bot.conversation.hearing import hear, ways
from bot.conversation.offering import offer
from bot.directory.shared import directory


def answer_disclosure(dispatcher: CollectingDispatcher, tracker: Tracker, topic: str) -> List[EventType]:
    """Believe, name what is serious, offer the ways; remember role, harm and needs.

    What was typed was understood by a guess, however sure: the way out of a wrong one stands among the ways.
    """
    text = tracker.latest_message.get("text") or ""
    heard = hear(
        topic,
        text,
        needs=tuple(tracker.get_slot(slots.NEEDS) or ()),
        harm=tracker.get_slot(slots.HARM),
        heard_before=tracker.get_slot(slots.TOPIC) == topic,
        in_form=bool(tracker.active_loop.get("name")),
    )
    for response in heard.responses:
        guessed = response == ways(topic) and not text.startswith("/")
        dispatcher.utter_message(response=response, buttons=[NOT_THIS] if guessed else [])
    known = {slots.TOPIC: topic, slots.AUDIENCE: heard.audience, slots.HARM: heard.harm, slots.NEEDS: list(heard.needs)}
    return [SlotSet(name, value) for name, value in known.items()]


def offer_contacts(
    dispatcher: CollectingDispatcher, question: Dict[str, Any], label: str | None, shown: List[str], more: bool
) -> List[EventType]:
    """Ask the directory ``question`` now; utter the cards and what is open; remember which were shown."""
    offered = offer(directory(), question, label, clock.now(), more, tuple(shown))
    for utterance in offered.utterances:
        dispatcher.utter_message(**utterance)
    return [SlotSet(slots.SHOWN, [*shown, *offered.service_ids])]
