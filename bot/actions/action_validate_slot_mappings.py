"""What any message may tell by the way: needs ("im 15", "i am deaf"), and a place stated clearly ("..., im in cannock")."""
from __future__ import annotations

from typing import Any, Dict

from rasa_sdk import Tracker, ValidationAction
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from bot.actions import slots
from bot.conversation.hearing import special_harm
from bot.directory.shared import directory
from bot.triage import notice
from bot.understanding.danger import ONLY_CLEAR_DANGER

OF_THE_FORM = ("inform_area", "choose_area")  # these are read where they are asked for


class ActionValidateSlotMappings(ValidationAction):
    """Rasa runs it on every message, before anything else."""

    async def required_slots(self, domain_slots: Any, *_: Any) -> list[str]:
        """Only these; the others are set by the actions that know them."""
        return [slots.NEEDS, slots.HARM, slots.AREA, slots.AREA_LABEL]

    async def extract_needs(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Dict[str, Any]:
        """Needs add up over the conversation."""
        known = tracker.get_slot(slots.NEEDS) or []
        noticed = notice(tracker.latest_message.get("text") or "").needs
        added = [need for need in noticed if need not in (*known, *ONLY_CLEAR_DANGER)]
        return {slots.NEEDS: [*known, *added]} if added else {}

    async def extract_harm(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Dict[str, Any]:
        """A harm that has specialists of its own is remembered until a topic is clear."""
        harms = notice(tracker.latest_message.get("text") or "").harms
        special = special_harm(harm for harm in harms if harm != "child_abuse")  # whose child, only the topic can tell
        return {slots.HARM: special} if special and slots.intent_of(tracker) != "ask_find_person" else {}

    async def extract_area(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Dict[str, Any]:
        """Never inside the form, which asks and confirms; never twice."""
        if tracker.active_loop.get("name") or tracker.get_slot(slots.AREA) or slots.intent_of(tracker) in OF_THE_FORM:
            return {}
        found = directory().find_area_in(tracker.latest_message.get("text") or "")
        if found is None or found.status != "found":
            return {}
        return {slots.AREA: " ".join(found.lads), slots.AREA_LABEL: found.label}

    async def validate_needs(self, value: Any, *_: Any) -> Dict[str, Any]:
        """As extracted."""
        return {slots.NEEDS: value}

    async def validate_harm(self, value: Any, *_: Any) -> Dict[str, Any]:
        """As extracted."""
        return {slots.HARM: value}

    async def validate_area(self, value: Any, *_: Any) -> Dict[str, Any]:
        """As extracted."""
        return {slots.AREA: value}

    async def validate_area_label(self, value: Any, *_: Any) -> Dict[str, Any]:
        """As extracted."""
        return {slots.AREA_LABEL: value}
