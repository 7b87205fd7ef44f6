"""Finds everything in a text that looks like a way to reach somebody: numbers, web and e-mail addresses, streets, postcodes."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterable, Iterator

from bot.directory.models import Service

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ENDS = r"(?:co\.uk|org\.uk|gov\.uk|nhs\.uk|police\.uk|ac\.uk|uk|com|org|net|info|io|wales|scot|eu)"
_URL = re.compile(rf"(?:https?://|www\.)[^\s<>\"')]+|\b(?:[a-z0-9-]+\.)+{_ENDS}\b(?:/[^\s<>\"')]*)?", re.I)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b")
_STREET = re.compile(r"\b\d+[a-z]?,? (?:[A-Z][\w'’]+ ){1,3}(?:Road|Street|Lane|Avenue|Drive|Close|Way|Court|Place|Square|House|Terrace|Crescent|Rd|St)\b")
_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d-\d\d)?")
_TIME = re.compile(r"\b\d{1,2}[.:]\d\d\s*(?:am|pm)?\b|\b\d{1,2}\s*(?:am|pm)\b", re.I)
_NUMBER = re.compile(r"(?<![A-Za-z\d.,])\+?\(?\d(?:[ \-()]{0,2}\d){2,}(?![\d%])")


@dataclass(frozen=True)
class Known:
    """The ways to reach somebody that the directory holds."""

    numbers: frozenset[str]  # digits only
    urls: frozenset[str]
    emails: frozenset[str]

    @classmethod
    def of(cls, services: Iterable[Service]) -> "Known":
        """Everything in the records of ``services``."""
        services = list(services)
        numbers = [p.number for s in services for p in s.phones] + [s.sms.number for s in services if s.sms]
        return cls(
            frozenset(digits(number) for number in numbers),
            frozenset(_bare(url) for s in services for url in (*s.urls, *s.chat)),
            frozenset(email.lower() for s in services for email in s.emails),
        )


def digits(text: str) -> str:
    """The digits of a text."""
    return "".join(character for character in text if character.isdigit())


def _bare(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower()).rstrip("/.,;:")


def strangers(text: str, known: Known) -> Iterator[tuple[str, str]]:
    """Each thing in ``text`` that looks like contact data and is not the directory's, with what it looks like."""
    for found in _EMAIL.findall(text):
        if found.lower().rstrip(".") not in known.emails:
            yield "an e-mail address", found
    text = _EMAIL.sub(" ", text)
    for found in _URL.findall(text):
        if _bare(found) not in known.urls:
            yield "a web address", found
    text = _URL.sub(" ", text)
    for kind, shape in (("a postcode", _POSTCODE), ("a street address", _STREET)):
        for found in shape.findall(text):
            yield kind, found
        text = shape.sub(" ", text)
    for found in _NUMBER.findall(_TIME.sub(" ", text)):
        if digits(found) not in known.numbers and not _DATE.fullmatch(found):
            yield "a number", found.strip(" -()")
