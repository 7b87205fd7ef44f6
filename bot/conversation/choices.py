"""Buttons by id. A client sends an id, never a payload, and only ids that we could have offered are taken."""
from __future__ import annotations

import json
import re
from functools import lru_cache

from bot.conversation.doors import DOORS
from bot.conversation.wording import responses

_AREA = re.compile(r"area(-[EWSN][0-9]{8})+")
_ALWAYS = ("start", "deny", "wrong_door")


class UnknownChoice(ValueError):
    """The id is none that a button can have."""


def choice_id(payload: str) -> str:
    """The id of a button from its Rasa payload: the intent's name, or `area-` and LAD codes."""
    if payload.startswith("/choose_area{"):
        return "-".join(["area", *json.loads(payload[len("/choose_area") :])["area_codes"].split()])
    return payload.lstrip("/")


def payload(chosen: str) -> str:
    """The Rasa payload of a choice.

    Raises:
        UnknownChoice: not on the allow-list.
    """
    if chosen in _known():
        return f"/{chosen}"
    if len(chosen) < 400 and _AREA.fullmatch(chosen):
        return "/choose_area" + json.dumps({"area_codes": " ".join(chosen.split("-")[1:])})
    raise UnknownChoice("This choice is not one that was offered.")


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    buttons = [button["payload"] for response in responses().values() for button in response.get("buttons") or ()]
    return frozenset(p.lstrip("/") for p in (*buttons, *(p for _, p in DOORS.values()), *_ALWAYS))
