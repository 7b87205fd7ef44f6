"""Which services to show a person, in which order, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Collection, Iterable, Sequence

from bot.directory.fit import Fit, Person, fit
from bot.directory.hours import opening
from bot.directory.models import Service

_OPEN_FIRST = {"open": 3, "unstated": 2, "may_be_closed": 1, "closed": 0}


@dataclass(frozen=True)
class Match:
    """A service chosen for a person. `beside` is True for the line that stands beside one not known to be open."""

    service: Service
    fit: Fit
    status: str
    beside: bool = False


def in_order(services: Iterable[Service], well_known: Sequence[str]) -> tuple[Service, ...]:
    """Services as they come when all else is equal: the well-known lines first, then those that can be rung for free."""
    place = {service_id: i for i, service_id in enumerate(well_known)}
    return tuple(sorted(services, key=lambda s: (place.get(s.id, len(place)), not s.phones, not s.free_to_ring, s.id)))


def find(
    services: tuple[Service, ...],
    person: Person,
    now: datetime,
    limit: int = 3,
    exclude: Collection[str] = (),
    own: Collection[str] = (),
) -> list[Match]:
    """The services that fit, best first, at most `limit`.

    Whenever the first is not known to be open, a line that is stated to be open day and night and that fits is
    among them. With a limit of one, that line alone is given instead of one that may be closed. A line that was
    shown before (`exclude`) is shown again if it is the only one that keeps this promise. Among equals
    the order of `services` counts (see `in_order`). Ids in `own` come before all others wherever they fit.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    ranked = _ranked(services, person, now)
    if own:  # stable: the rest keeps its order
        ranked.sort(key=lambda m: not (m.service.id in own and not m.fit.partly))
    chosen = [m for m in ranked if m.service.id not in exclude][:limit]
    if person.way == "emergency" or (chosen and chosen[0].status == "open"):
        return chosen
    if any(m.service.always_open for m in chosen[:limit]) and limit > 1:
        return chosen
    beside = _beside(services, ranked, person, now, exclude)
    if beside is None:
        return chosen
    return [*chosen[: limit - 1], beside]


@lru_cache(maxsize=1024)
def _fitting(services: tuple[Service, ...], person: Person) -> tuple[tuple[Service, Fit], ...]:
    """The services that fit a person at any time, in the order of `services`. The hour does not matter here."""
    found = ((s, fit(s, person)) for s in services if person.way in s.ways)
    return tuple((s, how) for s, how in found if how)


def _ranked(services: tuple[Service, ...], person: Person, now: datetime) -> list[Match]:
    found = [Match(service, how, opening(service, now).status) for service, how in _fitting(services, person)]
    if person.way == "emergency":  # 999 itself first, then the ways to reach it without speaking
        return sorted(found, key=lambda m: (bool(m.service.only_for), m.service.id))
    return sorted(found, key=lambda m: ([-k for k in m.fit.sort_key], -_OPEN_FIRST[m.status], -m.fit.also))


def _beside(
    services: tuple[Service, ...], ranked: list[Match], person: Person, now: datetime, exclude: Collection[str]
) -> Match | None:
    """The best line that is stated to be open day and night: one that fits, else one anybody can talk to."""
    if person.way != "specialist":
        specialist = Person(person.lads, person.nation, person.audience, person.harm, "specialist", person.needs)
        ranked = _ranked(services, specialist, now)
    fits = [m for m in ranked if m.service.always_open]
    if not fits:
        to_talk = Person(person.lads, person.nation, person.audience, "mental_health", "specialist", person.needs)
        fits = [m for m in _ranked(services, to_talk, now) if m.service.always_open]
    fits.sort(key=lambda m: m.service.id in exclude)  # stable: the best of those not shown yet
    return Match(fits[0].service, fits[0].fit, fits[0].status, beside=True) if fits else None
