"""Compares one turn with what its step expects. Pure."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Callable, Mapping

from bot.replay.turn import Turn

HIDDEN_OVER_HTTP = ("urgency", "topic", "doors", "intent", "slots")
_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be, for a tester to read."""

    check: str  # the expect key, or the promise
    expected: str
    got: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.check}: expected {self.expected}; got {self.got}." + (f" {self.why}" if self.why else "")


def same(text: str) -> str:
    """Text as it is compared: no difference between kinds of quotes, capitals or spaces."""
    return re.sub(r"\s+", " ", text.translate(_SAME)).strip().lower()


def compare(expect: Mapping[str, Any], turn: Turn) -> tuple[list[Finding], list[str]]:
    """What is not as expected, and the keys that could not be checked (what a server does not tell)."""
    findings, unchecked = [], []
    for key, wanted in expect.items():
        if turn.seen is None and key in HIDDEN_OVER_HTTP:
            unchecked.append(key)
        else:
            findings += _CHECKS[key](wanted, turn)
    return findings, unchecked


def _equals(name: str) -> Callable[[Any, Turn], list[Finding]]:
    def check(wanted: Any, turn: Turn) -> list[Finding]:
        got = getattr(turn.seen, name)
        why = "; ".join(turn.seen.why) if name == "urgency" else f"Doors: {', '.join(turn.seen.doors)}." if name == "topic" else ""
        return [] if got == wanted else [Finding(name, str(wanted), str(got), why)]

    return check


def _doors(wanted: list[str], turn: Turn) -> list[Finding]:
    left = iter(turn.seen.doors)
    if all(door in left for door in wanted):
        return []
    return [Finding("doors", f"{', '.join(wanted)} among the doors, in this order", ", ".join(turn.seen.doors) or "none")]


def _says(wanted: list[str], turn: Turn) -> list[Finding]:
    text = same(turn.readable())
    return [Finding("says", repr(one), _beginning(turn)) for one in wanted if same(one) not in text]


def _says_any(wanted: list[str], turn: Turn) -> list[Finding]:
    text = same(turn.readable())
    if any(same(one) in text for one in wanted):
        return []
    return [Finding("says_any", "one of " + ", ".join(map(repr, wanted)), _beginning(turn))]


def _never(wanted: list[str], turn: Turn) -> list[Finding]:
    return [
        Finding("never", f"no {one!r}", f"{text!r} ({where})")
        for one in wanted
        for where, text in turn.texts()
        if _word(one).search(same(text))
    ]


def _word(phrase: str) -> re.Pattern[str]:
    """The phrase at the beginning of a word ("believ" finds "believed", never "unbelievable"); up to three letters alone."""
    plain = same(phrase)
    before = r"(?<!\w)" if plain[:1].isalnum() else ""
    after = r"(?!\w)" if len(plain) <= 3 else ""
    return re.compile(before + re.escape(plain) + after)


def _kind(wanted: list[str], turn: Turn) -> list[Finding]:
    kinds = [message["kind"] for message in turn.messages]
    missing = [kind for kind in wanted if kind not in kinds]
    if missing:
        return [Finding("kind", f"a message of the kind {missing[0]}", ", ".join(kinds) or "no message")]
    if "emergency" in wanted and kinds[0] != "emergency":
        return [Finding("kind", "the emergency message first", ", ".join(kinds))]
    return []


def _offers(wanted: list[str], turn: Turn) -> list[Finding]:
    got = turn.service_ids
    if got[: len(wanted)] == wanted:
        return []
    why = "The right ones, in another order." if set(wanted) <= set(got) else ""
    return [Finding("offers", f"{', '.join(wanted)} first, in this order", ", ".join(got) or "no contacts", why)]


def _offers_any(wanted: list[str], turn: Turn) -> list[Finding]:
    if set(wanted) & set(turn.service_ids):
        return []
    return [Finding("offers_any", "one of " + ", ".join(wanted), ", ".join(turn.service_ids) or "no contacts")]


def _offers_never(wanted: list[str], turn: Turn) -> list[Finding]:
    return [Finding("offers_never", f"no {one}", ", ".join(turn.service_ids)) for one in wanted if one in turn.service_ids]


def _standing(status: str) -> Callable[[Any, Turn], list[Finding]]:
    def check(wanted: list[str], turn: Turn) -> list[Finding]:
        shown = {contact["service_id"]: contact for contact in turn.contacts}
        found = []
        for one in wanted:
            if one not in shown:
                found.append(Finding(status, f"{one} shown as {status}", f"{one} is not among the contacts: {', '.join(shown) or 'none'}"))
            elif shown[one]["status"] != status:
                contact = shown[one]
                found.append(Finding(status, f"{one} {status}", f"{contact['status']}: {contact['status_text']!r}"))
        return found

    return check


def _choices(wanted: list[str], turn: Turn) -> list[Finding]:
    offered = {same(value) for choice in turn.choices for value in (choice["id"], choice["label"])}
    shown = ", ".join(repr(choice["label"]) for choice in turn.choices) or "no buttons"
    return [Finding("choices", f"the button {one!r}", shown) for one in wanted if same(one) not in offered]


def _max_messages(wanted: int, turn: Turn) -> list[Finding]:
    got = len(turn.messages)
    return [] if got <= wanted else [Finding("max_messages", f"at most {wanted}", str(got))]


def _slots(wanted: dict[str, Any], turn: Turn) -> list[Finding]:
    found = []
    for name, value in wanted.items():
        got = turn.seen.slots.get(name)
        if _plain(got) != _plain(value):
            found.append(Finding(f"slots {name}", _plain(value) or "nothing", _plain(got) or "nothing"))
    return found


def _plain(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _beginning(turn: Turn) -> str:
    text = " / ".join(message["text"] for message in turn.messages)
    return repr(text if len(text) <= 300 else text[:300] + " ...")


_CHECKS: dict[str, Callable[[Any, Turn], list[Finding]]] = {
    **{name: _equals(name) for name in ("urgency", "topic", "intent")},
    "doors": _doors,
    "says": _says,
    "says_any": _says_any,
    "never": _never,
    "kind": _kind,
    "offers": _offers,
    "offers_any": _offers_any,
    "offers_never": _offers_never,
    "open": _standing("open"),
    "closed": _standing("closed"),
    "choices": _choices,
    "max_messages": _max_messages,
    "slots": _slots,
}
