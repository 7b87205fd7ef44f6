"""The slots by name, and what they mean to the directory."""
from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker

from bot.conversation.area import ANY_AREA
from bot.conversation.deployment import own_services
from bot.directory.models import NEEDS as DIRECTORY_NEEDS

AREA, AREA_LABEL, AREA_CHOICES, AREA_TRIES = "area", "area_label", "area_choices", "area_tries"
AREA_CODES = "area_codes"  # the entity on an area button
TOPIC, AUDIENCE, HARM, NEEDS = "topic", "audience", "harm", "needs"
SHOWN, REFUSED = "shown", "refused"

_CODE = re.compile(r"[EWSN]\d{8}")


def intent_of(tracker: Tracker) -> str:
    """The intent of the latest message."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def intents(tracker: Tracker) -> list[str]:
    """The intents of the person's messages so far, oldest first, the latest included."""
    said = [event for event in tracker.events if event.get("event") == "user"]
    return [str(((event.get("parse_data") or {}).get("intent") or {}).get("name") or "") for event in said]


def question_for_directory(tracker: Tracker, area: str | None) -> dict[str, Any]:
    """What `Directory.find` is asked, from the slots and ``area`` (as the slot holds it)."""
    area = area or ANY_AREA
    codes = tuple(area.split()) if _CODE.match(area) else ()
    nation = "England" if codes or area == ANY_AREA else area
    return {
        "lads": codes,
        "nation": nation,
        "audience": tracker.get_slot(AUDIENCE) or "anyone",
        "harm": tracker.get_slot(HARM),
        "own": own_services(),
        "needs": tuple(need for need in tracker.get_slot(NEEDS) or () if need in DIRECTORY_NEEDS),
    }
