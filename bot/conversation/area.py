"""The answer to "where are you?": found, asked back, skipped or given up after two tries. Pure."""
from __future__ import annotations

import json
from dataclasses import dataclass, field

from bot.directory import Directory

ANY_AREA = "any"
TRIES = 2


@dataclass(frozen=True)
class AreaStep:
    """What is known after an answer. ``area`` None: still to be asked; ``choices``: [label, LAD codes] to ask about."""

    area: str | None = None
    label: str | None = None
    choices: list[list[str]] = field(default_factory=list)
    tries: int = 0


def answer(directory: Directory, text: str, tries: int) -> AreaStep:
    """Read ``text`` as an answer. After two tries that are no place, help that needs no area is shown."""
    found = directory.resolve_area(text)
    if found.status == "found":
        return AreaStep(" ".join(found.lads), found.label)
    if found.status == "outside":
        return AreaStep(found.nation, found.label or found.nation)
    if found.status == "ask":
        return AreaStep(choices=[[choice.label, " ".join(choice.lads)] for choice in found.choices], tries=tries)
    return AreaStep(area=ANY_AREA if tries + 1 >= TRIES else None, tries=tries + 1)


def is_place(directory: Directory, text: str) -> bool:
    """Whether the whole of ``text`` names a place, or nearly does."""
    return directory.resolve_area(text).status != "none"


def chosen(choices: list[list[str]], codes: str) -> AreaStep | None:
    """The area of a button, or None when it is not one of those that were offered."""
    return next((AreaStep(codes, label) for label, offered in choices if offered == codes), None)


def area_buttons(choices: list[list[str]]) -> list[dict[str, str]]:
    """A button for each choice, then a way out."""
    single = len(choices) == 1
    made = [
        {"title": f"Yes, {label}" if single else label, "payload": f"/choose_area{json.dumps({'area_codes': codes})}"}
        for label, codes in choices
    ]
    return [*made, {"title": "No" if single else "None of these", "payload": "/deny"}]
