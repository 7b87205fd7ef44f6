"""How well one service fits one person. No clock here: only who, where, what and which way.

A service either does not fit at all (`fit` gives None) or has a `Fit`, whose parts are compared in `find.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.directory.models import AUDIENCES, HARMS, NATIONS, NEEDS, WAYS, Service

OTHER_NATIONS = ("Isle of Man", "Channel Islands", "abroad")
_CODE = re.compile(r"[EWSN]\d{8}")
_NATION_OF = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
# A harm that another harm's services also know about.
RELATED = {
    "stalking": ("domestic_abuse",),
    "honour_based_abuse": ("domestic_abuse", "forced_marriage"),
    "forced_marriage": ("honour_based_abuse", "domestic_abuse"),
    "fgm": ("honour_based_abuse",),
    "economic_abuse": ("domestic_abuse",),
}
PRACTICAL = {"emergency_housing", "injunctions"}  # help with one thing: after the lines that listen to everything
FIRST_NEEDS = {"lgbt", "deaf", "money"}  # needs whose own line comes before a nearer one


@dataclass(frozen=True)
class Person:
    """Whom we look for help for: as much as they have said, nothing demanded."""

    lads: frozenset[str]
    nation: str
    audience: str
    harm: str | None
    way: str
    needs: frozenset[str]

    @classmethod
    def of(cls, lads, nation, audience, harm, way, needs) -> "Person":  # noqa: ANN001 - the types are those of the fields
        """A person from plain values. Raises ValueError that names the wrong value and the known ones."""
        for what, value, known in (
            ("audience", audience, AUDIENCES),
            ("harm", harm, (None, *HARMS)),
            ("way", way, WAYS),
            ("nation", nation, NATIONS + OTHER_NATIONS),
            *(("need", need, NEEDS) for need in needs),
        ):
            if value not in known:
                raise ValueError(f"{what} {value!r} is not known; use one of: {', '.join(str(k) for k in known if k)}")
        wrong = [code for code in lads if not _CODE.fullmatch(code)]
        if wrong:
            raise ValueError(f"{wrong[0]!r} is not an ONS code of a district; use one like E07000192")
        prefixes = {code[0] for code in lads}
        if lads and prefixes <= {"W", "S", "N"}:  # a place just over the border, offered as a choice
            nation = _NATION_OF[sorted(prefixes)[0]]
        if harm == "own_behaviour" and audience in ("victim", "anyone"):
            audience = "perpetrator"  # whoever asks about what they do themselves
        if audience == "perpetrator" and harm != "mental_health":
            harm = "own_behaviour"
        if "money" in needs and harm in (None, "any", "domestic_abuse"):
            harm = "economic_abuse"
        return cls(frozenset(x for x in lads if x[0] == "E"), nation, audience, harm, way, frozenset(needs))


@dataclass(frozen=True)
class Fit:
    """Why a service fits. Higher is better in every part; `sort_key` says which part counts first."""

    need: int
    place_and_harm: int
    audience: int
    gender: int
    stated_area: int
    nearness: int
    also: int
    partly: bool

    @cached_property
    def sort_key(self) -> tuple[int, ...]:
        """What counts, in order, before being open does; `also` counts after that."""
        return (
            self.need,
            self.place_and_harm,
            self.gender,
            self.audience,
            self.stated_area,
            self.nearness,
        )


def fit(service: Service, person: Person) -> Fit | None:
    """How `service` fits `person`, or None if it must not be offered to them."""
    place = _place(service, person)
    if place is None:
        return None
    audience = _audience(service, person)
    harm = _harm(service, person)
    if audience == 0 or harm == 0 or not _may(service, person):
        return None
    needs = set(service.only_for) | set(service.also_for)
    children = "under_18" in person.needs or person.audience == "child"
    own_line = bool(needs & person.needs & FIRST_NEEDS) or (children and service.audience == ("child",))
    return Fit(
        need=int(own_line),
        place_and_harm=_tier(service, person, place, harm),
        audience=audience,
        gender=int("man" not in person.needs or service.genders in ("any", "men")),
        stated_area=int(not service.areas.inferred),
        nearness=-len(service.areas.lads) if service.local else -1000,
        also=len(needs & person.needs) + int(service.genders == "men" and "man" in person.needs),
        partly=place == "part",
    )


def _place(service: Service, person: Person) -> str | None:
    """local: covers all of where they are; part: some of it; nation; None: not for there."""
    if person.nation not in service.areas.nations:
        return None
    if not service.local:
        return "nation"
    if not person.lads or not person.lads & set(service.areas.lads):
        return None
    return "local" if person.lads <= set(service.areas.lads) else "part"


def _audience(service: Service, person: Person) -> int:
    """3 made for them, 2 also for them, 1 for anyone, 0 not for them. A victim's line is never for a perpetrator."""
    has = set(service.audience)
    if person.audience == "friend":
        return 3 if "friend" in has else 2 if service.serves_family else int("anyone" in has)
    if person.audience == "perpetrator":
        return 3 if "perpetrator" in has else int("anyone" in has)
    if person.audience == "child" or "under_18" in person.needs:
        return 3 if "child" in has else 2 if "victim" in has else int("anyone" in has)
    if person.audience == "victim":
        return 3 if "victim" in has else int("anyone" in has)
    return 3 if "anyone" in has else 2 if has & {"victim", "friend"} else 0


