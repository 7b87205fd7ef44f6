"""The directory as the rest of the program sees it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Collection, Iterable

from bot.directory import find as finding
from bot.directory.areas import Places
from bot.directory.fit import Person
from bot.directory.hours import opening
from bot.directory.models import AreaAnswer, Contact, Service
from bot.directory.record_check import digits
from bot.directory.wording import Wording


class Directory:
    """Every service, the place tables and the words to show them with. Made by `load()`; never changes."""

    def __init__(
        self, services: tuple[Service, ...], lifeline_ids: tuple[str, ...], wording: Wording, places: Places
    ) -> None:
        self.services = services
        self._in_order = finding.in_order(services, lifeline_ids)
        self._lifeline_ids = lifeline_ids
        self._wording = wording
        self._places = places

    @cached_property
    def _by_id(self) -> dict[str, Service]:
        return {s.id: s for s in self.services}

    def service(self, service_id: str) -> Service:
        """The record with this id. Raises KeyError that names the id."""
        try:
            return self._by_id[service_id]
        except KeyError:
            raise KeyError(f"no service has the id {service_id!r}") from None

    def resolve_area(self, text: str) -> AreaAnswer:
        """What a person's answer to "where are you?" means, also as a short sentence ("im in cannock")."""
        return self._places.resolve(text)

    def find_area_in(self, text: str) -> AreaAnswer | None:
        """A place that a longer message states clearly, or None. Exact names only; never an ordinary word."""
        return self._places.find_in(text)

    def police_force(self, lads: Collection[str]) -> str | None:
        """The police force that covers all these districts, or None if there is not just one."""
        districts = self._places.tables.districts
        forces = {districts[code].police_force for code in lads if code in districts}
        return forces.pop() if len(forces) == 1 else None

    def district_name(self, lad: str) -> str:
        """The everyday name of an English district; the code itself if it is not one."""
        district = self._places.tables.districts.get(lad)
        return district.name if district else lad

    def read_places(self) -> None:
        """Read the place tables now and not at the first question. Raises DirectoryError if one of them is wrong."""
        self._places.tables

    @property
    def district_codes(self) -> tuple[str, ...]:
        """The ONS codes of every district of England."""
        return tuple(self._places.tables.districts)

    @property
    def named_areas(self) -> tuple[tuple[str, ...], ...]:
        """The districts of every county, region and everyday name."""
        return tuple(m.lads for meanings in self._places.tables.aliases.values() for m in meanings)

    def find(
        self,
        *,
        lads: Iterable[str] = (),
        nation: str = "England",
        audience: str = "victim",
        harm: str | None = None,
        way: str = "specialist",
        needs: Iterable[str] = (),
        now: datetime,
        limit: int = 3,
        exclude: Collection[str] = (),
        own: Collection[str] = (),
    ) -> list[Contact]:
        """The contacts to show, best first (see `bot.directory.find.find` for the order and the promises).

        `now` is an aware time. Outside the United Kingdom the list is empty: no record says that it serves there.
        `own` are the ids of a deployment's own services (see `bot.directory.profiles`): they come first where they serve.
        Raises ValueError for a value that is not one of the known words.
        """
        person = Person.of(tuple(lads), nation, audience, harm, way, tuple(needs))
        matches = finding.find(self._in_order, person, now, limit, exclude, own)
        return [self._contact(m.service, now, self._why(m, person)) for m in matches]

    def contact(self, service_id: str, now: datetime, why: str = "") -> Contact:
        """One service as shown at `now`. Raises KeyError if there is no such service."""
        return self._contact(self.service(service_id), now, why)

    def lifeline(self, now: datetime) -> list[Contact]:
        """The fixed contacts for when all else fails, in the order of seeds/lifeline.yml."""
        return [self.contact(service_id, now) for service_id in self._lifeline_ids]

    def _contact(self, service: Service, now: datetime, why: str) -> Contact:
        state = opening(service, now)
        phone = service.phones[0].number if service.phones else ""
        return Contact(
            service_id=service.id,
            name=service.name,
            what=service.what,
            why=why,
            phone=phone,
            tel=tel(phone),
            sms=service.sms.number if service.sms else "",
            url=next(iter(service.chat + service.urls), ""),
            status=state.status,
            status_text=self._wording.status_text(service, state, now),
            source={
                "name": service.source_name,
                "date": service.as_of,
                "checked_on": service.checked_on.isoformat() if service.checked_on else None,
            },
        )

    def _why(self, match: finding.Match, person: Person) -> str:
        """One or two short sentences: what makes this one fit, and where it serves."""
        service, words = match.service, self._wording.why
        way = {"confidential": "police", "anonymous": "reporting", "emergency": "emergency"}
        special = [way[w] for w in service.ways if w in way]
        if special == ["police"]:
            force = self.police_force(person.lads)
            return f"{words['police']} {words['police_force'].format(force=force)}" if force else words["police"]
        if special:
            return words[special[0]]
        parts = []
        needs = (set(service.only_for) | set(service.also_for)) & person.needs
        parts += [words[n] for n in ("lgbt", "deaf", "money", "no_english", "professional") if n in needs]
        if service.genders == "men":
            parts.append(words["man"])
        if service.audience == ("child",):
            parts.append(words["under_18"])
        if person.audience == "friend" and "friend" in service.audience:
            parts.append(words["friend"])
        elif person.audience == "friend" and service.serves_family:
            parts.append(words["family"])
        if service.harms == ("mental_health",) and person.harm != "mental_health":
            parts.append(words["talk"])
        elif match.beside:
            parts.append(words["always"])
        if service.local:
            parts.append(words["part" if match.fit.partly else "local"].format(area=service.areas.label))
        elif not parts:
            parts.append(words["nation"].format(area=service.areas.label))
        return " ".join(parts[:2])


def tel(number: str) -> str:
    """The `tel:` link of a number: short codes as they are, others with +44. Empty for no number."""
    plain = digits(number)
    if plain.startswith("0") and len(plain) >= 10:
        return f"tel:+44{plain[1:]}"
    return f"tel:{plain}" if plain else ""
