"""Reads answers to the contacts form: who it is about, and where. Never takes danger, or another subject, for an answer."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.actions import slots
from bot.conversation import area
from bot.conversation.hearing import AUDIENCE
from bot.directory.shared import directory
from bot.triage import assess

# What a message may be when it does not look like a place and yet answers the question badly ("asdf", "where i live").
MAYBE_A_PLACE = ("inform_area", "unsure", "other", "figurative", "information", "nothing_typed", "not_sure")


class ValidateContactsForm(FormValidationAction):
    """Extraction for the slots of `contacts_form`."""

    def name(self) -> str:
        """Rasa finds it by this name."""
        return "validate_contacts_form"

    async def extract_audience(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Dict[str, Any]:
        """From the door that was chosen or told; skipping is an answer."""
        if tracker.get_slot(slots.AUDIENCE) or tracker.get_slot("requested_slot") != slots.AUDIENCE:
            return {}
        intent = slots.intent_of(tracker)
        if intent in ("for_me", "need_help_self"):
            return {slots.AUDIENCE: "victim"}
        if intent in ("skip", "deny", *MAYBE_A_PLACE):  # nothing is demanded: an unclear answer is as good as none
            return {slots.AUDIENCE: "anyone"}
        if intent in AUDIENCE:
            return {slots.AUDIENCE: AUDIENCE[intent]}
        return {}

    async def extract_area(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Dict[str, Any]:
        """From a button, a yes to "did you mean", or a place."""
        text, intent = tracker.latest_message.get("text") or "", slots.intent_of(tracker)
        if tracker.get_slot("requested_slot") != slots.AREA and intent != "inform_area":
            return {}
        if intent == "emergency" or assess(text).emergency:
            return {}
        choices: List[List[str]] = tracker.get_slot(slots.AREA_CHOICES) or []
        if intent == "choose_area":
            step = area.chosen(choices, next(tracker.get_latest_entity_values(slots.AREA_CODES), "") or "")
        elif intent == "affirm" and len(choices) == 1:
            step = area.chosen(choices, choices[0][1])
        elif intent == "deny" and choices:
            step = area.AreaStep(tries=1)
        elif intent == "skip":
            step = area.AreaStep(area.ANY_AREA)
        else:
            step = area.answer(directory(), text, int(tracker.get_slot(slots.AREA_TRIES) or 0))
            if not step.area and not step.choices and intent not in MAYBE_A_PLACE:
                return {}  # another subject: its own rule answers, then the form asks again
            if step.area == area.ANY_AREA and intent not in MAYBE_A_PLACE:
                return {}
        if step is None:
            return {}
        return {
            slots.AREA: step.area,
            slots.AREA_LABEL: step.label,
            slots.AREA_CHOICES: step.choices or None,
            slots.AREA_TRIES: float(step.tries),
        }

    async def validate_audience(self, value: Any, *_: Any) -> Dict[str, Any]:
        """Already checked when extracted."""
        return {slots.AUDIENCE: value}

    async def validate_area(self, value: Any, *_: Any) -> Dict[str, Any]:
        """Already checked when extracted."""
        return {slots.AREA: value}
