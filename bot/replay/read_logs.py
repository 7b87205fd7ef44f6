"""Plain logs of a conversation: `user:` and `bot:` lines, as people copy them out of a chat."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Callable

from bot.replay import plain_yaml, vocabulary
from bot.replay.transcript import USUAL_MOMENT, Fault, Step, Transcript

_LINE = re.compile(r"^(?:\[?(?P<when>\d{4}-\d\d-\d\dT[^\]\s]+)\]?\s+)?(?P<who>[A-Za-z]+)\s*:\s?(?P<what>.*)$")
_WHO = {"user": "user", "me": "user", "person": "user", "bot": "bot", "choose": "choose", "title": "title", "at": "at"}
_BREAK = re.compile(r"^(?:-{3,}|={3,})\s*$")


@dataclass
class _Making:
    """A conversation while its lines are read."""

    line: int
    title: str = ""
    at: datetime | None = None
    steps: list[dict[str, Any]] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    faulty: bool = False
    last: tuple[dict[str, Any], str] | None = None  # where an indented line goes on


def read_log(path: Path, shown: Callable[[Path], str] = str) -> tuple[list[Transcript], list[Fault]]:
    """The conversations of a log, and each line that could not be read. What the bot said becomes what it must say again.

    Conversations are set apart by a line of dashes. `title:` and `at:` lines may stand before the first words; a time may
    stand before any line. A conversation with a line that cannot be read is left out; the others are read.
    """
    name = shown(path)
    try:
        lines = plain_yaml.read_text(path, name).splitlines()
    except plain_yaml.Unreadable as error:
        return [], [error.fault]
    faults: list[Fault] = []
    found: list[_Making] = [_Making(1)]
    for number, line in enumerate(lines, start=1):
        if _BREAK.match(line):
            found.append(_Making(number + 1))
        elif line.strip() and not line.startswith("#"):
            _read_line(found[-1], line, number, lambda what, remedy: faults.append(Fault(name, number, what, remedy)))
    made = [one for one in found if one.steps or one.opening or one.faulty]
    for one in made:
        if not one.steps and not one.faulty:
            faults.append(Fault(name, one.line, "nobody says anything in this conversation", "Write `user: ...`"))
    if not made:
        faults.append(Fault(name, 1, "there is no conversation here", "Write lines that begin with `user:` and `bot:`"))
    return [_transcript(one, name) for one in made if one.steps and not one.faulty], faults


def _read_line(making: _Making, line: str, number: int, fault: Callable[[str, str], None]) -> None:
    def wrong(what: str, remedy: str) -> None:
        making.faulty = True
        fault(what, remedy)

    if line[0] in " \t" and making.last:
        holder, key = making.last
        holder[key] = f"{holder[key]}\n{line.strip()}"
        return
    found = _LINE.match(line)
    who = _WHO.get(found["who"].lower()) if found else None
    if not found or not who:
        wrong("this line says neither who speaks nor anything else that is known", "Begin it with `user:` or `bot:`, or with a space to go on with the line above")
        return
    what, moment = found["what"].strip(), None
    if found["when"]:
        moment = vocabulary.moment(found["when"], wrong)
    if who == "title":
        making.title = what
    elif who == "at":
        making.at = vocabulary.moment(what, wrong)
    elif who == "bot":
        said = {"text": what}
        (making.steps[-1]["says"] if making.steps else making.opening).append(said)
        making.last = (said, "text")
    else:
        step = {"kind": who, "said": what, "line": number, "at": moment if making.steps else None, "says": []}
        making.at = making.at or moment
        making.steps.append(step)
        making.last = (step, "said")


def _transcript(making: _Making, name: str) -> Transcript:
    steps = [
        Step(name, s["line"], **{s["kind"]: s["said"]}, at=s["at"], expect={"says": [b["text"] for b in s["says"]]} if s["says"] else {})
        for s in making.steps
    ]
    title = making.title or f"The conversation from line {making.line} on of {Path(name).name}"
    opening = {"says": [said["text"] for said in making.opening]} if making.opening else {}
    return Transcript(title, making.at or USUAL_MOMENT, tuple(steps), name, making.line, opening=opening)
