"""Our records as HSDS 3.0 / Open Referral UK service objects.

Times are local wall time: HSDS would want an offset from UTC, and one offset is wrong for half of an English year.
Day and night is written 00:00 to 23:59, as HSDS guidance says. ORUK has no telephone on a service, so the number is
also in the description.
"""

from __future__ import annotations

import json
from typing import Any, Iterable
from uuid import NAMESPACE_URL, UUID, uuid5

from bot.directory.models import Service

SPACE = uuid5(NAMESPACE_URL, "waymark:directory")
TIMES_NOTE = "Local time, Europe/London."
NATION_CODES = {
    "England": "E92000001", "Wales": "W92000004", "Scotland": "S92000003", "Northern Ireland": "N92000002",
}  # fmt: skip
TAXONOMY = "Waymark service records"
AREA_URI = "http://statistics.data.gov.uk/id/statistical-geography/"
LISTS = ("audience", "harms", "ways", "only_for", "also_for", "offers", "chat")
SCALARS = (
    "id", "genders", "serves_family", "availability", "bank_holidays", "confidential", "anonymous", "source_name", "as_of",
    "checked_by", "evidence", "check_at",
)  # fmt: skip
EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"


def page(services: Iterable[Service], district_names: dict[str, str]) -> dict[str, Any]:
    """All services as one page of the HSDS service list."""
    contents = [service_object(s, district_names) for s in services]
    return {
        "total_items": len(contents), "total_pages": 1, "page_number": 1, "size": len(contents),
        "first_page": True, "last_page": True, "empty": not contents, "contents": contents,
    }  # fmt: skip


def service_object(service: Service, district_names: dict[str, str]) -> dict[str, Any]:
    """One service. `district_names` gives the everyday name of each ONS district code."""
    made = _Ids(service.id)
    organization = _id("organization", service.organization)
    numbers = "".join(f" Telephone: {p.number}." for p in service.phones)
    numbers += f" Text: {service.sms.number}." if service.sms else ""
    out: dict[str, Any] = {
        "id": made.service,
        "name": service.name,
        "status": "active",
        "description": service.what + numbers,
        "organization_id": organization,
        "organization": {"id": organization, "name": service.organization, "description": service.organization},
        "phones": _phones(service, made),
        "schedules": _schedules(service, made),
        "service_areas": _areas(service, made, district_names),
        "attributes": _attributes(service, made),
    }
    optional = {
        "url": service.urls[0] if service.urls else None,
        "email": service.emails[0] if service.emails else None,
        "minimum_age": service.min_age,
        "maximum_age": service.max_age,
        "assured_date": service.checked_on.isoformat() if service.checked_on else None,
    }
    return out | {k: v for k, v in optional.items() if v is not None}


def _id(*parts: str) -> str:
    return str(uuid5(SPACE, "/".join(parts)))


class _Ids:
    """Stable identifiers for everything inside one service: the same record always gives the same file."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        self.service = _id("service", slug)

    def of(self, kind: str, *parts: object) -> str:
        return str(uuid5(UUID(self.service), "/".join([kind, *map(str, parts)])))


def _phones(service: Service, made: _Ids) -> list[dict[str, Any]]:
    phones = [
        {"id": made.of("phone", i), "service_id": made.service, "number": p.number, "type": p.type}
        for i, p in enumerate(service.phones)
    ]
    if service.sms:
        text = {"id": made.of("sms"), "service_id": made.service, "number": service.sms.number, "type": "text"}
        phones.append(text | ({"description": service.sms.note} if service.sms.note else {}))
    return phones


def _schedules(service: Service, made: _Ids) -> list[dict[str, Any]]:
    if service.availability == "always":
        return [
            {
                "id": made.of("schedule", "always"), "service_id": made.service, "freq": "WEEKLY", "interval": 1,
                "byday": EVERY_DAY, "opens_at": "00:00", "closes_at": "23:59", "notes": f"{TIMES_NOTE} Open day and night.",
            }
        ]  # fmt: skip
    rows = []
    for i, row in enumerate(service.schedules):
        out: dict[str, Any] = {
            "id": made.of("schedule", i), "service_id": made.service, "freq": row.freq, "interval": row.interval,
            "byday": row.byday, "opens_at": f"{row.opens_at:%H:%M}", "closes_at": f"{row.closes_at:%H:%M}",
            "notes": f"{TIMES_NOTE} Bank holidays: {service.bank_holidays}.",
        }  # fmt: skip
        for name in ("dtstart", "valid_from", "valid_to"):
            if getattr(row, name):
                out[name] = getattr(row, name).isoformat()
        rows.append(out)
    return rows


def _areas(service: Service, made: _Ids, names: dict[str, str]) -> list[dict[str, Any]]:
    codes = [(c, names.get(c, c)) for c in service.areas.lads] or [(NATION_CODES[n], n) for n in service.areas.nations]
    return [
        {"id": made.of("area", code), "service_id": made.service, "name": name, "uri": AREA_URI + code}
        for code, name in codes
    ]


def _attributes(service: Service, made: _Ids) -> list[dict[str, Any]]:
    found: list[tuple[str, str]] = []
    for name in LISTS:
        found += [(name, value) for value in getattr(service, name)]
    found += [("urls", u) for u in service.urls[1:]] + [("emails", e) for e in service.emails[1:]]
    for name in SCALARS:
        value = getattr(service, name)
        if value not in (None, ""):
            found.append((name, value if isinstance(value, str) else json.dumps(value)))
    areas = service.areas
    found.append(
        (
            "areas",
            _json({"nations": areas.nations, "label": areas.label, "note": areas.note, "inferred": areas.inferred}),
        )
    )
    found += [("facts", _json({k: v for k, v in vars(f).items() if v})) for f in service.facts]
    found += [("disputes", _json(vars(d))) for d in service.disputes]
    found += [("checks", _json({"field": k, "value": v})) for k, v in service.checks]
    return [
        {
            "id": made.of("attribute", i),
            "link_id": made.service,
            "link_entity": "service",
            "link_type": f"waymark:{name}",
            "value": value,
            "taxonomy_term_id": _id("term", name, value),
            "taxonomy_term": _term(name, value),
        }
        for i, (name, value) in enumerate(found)
    ]


def _term(name: str, value: str) -> dict[str, str]:
    """HSDS calls the word itself `name`, Open Referral UK `term`; each requires what the other does not."""
    word = value if name in LISTS else name
    description = f"{name.replace('_', ' ')} of a Waymark service record"
    return {"id": _id("term", name, value), "name": word, "term": word, "description": description, "taxonomy": TAXONOMY}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