MADE_FOR, DIRECT, ANYTHING, NEAR = 4, 3, 2, 1


def _harm(service: Service, person: Person) -> int:
    """Made for just this, for this among others, for anything, for something near it, or 0: not for this."""
    if person.way != "specialist":
        return ANYTHING
    has, harm = set(service.harms), person.harm
    if harm in (None, "any"):
        return DIRECT if "domestic_abuse" in has else ANYTHING if "any" in has else NEAR * ("sexual_violence" in has)
    if harm in has:
        return DIRECT if "domestic_abuse" in has and harm != "domestic_abuse" else MADE_FOR
    if "any" in has and harm not in ("own_behaviour", "mental_health"):
        return ANYTHING
    if harm == "mental_health" and service.audience == ("child",):
        return ANYTHING
    return NEAR * bool(has & set(RELATED.get(harm, ())))


_TIERS = {
    "local": {MADE_FOR: 90, DIRECT: 80, ANYTHING: 70, NEAR: 45},
    "nation": {MADE_FOR: 60, DIRECT: 50, ANYTHING: 40, NEAR: 30},
}
_FAMILY_TIER, _PRACTICAL_TIER, _PART_TIER = 45, 20, 10


def _tier(service: Service, person: Person, place: str, harm: int) -> int:
    """Nearness and subject in one number: a near line for anything comes before a far one for just this."""
    if place == "part":
        return _PART_TIER
    if PRACTICAL & set(service.offers):
        return _PRACTICAL_TIER
    tier = _TIERS[place][harm]
    if person.audience == "friend" and not {"friend", "anyone"} & set(service.audience):
        return min(tier, _FAMILY_TIER)  # for families of victims: after the lines that are for friends as well
    return tier


def _may(service: Service, person: Person) -> bool:
    """Gender, age and lines that are for some people only."""
    young = person.audience == "child" or "under_18" in person.needs
    if person.way == "specialist" and service.only_for and not person.needs & set(service.only_for):
        return False
    if person.way != "specialist" and service.only_for and "deaf" not in person.needs:
        return False
    if service.genders == "women" and ("man" in person.needs or person.audience == "child"):
        return False
    if "man" not in person.needs and service.genders == "men":
        return False
    if young and service.min_age and service.min_age > (17 if person.audience != "child" else 15):
        return False
    if service.max_age and not young:
        return False
    return not (person.audience == "perpetrator" and "refuge" in service.offers)
