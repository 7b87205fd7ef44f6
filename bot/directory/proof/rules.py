"""What must be true of every answer, in the plainest words code allows. Nothing here comes from `fit.py`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Iterator

from bot.directory.models import Contact, Service
from bot.directory.proof import second_clock

UNITED_KINGDOM = ("England", "Wales", "Scotland", "Northern Ireland")
ABUSE = {"domestic_abuse", "sexual_violence"}
NEAR = {  # a harm -> harms whose services may come first when none is made for it
    "stalking": ABUSE, "images": ABUSE, "honour_based_abuse": ABUSE | {"forced_marriage"},
    "forced_marriage": ABUSE | {"honour_based_abuse"}, "fgm": ABUSE | {"honour_based_abuse"},
    "economic_abuse": ABUSE, "child_abuse": ABUSE,
}  # fmt: skip
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")


@dataclass(frozen=True)
class Question:
    """One thing a person may ask."""

    lads: tuple[str, ...]
    nation: str
    audience: str
    harm: str | None
    way: str
    needs: tuple[str, ...]

    def __str__(self) -> str:
        where = ",".join(self.lads[:3]) + ("..." if len(self.lads) > 3 else "") or self.nation
        needs = "+".join(self.needs) or "no need"
        return f"{where} / {self.audience} / {self.harm or 'no harm named'} / {self.way} / {needs}"


def faults(question: Question, shown: list[Contact], services: dict[str, Service], now: datetime) -> Iterator[str]:
    """Every rule that this answer breaks."""
    if not shown:
        yield "nobody is offered"
        return
    known = [services[c.service_id] for c in shown]
    if len(shown) > 3:
        yield f"{len(shown)} contacts are more than three"
    if len({c.service_id for c in shown}) != len(shown):
        yield "a contact is shown twice"
    for contact, service in zip(shown, known):
        yield from _contact_faults(question, contact, service, now)
    yield from _first_faults(question, known[0])
    if shown[0].status != "open" and not any(_day_and_night(s) for s in known[1:]):
        yield f"P4: {shown[0].service_id} is {shown[0].status} and no 24-hour line stands beside it"


def _day_and_night(service: Service) -> bool:
    return service.availability == "always" and bool(service.phones or service.sms)


def _contact_faults(q: Question, contact: Contact, service: Service, now: datetime) -> Iterator[str]:
    if contact.status != second_clock.status(service, now):
        yield f"P4: {service.id} is shown as {contact.status}, by the second clock it is not"
    if contact.status_text.startswith("Open ") != (contact.status == "open"):
        if contact.status != "unstated":
            yield f"P4: {service.id} reads '{contact.status_text}' but is {contact.status}"
    numbers = {p.number for p in service.phones} | ({service.sms.number} if service.sms else set())
    pages = set(service.urls) | set(service.chat)
    if not {contact.phone, contact.sms} - {""} <= numbers or not {contact.url} - {""} <= pages:
        yield f"P3: {service.id} shows a contact that its record does not hold"
    if not (contact.phone or contact.sms or contact.url or "emergency_housing" in service.offers):
        yield f"P3: {service.id} cannot be reached"
    if _POSTCODE.search(f"{contact.name} {contact.what} {contact.why}"):
        yield f"P8: {service.id} shows an address"
    if q.nation not in service.areas.nations:
        yield f"{service.id} does not serve {q.nation}"
    if service.areas.lads and not set(q.lads) & set(service.areas.lads):
        yield f"{service.id} does not serve {q.lads[:3]}"
    yield from _person_faults(q, service)


def _person_faults(q: Question, service: Service) -> Iterator[str]:
    has = set(service.audience)
    asks_for_self = q.harm == "own_behaviour" and q.audience in ("victim", "anyone")
    if (q.audience == "perpetrator" or asks_for_self) and (
        has & {"victim", "friend", "child"} or "refuge" in service.offers
    ):
        yield f"P8: {service.id} is for victims and is shown to somebody who hurts others"
    if q.audience != "perpetrator" and q.harm != "own_behaviour" and has == {"perpetrator"}:
        yield f"{service.id} is for people who hurt others and is shown to a {q.audience}"
    if "man" in q.needs and service.genders == "women":
        yield f"{service.id} is for women and is shown to a man"
    if q.audience == "child" and (service.min_age or 0) >= 16:
        yield f"{service.id} is for adults and is shown to a child"
    if service.max_age and q.audience != "child" and "under_18" not in q.needs:
        yield f"{service.id} is for children and is shown to an adult"
    if service.only_for and not set(service.only_for) & set(q.needs):
        yield f"{service.id} is only for {service.only_for}"


def _first_faults(q: Question, first: Service) -> Iterator[str]:
    """The first contact fits audience, harm, area and way."""
    has = set(first.audience) | ({"friend"} if first.serves_family else set())
    may = {q.audience, "anyone"}
    if q.harm == "own_behaviour" and q.audience in ("victim", "anyone"):
        may = {"perpetrator", "anyone"}
    elif q.audience == "anyone":
        may |= {"victim", "friend"}
    if q.audience == "child" or "under_18" in q.needs:
        may |= {"victim", "child"}
    if not has & may:
        yield f"the first, {first.id}, is for {sorted(has)}"
    if q.lads and first.areas.lads and not set(q.lads) <= set(first.areas.lads):
        yield f"the first, {first.id}, serves only a part of the area"
    if q.way != "specialist":
        served = any(q.way in s.ways for s in (first,))
        if not served and q.nation in ("England", "Wales"):
            yield f"the first, {first.id}, is not for the way {q.way}"
        return
    if "specialist" not in first.ways:
        yield f"the first, {first.id}, is not a specialist"
    harms, harm = set(first.harms), q.harm
    if q.audience == "perpetrator" and harm != "mental_health":
        harm = "own_behaviour"
    if harm in (None, "any"):
        wanted = ABUSE | {"any"} | ({"economic_abuse"} if "money" in q.needs else set())
    elif harm in ("own_behaviour", "mental_health"):
        wanted = {harm} | ({"any"} if q.audience == "child" or "under_18" in q.needs else set())
    else:
        wanted = {harm, "any"} | NEAR.get(harm, set()) | ({"economic_abuse"} if "money" in q.needs else set())
    fallback = first.harms == ("mental_health",) and not _made(q)
    if not harms & wanted and not fallback:
        yield f"the first, {first.id}, is about {sorted(harms)}"


def _made(q: Question) -> bool:
    """Is there a line made for this in this nation at all? Outside England some subjects have none."""
    return q.nation == "England" and not (q.harm == "own_behaviour" and q.audience in ("friend", "child"))
