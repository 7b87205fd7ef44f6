"""What must hold between the fields of one record, and between a record and its sources.

The JSON Schema says what a field may look like; these checks say whether it is backed by its source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Iterator
from urllib.parse import urlsplit

from bot.directory.models import Problem
from bot.directory.yamlfile import Lines

SHORT_NUMBERS = {"999", "101", "111", "18000", "116123", "08001111"}
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)


@dataclass
class Sources:
    """What records are checked against: the documents' texts, the known districts, what has been retired."""

    documents: dict[str, str]
    districts: frozenset[str]
    retired_numbers: dict[str, str] = field(default_factory=dict)
    retired_names: dict[str, str] = field(default_factory=dict)


def digits(text: str) -> str:
    """Only the digits of a text."""
    return "".join(c for c in text if c.isdigit())


def states_number(words: str, number: str) -> bool:
    """Do these words give just this number, in any grouping? A part of a longer number does not count."""
    spaced = r"[\s()-]*".join(digits(number))
    return bool(re.search(rf"(?<!\d)(?<!\d\s){spaced}(?!\s?\d)", words))


def record_problems(data: dict[str, Any], shown: str, stem: str, lines: Lines, sources: Sources) -> list[Problem]:
    """Every rule the record breaks. `stem` is its file name without `.yml`."""
    found = []
    for path, what, remedy in _all(data, stem, sources):
        at = path
        while at not in lines and at:
            at = at[:-1]
        name = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")
        found.append(Problem(shown, lines.get(at, 1), name, what, remedy))
    return found


Found = tuple[tuple[Any, ...], str, str]


def _all(data: dict[str, Any], stem: str, sources: Sources) -> Iterator[Found]:
    if data["id"] != stem:
        yield ("id",), f"is {data['id']}, but the file is called {stem}.yml", "Make the two the same"
    for i, lad in enumerate(data["areas"].get("lads", [])):
        if lad not in sources.districts:
            yield ("areas", "lads", i), f"{lad} is not a district of England", "Look it up in seeds/areas/districts.csv"
    yield from _quotes(data, sources)
    yield from _numbers(data, sources)
    yield from _claims(data)
    yield from _bank_holidays(data)
    yield from _dates(data)
    yield from _hours(data)
    yield from _whom(data)
    yield from _stated_hours(data)
    yield from _web(data)
    yield from _never_shown(data, sources)
    low, high = data.get("min_age"), data.get("max_age")
    if low and high and low > high:
        yield ("min_age",), "is above max_age", "Swap the two"


def _quote(fact: dict[str, Any]) -> str:
    return fact.get("quote") or fact.get("source_quote") or ""


def _quotes(data: dict[str, Any], sources: Sources) -> Iterator[Found]:
    for name, fact in data["facts"].items():
        document = fact.get("document")
        if not document:
            continue
        if document not in sources.documents:
            yield ("facts", name, "document"), f"{document} is not in seeds/documents", "Name one of the files there"
        elif fact["quote"] not in sources.documents[document]:
            yield (
                ("facts", name, "quote"),
                f"these words are not in {document}",
                "Copy them from the document, letter for letter",
            )


def _numbers(data: dict[str, Any], sources: Sources) -> Iterator[Found]:
    facts = data["facts"]
    listed = [(("phones", i, "number"), p["number"], "phones") for i, p in enumerate(data["phones"])]
    if data.get("sms"):
        listed.append((("sms", "number"), data["sms"]["number"], "sms" if "sms" in facts else "phones"))
    for path, number, fact in listed:
        plain = digits(number)
        if plain in sources.retired_numbers:
            yield path, f"is a retired number ({sources.retired_numbers[plain]})", "Remove it; see seeds/retired.yml"
        if path[0] == "phones" and plain not in SHORT_NUMBERS and not (plain[0] == "0" and len(plain) in (10, 11)):
            yield path, f"has {len(plain)} digits, which no UK number has", "Compare it with the source"
        if fact not in facts:
            yield path, "has no source", f"Add facts.{fact} with the exact words that give the number"
        elif not states_number(_quote(facts[fact]), number):
            yield path, "is not in the words of its source", f"Compare it with the quote in facts.{fact}"
    for i, email in enumerate(data.get("emails", [])):
        if "emails" not in facts or email not in _quote(facts["emails"]):
            yield (
                ("emails", i),
                "is not in the words of its source",
                "Add facts.emails with words that give the address",
            )


def _claims(data: dict[str, Any]) -> Iterator[Found]:
    facts = data["facts"]
    needed = {
        "availability": data["availability"] == "always",
        "schedules": data["availability"] == "scheduled",
        "confidential": data["confidential"] is True,
        "anonymous": data["anonymous"] is True,
        "bank_holidays": data["bank_holidays"] != "unstated",
    }
    for name, claimed in needed.items():
        if claimed and name not in facts:
            yield (name,), "is claimed without a source", f"Add facts.{name}, or write unstated"


