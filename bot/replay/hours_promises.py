"""Whether what a person is told about opening times is true at that moment. Pure."""
from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Iterable, Iterator

from bot.directory.models import Service
from bot.replay.expectations import Finding
from bot.replay.hours_again import LONDON, Standing, standing

PROMISE = "P4 honest hours"
_CLOCK = re.compile(r"\b(?:(\d{1,2})(?:[.:](\d\d))?\s*(am|pm)|(midnight|midday|noon))\b", re.I)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OPEN_NOW = re.compile(r"\bopen now:\s*([^.]+)\.", re.I)


def hours_told_wrong(contact: dict, service: Service, at: datetime) -> Iterator[Finding]:
    """What a card says of its service's hours and is not so at ``at``."""
    truth = standing(service, at)
    if truth is None:
        return
    text, status = contact["status_text"], contact["status"]
    got = f"{service.id} shown as {status}, {text!r}"
    if status != truth.status:
        yield Finding(PROMISE, f"{service.id} shown as {truth.status} at {_when(at)}{_rule(truth)}", got)
        return
    if re.match(r"open\b", text.lower()) and not text.lower().startswith("opening times") and truth.status != "open":
        yield Finding(PROMISE, f"nothing that sounds open, as {service.id} is {truth.status}", got)
    if status == "unstated" and "not known" not in text.lower():
        yield Finding(PROMISE, f"{service.id} said to have opening times that are not known", got)
    if service.availability == "always" and "24 hours" not in text.lower():
        yield Finding(PROMISE, f"{service.id} said to be open 24 hours", got)
    yield from _times(text, truth, at, got)


def _times(text: str, truth: Standing, at: datetime, got: str) -> Iterator[Finding]:
    told = _told(text)
    right = truth.until if truth.status in ("open", "may_be_closed") else truth.opens
    if told is None or right is None:
        return
    if told != right.time():
        word = "until" if right == truth.until else "opens"
        yield Finding(PROMISE, f"{word} {right:%A} {right.time():%H:%M} (London time)", got)
        return
    if truth.status != "closed":
        return
    day, today = right.date(), at.astimezone(LONDON).date()
    lower = text.lower()
    wrong_day = next((d for d in _WEEKDAYS if d in lower and d != _WEEKDAYS[day.weekday()]), None)
    if wrong_day or ("tomorrow" in lower and day != today + timedelta(1)) or ("today" in lower and day != today):
        yield Finding(PROMISE, f"opens on {day:%A %d %B}", got)
    if day != today and not any(word in lower for word in ("tomorrow", *_WEEKDAYS)):
        yield Finding(PROMISE, f"the day it opens ({day:%A})", got)


def _told(text: str) -> time | None:
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, minute, half, word = found.groups()
    if word:
        return time(0) if word.lower() == "midnight" else time(12)
    return time(int(hour) % 12 + 12 * (half.lower() == "pm"), int(minute or 0))


def said_to_be_open(text: str, services: Iterable[Service], at: datetime) -> Iterator[Finding]:
    """A service that a sentence says is open now, and that is not known to be."""
    for claimed in _OPEN_NOW.findall(text):
        named = [service for service in services if service.name in claimed]
        for service in named:
            truth = standing(service, at)
            part_of_another = any(service.name != other.name and service.name in other.name for other in named)
            if not part_of_another and truth and truth.status != "open":
                yield Finding(PROMISE, f"{service.name} not said to be open: it is {truth.status} at {_when(at)}", repr(text[:160]))


def _when(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%A %d %B %Y, %H:%M}"


def _rule(truth: Standing) -> str:
    if truth.status == "closed" and truth.opens:
        return f" (opens {truth.opens:%A %H:%M})"
    return f" (until {truth.until:%H:%M})" if truth.until else ""
