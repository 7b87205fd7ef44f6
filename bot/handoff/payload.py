"""What is sent to a service, and nothing beside it. `handoff.requested` is held by seeds/schema/handoff.schema.json."""
from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, Mapping

from bot.conversation.area import ANY_AREA
from bot.conversation.doors import DOORS
from bot.directory import Directory
from bot.handoff.states import Handoff
from bot.handoff.words import Words

DELETE_AFTER = timedelta(days=1)
MOST_NAMES = 3  # districts named one by one; a larger area goes by its own name
_TOPICS = ("abuse", "sexual_violence", "own_behaviour", "worried_about_someone", "self_harm")


def area_of(slots: Mapping[str, Any], directory: Directory) -> str | None:
    """The council area that the person named, in words; None when they named none."""
    codes = str(slots.get("area") or ANY_AREA).split()
    if codes == [ANY_AREA]:
        return None
    if len(codes) > MOST_NAMES and slots.get("area_label"):
        return str(slots["area_label"])
    return " or ".join(directory.district_name(code) for code in codes[:MOST_NAMES])


def summary_of(slots: Mapping[str, Any], area: str | None, urgency: str, words: Words) -> str:
    """The lines that are shown to the person and, after "Send", sent: topic, area and how soon; never what they wrote."""
    topic = slots.get("topic")
    about = DOORS[topic][0] if topic in _TOPICS else words.line("no_topic")
    return words.line("summary", about=about, area=area or words.line("no_area"), how_soon=words.line(urgency))


def requested(handoff: Handoff, service_id: str, words: Words) -> bytes:
    """The body of `handoff.requested`. What is not asked of people is null."""
    assert handoff.consented_at
    return _body(
        "handoff.requested",
        handoff.consented_at,
        {
            "handoff_id": handoff.id,
            "service_id": service_id,
            "created_at": _time(handoff.consented_at),
            "expires_at": _time(handoff.expires_at),
            "delete_after": _time(handoff.consented_at + DELETE_AFTER),
            "language": "en",
            "interpreter": None,
            "access_needs": None,
            "area": handoff.area,
            "urgency": handoff.urgency,
            "reply_by": {"kind": "web_chat"},
            "summary": handoff.summary,
            "consent": {"text_version": words.version, "at": _time(handoff.consented_at), "scope": "summary and what is written after an adviser joins"},
        },
    )


def person_said(handoff: Handoff, text: str, now: datetime) -> bytes:
    """The body of `handoff.said`: a line to the adviser who has joined."""
    return _body("handoff.said", now, {"handoff_id": handoff.id, "text": text})


def withdrawn(handoff: Handoff, reason: str, now: datetime) -> bytes:
    """The body of `handoff.withdrawn`; ``reason``: left, stopped, expired or gone."""
    return _body("handoff.withdrawn", now, {"handoff_id": handoff.id, "reason": reason, "note": "Do not call unless agreed."})


def _body(kind: str, now: datetime, data: dict[str, Any]) -> bytes:
    return json.dumps({"type": kind, "timestamp": _time(now), "data": data}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