def _bank_holidays(data: dict[str, Any]) -> Iterator[Found]:
    words = _quote(data["facts"].get("bank_holidays", {}))
    if words and "holiday" not in words.lower():
        yield (
            ("facts", "bank_holidays"),
            "these words say nothing about holidays",
            "Quote the words that do, or write unstated",
        )


def _dates(data: dict[str, Any]) -> Iterator[Found]:
    listed = [((name,), data.get(name)) for name in ("checked_on",)]
    if len(data.get("as_of") or "") == 10:
        listed.append((("as_of",), data["as_of"]))
    listed += [(("checks", name), value[:10]) for name, value in data.get("checks", {}).items()]
    for i, row in enumerate(data.get("schedules", [])):
        listed += [(("schedules", i, name), row.get(name)) for name in ("dtstart", "valid_from", "valid_to")]
    for path, text in listed:
        try:
            date.fromisoformat(text or "2000-01-01")
        except ValueError:
            yield path, f"{text} is not a date", "Write a day of the calendar, as 2026-11-20"


def _hours(data: dict[str, Any]) -> Iterator[Found]:
    for i, row in enumerate(data.get("schedules", [])):
        past = row.get("past_midnight", False)
        if row["closes_at"] <= row["opens_at"] and not past:
            yield (
                ("schedules", i, "closes_at"),
                f"{row['closes_at']} is not after opens_at {row['opens_at']}",
                "Correct the times, or add past_midnight: true if it closes on the next day",
            )
        if past and row["closes_at"] > row["opens_at"]:
            yield ("schedules", i, "past_midnight"), "is true, but it closes on the same day", "Remove past_midnight"
        if row.get("interval", 1) > 1 and "dtstart" not in row:
            yield ("schedules", i, "interval"), "needs a date to count from", "Add dtstart, a date on which it is open"


_CLOCK = re.compile(r"(?<![\d.])(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm|noon)?(?![\d])", re.IGNORECASE)


def times_in(words: str) -> set[int]:
    """The times of day that a text names, in minutes after midnight. "9-5" and "9am-5pm" both give 9:00 and 17:00."""
    found = set()
    for hour, minute, half in _CLOCK.findall(words):
        at = int(hour) % 24 * 60 + int(minute or 0)
        if int(minute or 0) < 60:
            if half.lower() in ("pm", "noon"):
                found.add(at % 720 + 720)
            elif half.lower() == "am":
                found.add(at % 720)
            else:  # no am or pm: either, or the 24-hour clock
                found |= {at, at % 720, at % 720 + 720}
    return found


def _stated_hours(data: dict[str, Any]) -> Iterator[Found]:
    """Opening times must be the ones the source names. Only the end of a short break may be worked out from it."""
    if "schedules" not in data["facts"]:
        return
    named = times_in(_quote(data["facts"]["schedules"]))
    rows = data.get("schedules", [])
    minutes = lambda text: int(text[:2]) * 60 + int(text[3:])  # noqa: E731
    for i, row in enumerate(rows):
        for name in ("opens_at", "closes_at"):
            at = minutes(row[name])
            breaks = [minutes(other["closes_at"]) for other in rows if other["byday"] == row["byday"]]
            after_break = name == "opens_at" and any(b in named and 0 < at - b <= 60 for b in breaks)
            if at not in named and not after_break:
                yield (
                    (("schedules", i, name)),
                    f"{row[name]} is not in the words of its source",
                    "Compare with facts.schedules",
                )


def _whom(data: dict[str, Any]) -> Iterator[Found]:
    """A record for people who hurt others is for nobody else, whatever its number: routing is by record."""
    has, harms = set(data["audience"]), set(data["harms"])
    if "perpetrator" in has:
        if has != {"perpetrator"}:
            yield (
                ("audience",),
                "mixes perpetrator with others",
                "Make two records, as for Glow, even if the number is one",
            )
        if harms - {"own_behaviour"}:
            yield ("harms",), "of a service for perpetrators must be own_behaviour", "Correct audience or harms"
        if "refuge" in data.get("offers", []):
            yield ("offers",), "a service for perpetrators cannot offer refuge", "Correct audience or offers"
    elif "own_behaviour" in harms:
        yield ("harms",), "own_behaviour is for services whose audience is perpetrator", "Correct audience or harms"


def _web(data: dict[str, Any]) -> Iterator[Found]:
    known = " ".join(_quote(f) + " " + f.get("source_url", "") for f in data["facts"].values()).lower()
    for name in ("urls", "chat"):
        for i, url in enumerate(data.get(name, [])):
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            if host not in known:
                yield (
                    (name, i),
                    f"{host} is in no source of this record",
                    "Add facts.urls with words that give the page",
                )


def _never_shown(data: dict[str, Any], sources: Sources) -> Iterator[Found]:
    texts = [("name",), ("what",), ("organization",), ("areas", "label")]
    for path in texts:
        value: Any = data
        for key in path:
            value = value[key]
        if _POSTCODE.search(value):
            yield path, "looks like an address", "Addresses of safe places are never kept: remove it"
        for name, why in sources.retired_names.items():
            if name.lower() in value.lower():
                yield path, f"names {name}, which is retired ({why})", "Remove it; see seeds/retired.yml"
