"""Postcodes: only the district (and the one digit after the space) is ever looked at; the rest is dropped here."""

from __future__ import annotations

import re

from bot.directory.models import AreaAnswer, AreaChoice
from bot.directory.place_tables import Tables

SURE = 0.95
WORTH_OFFERING = 0.02
_FULL = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9])[A-Z]{2}\b", re.IGNORECASE)
_OUTWARD = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)(?:\s+([0-9])[A-Z]{0,2})?", re.IGNORECASE)
_NATION = {"S": "Scotland", "W": "Wales", "N": "Northern Ireland"}
_OFF_MAP = {"BT": "Northern Ireland", "IM": "Isle of Man", "JE": "Channel Islands", "GY": "Channel Islands"}


def full_postcode(text: str, tables: Tables) -> AreaAnswer | None:
    """The area of a whole postcode that stands anywhere in a text."""
    for match in _FULL.finditer(text):
        answer = _area(match[1].upper(), match[2], tables)
        if answer:
            return answer
    return None


def bare_postcode(text: str, tables: Tables) -> AreaAnswer | None:
    """The area of an outward code that is the whole answer ("ws13", "ST7 2"). Inside a sentence it may be a road."""
    match = _OUTWARD.fullmatch(text.strip())
    return _area(match[1].upper(), match[2] or "", tables) if match else None


def _area(outcode: str, digit: str, tables: Tables) -> AreaAnswer | None:
    letters = re.match(r"[A-Z]+", outcode)
    if letters and letters[0] in _OFF_MAP:
        nation = _OFF_MAP[letters[0]]
        return AreaAnswer("outside", label=nation, nation=nation)
    shares = tables.outcodes.get(outcode) or _merged(outcode, tables)
    if not shares:
        return None
    shares = tables.sectors.get(f"{outcode} {digit}", shares)
    lad, share = shares[0]
    if share >= SURE:
        return _one(lad, tables)
    offered = [(code, s) for code, s in shares if s >= WORTH_OFFERING][:4]
    if len(offered) == 1:
        return _one(lad, tables)
    if all(code[0] == lad[0] != "E" for code, _ in offered):
        return _one(lad, tables)
    return AreaAnswer("ask", label=outcode, choices=tuple(AreaChoice(_label(c, tables), (c,)) for c, _ in offered))


def _merged(outcode: str, tables: Tables) -> tuple[tuple[str, float], ...]:
    """Inner London codes are often said without their last letter: W1, EC2, SW1."""
    if not re.fullmatch(r"(W1|EC[1-4]|WC[12]|SW1|SE1|N1|NW1|E1)", outcode):
        return ()
    total: dict[str, float] = {}
    for code, shares in tables.outcodes.items():
        if code[:-1] == outcode and code[-1].isalpha():
            for lad, share in shares:
                total[lad] = total.get(lad, 0) + share
    whole = sum(total.values()) or 1
    return tuple(sorted(((lad, s / whole) for lad, s in total.items()), key=lambda x: -x[1]))


def _one(lad: str, tables: Tables) -> AreaAnswer:
    if lad in tables.districts:
        return AreaAnswer("found", (lad,), tables.districts[lad].name)
    nation = _NATION[lad[0]]
    return AreaAnswer("outside", label=tables.other_districts.get(lad, nation), nation=nation)


def _label(lad: str, tables: Tables) -> str:
    if lad in tables.districts:
        return tables.districts[lad].name
    return f"{tables.other_districts.get(lad, lad)} ({_NATION[lad[0]]})"
