"""Reads answers to the contacts form: who it is about, and where. Never takes danger, or another subject, for an answer."""
from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.actions import slots
from bot.conversation import area
from bot.conversation.hearing import AUDIENCE
from bot.directory.shared import directory
from bot.triage import assess, notice

# What a message may be when it does not look like a place and yet answers the question badly ("asdf", "where i live").
MAYBE_AN_ANSWER = ("inform_area", "unsure", "other", "figurative", "information", "nothing_typed", "not_sure")
ASK_AGAIN = "way_specialist"  # the intent that opens the form: inside it, its question is asked once more
SHORT = 5  # words; a longer message that is no place tells something
ANSWERED = "answered"  # what `extract_` puts into a slot for `validate_` to replace; no words of a person


class ValidateContactsForm(FormValidationAction):
    """`extract_` decides whether a message answers the question, `validate_` what the answer is."""

    def name(self) -> str:
        """Rasa finds it by this name."""
        return "validate_contacts_form"

    async def extract_audience(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Dict[str, Any]:
        """From the door that was chosen or told; skipping is an answer, and so is an unclear one: nothing is demanded."""
        if tracker.get_slot(slots.AUDIENCE) or _in_danger(tracker):
            return {}
        if "under_18" in (tracker.get_slot(slots.NEEDS) or ()):
            return {slots.AUDIENCE: "child"}
        if tracker.get_slot("requested_slot") != slots.AUDIENCE:
            return {}
        intent = slots.intent_of(tracker)
        if intent in ("for_me", "need_help_self"):
            return {slots.AUDIENCE: "victim"}
        if intent in AUDIENCE:
            return {slots.AUDIENCE: AUDIENCE[intent]}
        if intent == ASK_AGAIN:
            return {slots.AUDIENCE: ASK_AGAIN}
        return {slots.AUDIENCE: "anyone"} if intent in ("skip", "deny", *MAYBE_AN_ANSWER) else {}

    async def extract_area(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Dict[str, Any]:
        """Anything that can be an answer to "where are you?"."""
        intent = slots.intent_of(tracker)
        asked = tracker.get_slot("requested_slot") == slots.AREA
        if _in_danger(tracker) or not (asked or intent == "inform_area"):
            return {}
        choices = tracker.get_slot(slots.AREA_CHOICES)
        text = tracker.latest_message.get("text") or ""
        unclear = intent in MAYBE_AN_ANSWER and len(text.split()) <= SHORT
        answers = intent == "choose_area" or _rather_not(tracker) or unclear or (choices and intent in ("affirm", "deny"))
        if answers or area.is_place(directory(), text):
            return {slots.AREA: ANSWERED}
        if intent == ASK_AGAIN:
            return {slots.AREA: ASK_AGAIN}
        return {}  # another subject: its own rule answers, then the form asks again

    async def validate_audience(self, value: Any, *_: Any) -> Dict[str, Any]:
        """As extracted."""
        return {slots.AUDIENCE: None if value == ASK_AGAIN else value}

    async def validate_area(
        self, value: Any, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Dict[str, Any]:
        """A button, a yes to "did you mean", a place, or a try that was none."""
        if value == ASK_AGAIN:
            return {slots.AREA: None}
        if value != ANSWERED:
            return {slots.AREA: value}
        step = self._step(tracker) or area.AreaStep()
        return {
            slots.AREA: step.area,
            slots.AREA_LABEL: step.label,
            slots.AREA_CHOICES: step.choices or None,
            slots.AREA_TRIES: float(step.tries),
        }

    @staticmethod
    def _step(tracker: Tracker) -> Optional[area.AreaStep]:
        text, intent = tracker.latest_message.get("text") or "", slots.intent_of(tracker)
        choices: List[List[str]] = tracker.get_slot(slots.AREA_CHOICES) or []
        if intent == "choose_area":
            return area.chosen(choices, next(tracker.get_latest_entity_values(slots.AREA_CODES), "") or "")
        if intent == "affirm" and len(choices) == 1:
            return area.chosen(choices, choices[0][1])
        if intent == "deny" and choices:
            return area.AreaStep(tries=1)
        if _rather_not(tracker):
            return area.AreaStep(area.ANY_AREA)
        return area.answer(directory(), text, int(tracker.get_slot(slots.AREA_TRIES) or 0))


def _rather_not(tracker: Tracker) -> bool:
    """Whoever was asked where they are more likely will not say than is telling something else: here skipping needs no certainty."""
    ranking = tracker.latest_message.get("intent_ranking") or [{"name": ""}]
    vague = slots.intent_of(tracker) in ("unsure", "not_sure", "other")
    said_so = ranking[0]["name"] == "skip" or "keeps_place" in notice(tracker.latest_message.get("text") or "").needs
    return slots.intent_of(tracker) == "skip" or (vague and said_so)


def _in_danger(tracker: Tracker) -> bool:
    return slots.intent_of(tracker) == "emergency" or assess(tracker.latest_message.get("text") or "").emergency
