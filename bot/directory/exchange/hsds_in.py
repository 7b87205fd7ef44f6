"""From an HSDS / Open Referral UK service object to the data of a record, or the reasons why not."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Callable

from bot.directory.exchange.hsds_out import AREA_URI, EVERY_DAY, LISTS, NATION_CODES, SCALARS
from bot.directory.record_check import digits

_TIME = re.compile(r"^([01]\d|2[0-3]):([0-5]\d)(:\d\d(\.\d+)?)?$")
_PREFIX = "waymark:"
_NATIONS = {code: name for name, code in NATION_CODES.items()}


@dataclass
class Defaults:
    """What the file of another organisation does not say, given by the person who imports it."""

    audience: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    source_name: str = ""
    source_url: str = ""
    as_of: str | None = None


@dataclass
class Taken:
    """One service of a file: the data of a record, what was left out and why it was refused (if it was)."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def services_of(document: Any) -> list[Any]:
    """The service objects of a file: a page with `contents`, a list, or a single object. ValueError if none fits."""
    if isinstance(document, dict) and isinstance(document.get("contents"), list):
        return document["contents"]
    if isinstance(document, dict) and "name" in document:
        return [document]
    if isinstance(document, list):
        return document
    raise ValueError("the file holds no services: expected a list, a page with `contents`, or one service")


def take(given: Any, defaults: Defaults, lads_of: Callable[[str], tuple[str, ...]]) -> Taken:
    """Read one service object. `lads_of` gives the districts of a place name, or none. Nothing is guessed."""
    if not isinstance(given, dict) or not isinstance(given.get("name"), str):
        return Taken("?", refused=["it is not a service object with a name"])
    taken = Taken(given["name"])
    own = _own(given)
    data = taken.data
    data["id"] = own.get("id") or re.sub(r"[^a-z0-9]+", "-", given["name"].lower()).strip("-")
    organization = given.get("organization") or {}
    data["organization"] = str(organization.get("name") or given["name"])
    data["name"] = given["name"]
    data["what"] = _what(str(given.get("description") or ""), own)
    for name in LISTS:
        if own.get(name):
            data[name] = own[name]
    data.setdefault("audience", list(defaults.audience))
    data.setdefault("harms", list(defaults.harms))
    data.setdefault("ways", ["specialist"])
    for name in SCALARS[1:]:
        if name in own:
            data[name] = own[name]
    if given.get("status") != "active":
        taken.refused.append(f"its status is {given.get('status')!r}, not active")
    if given.get("service_at_locations"):
        taken.left_out.append("locations: the address of a safe place is never kept")
    _reach(given, own, taken)
    _ages(given, data)
    _hours(given, own, taken)
    _area(given, own, taken, lads_of)
    data.setdefault("genders", "unstated")
    data.setdefault("confidential", "unstated")
    data.setdefault("anonymous", "unstated")
    data["source_name"] = own.get("source_name") or defaults.source_name
    data["as_of"] = own.get("as_of") or defaults.as_of
    data["checked_on"] = given.get("assured_date") if own else None
    _facts(given, own, taken, defaults)
    if not data["audience"] or not data["harms"]:
        taken.refused.append("it does not say whom it is for and what it helps with: give --audience and --harm")
    return taken


def _own(given: dict[str, Any]) -> dict[str, Any]:
    """What our own export wrote into `attributes`."""
    own: dict[str, Any] = {}
    for a in given.get("attributes") or []:
        kind, value = str(a.get("link_type") or ""), a.get("value")
        if not kind.startswith(_PREFIX) or not isinstance(value, str):
            continue
        name = kind[len(_PREFIX) :]
        if name in LISTS or name in ("urls", "emails"):
            own.setdefault(name, []).append(value)
        elif name in ("facts", "disputes", "checks"):
            own.setdefault(name, []).append(json.loads(value))
        elif name == "areas":
            own[name] = json.loads(value)
        elif name in ("serves_family", "confidential", "anonymous") and value in ("true", "false"):
            own[name] = value == "true"
        elif name in SCALARS:
            own[name] = value
    return own


def _what(description: str, own: dict[str, Any]) -> str:
    text = re.sub(r"( (Telephone|Text): [\d ]+\.)+$", "", description) if own else description
    if own:
        return text
    plain = " ".join(re.sub(r"<[^>]*>", " ", text).split())
    sentences = [s for s in re.split(r"(?<=[.!?])\s", plain) if s and not any(c.isdigit() for c in s)]
    return " ".join(sentences)[:240].strip()


def _reach(given: dict[str, Any], own: dict[str, Any], taken: Taken) -> None:
    phones = []
    for phone in [
        *(given.get("phones") or []),
        *(p for c in given.get("contacts") or [] for p in c.get("phones") or []),
    ]:
        number, kind = str(phone.get("number") or "").strip(), phone.get("type") or "voice"
        if kind in ("text", "sms"):
            note = phone.get("description")
            taken.data["sms"] = {"number": number, **({"note": note} if note else {})}
        elif kind in ("voice", "textphone", "cell"):
            phones.append({"number": number, "type": "textphone" if kind == "textphone" else "voice"})
        else:
            taken.left_out.append(f"a {kind} number")
    taken.data["phones"] = phones
    urls = [u for u in [given.get("url"), *own.get("urls", [])] if u]
    emails = [e for e in [given.get("email"), *own.get("emails", [])] if e]
    if urls:
        taken.data["urls"] = urls
    if emails:
        taken.data["emails"] = emails
    if not (phones or urls or "sms" in taken.data or own):
        taken.refused.append("it has no telephone number and no web page")


