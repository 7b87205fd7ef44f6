"""Botium convo files: a title, then `#me` and `#bot` sections."""
from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from bot.replay import plain_yaml, vocabulary
from bot.replay.transcript import USUAL_MOMENT, Fault, Step, Transcript

# What Botium checks and this does not. Better a clear word than a check that silently is none.
_NOT_KNOWN = ("MEDIA", "CARDS", "ENTITIES", "ENTITY_VALUES", "JSON_PATH", "PAUSE", "WAITFORBOT", "INCLUDE", "SET_SCRIPTING_MEMORY", "FORM", "CUSTOM")


def read_botium(path: Path, shown: Callable[[Path], str] = str) -> tuple[list[Transcript], list[Fault]]:
    """The conversation of a convo file, and each line that could not be read.

    `#bot` text must be said; `!text` must not; `?text` is optional and left out; INTENT and BUTTONS are checked. A time can be
    given in the title's block as `at: 2026-11-21T22:15:00+00:00`.
    """
    name = shown(path)
    try:
        lines = plain_yaml.read_text(path, name).splitlines()
    except plain_yaml.Unreadable as error:
        return [], [error.fault]
    faults: list[Fault] = []
    title, at, steps, opening, section = "", USUAL_MOMENT, [], {}, "title"
    for number, line in enumerate(lines, start=1):
        text = line.strip()

        def fault(what: str, remedy: str) -> None:
            faults.append(Fault(name, number, what, remedy))

        if text.startswith("#"):
            section = text[1:].split()[0].lower() if text[1:].split() else ""
            if section == "me":
                steps.append({"line": number, "said": [], "expect": {}})
            elif section not in ("bot", "begin", "end"):
                fault(f"the section #{section} is not known here", "Use #me and #bot")
        elif not text:
            continue
        elif section == "title":
            if text.lower().startswith("at:"):
                at = vocabulary.moment(text[3:], fault) or at
            elif not title:
                title = text
        elif section == "me":
            steps[-1]["said"].append(text)
        elif section == "bot":
            _expected(text, steps[-1]["expect"] if steps else opening, fault)
    for step in steps:
        if not step["said"]:
            faults.append(Fault(name, step["line"], "#me says nothing", "Write what the person types below it"))
    if not steps:
        faults.append(Fault(name, 1, "there is no #me section", "Write `#me` and below it what the person types"))
    if faults:
        return [], faults
    made = tuple(Step(name, s["line"], user="\n".join(s["said"]), expect=s["expect"]) for s in steps)
    return [Transcript(title or path.name, at, made, name, opening=opening)], []


def _expected(text: str, expect: dict[str, Any], fault: Callable[[str, str], None]) -> None:
    word, _, rest = text.partition(" ")
    values = [value.strip() for value in rest.split("|") if value.strip()]
    if text.startswith("?"):
        return
    if text.startswith("!"):
        expect.setdefault("never", []).append(text[1:].strip())
    elif word == "BUTTONS":
        expect.setdefault("choices", []).extend(values)
    elif word == "INTENT":
        if rest.strip() not in vocabulary.intents():
            fault(*vocabulary.unknown(rest.strip(), vocabulary.intents(), "the intent"))
        expect["intent"] = rest.strip()
    elif word in _NOT_KNOWN:
        fault(f"{word} cannot be checked here", "Take the line out, or write a transcript in YAML (docs/replay.md)")
    else:
        expect.setdefault("says", []).append(text)
