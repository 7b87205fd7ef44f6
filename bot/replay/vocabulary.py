"""The words a transcript may use, and what to say about a word that is not one of them."""
from __future__ import annotations

from datetime import datetime
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Callable, Iterable

from bot.conversation.messages import KINDS
from bot.directory.shared import directory
from bot.understanding.topics import TOPICS

URGENCIES = ("emergency", "elevated", "routine")
TRANSCRIPT_KEYS = ("title", "at", "opening", "steps", "rows", "fragment", "note")
STEP_KEYS = ("user", "choose", "at", "expect", "include", "note")
LISTS = ("doors", "says", "says_any", "never", "offers", "offers_any", "offers_never", "open", "closed", "choices")
EXPECT_KEYS = ("urgency", "topic", "intent", "kind", *LISTS, "max_messages", "slots")
SERVICES = ("offers", "offers_any", "offers_never", "open", "closed")
Report = Callable[[str, str], None]  # what is wrong, what to do


def unknown(word: str, known: Iterable[str], what: str) -> tuple[str, str]:
    """What to say about an unknown word, and the remedy: the nearest known one, or all of them."""
    known = list(known)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    remedy = f"Did you mean {near[0]!r}?" if near else f"Use one of: {', '.join(known)}"
    return f"{what} {word!r} is not known", remedy.rstrip("?") + ("?" if near else "")


def expectation(raw: Any, report: Report) -> dict[str, Any]:
    """The expectations of one step as plain values; what is wrong with them goes to ``report``."""
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        report("expect is not a list of keys and values", "Write it like `expect: {topic: abuse}`")
        return {}
    wanted: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in EXPECT_KEYS:
            report(*unknown(key, EXPECT_KEYS, "the key"))
        elif value is None:
            report(f"{key} has no value", "Fill it in or delete the line")
        else:
            read = _value(key, value, report)
            if read is not None:
                wanted[key] = read
    return wanted


def _value(key: str, value: Any, report: Report) -> Any:
    if key == "slots":
        if not isinstance(value, dict):
            report("slots is not a list of names and values", "Write it like `slots: {audience: victim}`")
            return None
        return dict(value)
    if key == "max_messages":
        if not str(value).isdigit():
            report(f"max_messages is {value!r}, not a whole number", "Write it like `max_messages: 3`")
            return None
        return int(value)
    if key in LISTS or key == "kind":
        values = [str(one) for one in (value if isinstance(value, list) else [value])]
        known = {"kind": KINDS, "doors": TOPICS, **dict.fromkeys(SERVICES, service_ids())}.get(key)
        for one in values:
            if known and one not in known:
                report(*unknown(one, known, f"{key}:"))
        return values
    if isinstance(value, (list, dict)):
        report(f"{key} takes one value", f"Write it like `{key}: {'emergency' if key == 'urgency' else 'abuse'}`")
        return None
    known = {"urgency": URGENCIES, "topic": TOPICS, "intent": intents()}.get(key)
    if known and value not in known:
        report(*unknown(str(value), known, f"{key}:"))
    return str(value)


@lru_cache(maxsize=1)
def service_ids() -> tuple[str, ...]:
    """The ids of the directory."""
    return tuple(service.id for service in directory().services)


@lru_cache(maxsize=1)
def intents() -> tuple[str, ...]:
    """The intents of domain.yml."""
    import yaml

    from bot.settings import ROOT

    return tuple(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"])


def moment(text: Any, report: Report) -> datetime | None:
    """A time with its zone; what is wrong with it goes to ``report``."""
    try:
        found = datetime.fromisoformat(str(text).strip().replace("Z", "+00:00"))
    except ValueError as error:
        why = f" ({error})" if "out of range" in str(error) or "must be in" in str(error) else ""
        report(f"at: {text!r} is not a time that exists{why}", "Write it like 2026-11-21T22:15:00+00:00")
        return None
    if found.tzinfo is None:
        report(f"at: {text!r} has no time zone", "Add +00:00 in winter or +01:00 in summer (England)")
        return None
    return found