def _ages(given: dict[str, Any], data: dict[str, Any]) -> None:
    for name, ours in (("minimum_age", "min_age"), ("maximum_age", "max_age")):
        if isinstance(given.get(name), (int, float)) and given[name]:
            data[ours] = int(given[name])


def _hours(given: dict[str, Any], own: dict[str, Any], taken: Taken) -> None:
    rows, faults = [], []
    for row in given.get("schedules") or []:
        opens, closes = _TIME.match(str(row.get("opens_at"))), _TIME.match(str(row.get("closes_at")))
        if not opens or not closes or row.get("freq") not in ("WEEKLY", "MONTHLY") or not row.get("byday"):
            faults.append("opening times that are not plain local times on named days")
            continue
        out = {"freq": row["freq"], "byday": row["byday"]}
        out |= {"opens_at": f"{opens[1]}:{opens[2]}", "closes_at": f"{closes[1]}:{closes[2]}"}
        if row.get("interval", 1) != 1:
            out["interval"] = int(row["interval"])
        out |= {k: row[k] for k in ("dtstart", "valid_from", "valid_to") if row.get(k)}
        if out["closes_at"] <= out["opens_at"]:
            out["past_midnight"] = True
        rows.append(out)
    data = taken.data
    always = [r for r in rows if (r["opens_at"], r["closes_at"]) == ("00:00", "23:59") and _every_day(r["byday"])]
    taken.left_out += sorted(set(faults))
    if own.get("availability"):
        data["availability"] = own["availability"]
    else:
        data["availability"] = "unstated" if faults or not rows else "always" if always else "scheduled"
    if data["availability"] == "scheduled":
        data["schedules"] = rows
    data["bank_holidays"] = own.get("bank_holidays", "unstated")


def _every_day(byday: str) -> bool:
    return set(byday.split(",")) == set(EVERY_DAY.split(","))


def _area(given: dict[str, Any], own: dict[str, Any], taken: Taken, lads_of: Callable[[str], tuple[str, ...]]) -> None:
    lads: list[str] = []
    nations: list[str] = []
    names = []
    for area in given.get("service_areas") or []:
        name, uri = str(area.get("name") or ""), str(area.get("uri") or "")
        code = uri.removeprefix(AREA_URI) if uri.startswith(AREA_URI) else uri.rstrip("/").rsplit("/", 1)[-1]
        names.append(name)
        if code in _NATIONS or name in NATION_CODES:
            nations.append(_NATIONS.get(code, name))
        elif re.fullmatch(r"E0[6-9]\d{6}", code):
            lads.append(code)
        elif name.lower() in ("uk", "united kingdom"):
            nations += list(NATION_CODES)
        elif lads_of(name):
            lads += lads_of(name)
        else:
            taken.refused.append(f"its area {name!r} is not a place we know")
    kept = own.get("areas", {})
    areas: dict[str, Any] = {"nations": kept.get("nations") or nations or (["England"] if lads else [])}
    if lads:
        areas["lads"] = list(dict.fromkeys(lads))
    areas["label"] = kept.get("label") or ", ".join(n for n in names if n) or "England"
    areas |= {k: kept[k] for k in ("inferred", "note") if kept.get(k)}
    if not areas["nations"]:
        taken.refused.append("it does not say where it serves")
    taken.data["areas"] = areas


def _facts(given: dict[str, Any], own: dict[str, Any], taken: Taken, defaults: Defaults) -> None:
    data = taken.data
    if own.get("facts"):
        names = {"url": "source_url"}
        facts = {}
        for fact in own["facts"]:
            out = {names.get(k, k): v for k, v in fact.items() if k != "field"}
            if "source_url" in out:
                out["source_quote"] = out.pop("quote")
            facts[fact["field"]] = out
        data["facts"] = facts
        for name in ("disputes",):
            if own.get(name):
                data[name] = own[name]
        if own.get("checks"):
            data["checks"] = {c["field"]: c["value"] for c in own["checks"]}
        return
    url = str(given.get("url") or "") or defaults.source_url
    if not defaults.source_name or not (defaults.source_url or url):
        taken.refused.append("it does not say where its facts come from: give --source-name and --source-url")
        return
    source = defaults.source_url or url
    words: dict[str, str] = {}
    if data["phones"]:
        words["phones"] = "; ".join(f"number: {p['number']}" for p in data["phones"])
    if "sms" in data:
        words["sms"] = f"text: {data['sms']['number']}"
    if "emails" in data:
        words["emails"] = "email: " + ", ".join(data["emails"])
    if "urls" in data:
        words["urls"] = "url: " + ", ".join(data["urls"])
    if data["availability"] == "always":
        words["availability"] = "opens_at: 00:00, closes_at: 23:59, every day"
    if data["availability"] == "scheduled":
        words["schedules"] = "; ".join(f"{r['byday']} {r['opens_at']}-{r['closes_at']}" for r in data["schedules"])
    data["facts"] = {
        name: {"source_url": source, "source_quote": text, "note": "As the imported file gives it."}
        for name, text in words.items()
    }


def same_number(a: str, b: str) -> bool:
    """Two ways of writing one number."""
    return digits(a) == digits(b)
