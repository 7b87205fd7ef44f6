"""Read the seeds into a Directory, or say everything that is wrong with them."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path
from typing import Any

from bot.directory import yamlfile
from bot.directory.areas import Places, district_codes
from bot.directory.bank_holidays import read_table
from bot.directory.directory import Directory
from bot.directory.models import (
    Areas,
    DirectoryError,
    Dispute,
    Fact,
    Phone,
    Problem,
    Schedule,
    Service,
    Sms,
)
from bot.directory.record_check import Sources, digits, record_problems
from bot.directory.schema_check import schema_problems
from bot.directory.wording import load_wording
from bot.settings import ROOT, settings

SEEDS = ROOT / "seeds"


def seeds_folder() -> Path:
    """The seeds of this process: those of the installation, or the ones that WAYMARK_SEEDS names."""
    return settings().seeds


def load(seeds: Path | None = None) -> Directory:
    """The directory of a `seeds` folder (by default the one of this process).

    Raises DirectoryError with every problem found, each with file, line, field and remedy. Place tables are read
    at the first question about a place.
    """
    seeds = seeds or seeds_folder()
    sources, problems = load_sources(seeds)
    services: list[Service] = []
    paths = sorted((seeds / "services").glob("*.yml"))
    if not paths:
        problems.append(Problem("seeds/services", 1, "(folder)", "holds no records", "Restore the folder"))
    for path in paths:
        service, found = load_record(path, seeds, sources)
        problems += found
        if service:
            services.append(service)
    lifeline, found = _load_lifeline(seeds, {s.id: s for s in services})
    problems += found
    try:
        wording = load_wording(seeds)
    except DirectoryError as error:
        problems += error.problems
    if problems:
        raise DirectoryError(problems)
    return Directory(tuple(services), lifeline, wording, Places(seeds / "areas"))


def load_record(path: Path, seeds: Path, sources: Sources) -> tuple[Service | None, list[Problem]]:
    """One record and what is wrong with it; no record if anything is."""
    shown = f"seeds/services/{path.name}"
    data, lines, problems = yamlfile.read(path, shown)
    if problems:
        return None, problems
    problems = schema_problems(data, seeds / "schema" / "service.schema.json", shown, lines)
    problems = problems or record_problems(data, shown, path.stem, lines, sources)
    return (None, problems) if problems else (to_service(data), [])


def load_sources(seeds: Path) -> tuple[Sources, list[Problem]]:
    """The documents, the districts and what is retired."""
    documents, wrong = _documents(seeds)
    shown = "seeds/retired.yml"
    data, lines, problems = yamlfile.read(seeds / "retired.yml", shown)
    problems += wrong
    numbers, names = {}, {}
    for part, key, into in (("numbers", "number", numbers), ("names", "name", names)):
        entries = data.get(part) if isinstance(data, dict) else None
        if not isinstance(entries, list):
            if data is not None or not problems:
                what = "is not a list"
                problems.append(Problem(shown, lines.get((part,), 1), part, what, "Restore the list from the version before"))
            continue
        for i, entry in enumerate(entries):
            if not isinstance(entry, dict) or set(entry) != {key, "was", "source"} or not _all_text(entry):
                line = lines.get((part, i), 1)
                problems.append(
                    Problem(shown, line, f"{part}[{i}]", f"needs just {key}, was and source", "Complete it")
                )
                continue
            into[digits(entry[key]) if part == "numbers" else entry[key]] = entry["was"]
    problems += _bank_holiday_problems(seeds)
    codes: frozenset[str] = frozenset()
    try:
        codes = district_codes(seeds / "areas")
    except DirectoryError as error:
        problems += error.problems
    return Sources(documents, codes, numbers, names), problems


def _all_text(entry: dict[str, Any]) -> bool:
    return all(isinstance(value, str) for value in entry.values())


def _documents(seeds: Path) -> tuple[dict[str, str], list[Problem]]:
    documents, problems = {}, []
    for path in sorted((seeds / "documents").glob("*.txt")):
        try:
            documents[path.name] = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            what = f"cannot be read ({type(error).__name__})"
            remedy = "Restore the document exactly as it was received"
            problems.append(Problem(f"seeds/documents/{path.name}", 1, "(file)", what, remedy))
    return documents, problems


def _bank_holiday_problems(seeds: Path) -> list[Problem]:
    try:
        read_table(seeds / "bank_holidays.csv")
    except (OSError, ValueError) as error:
        line = re.match(r"line (\d+)", str(error))
        where = int(line[1]) if line else 1
        return [
            Problem("seeds/bank_holidays.csv", where, "date", str(error), "Write the date as 2026-12-25, then the name")
        ]
    return []


def _load_lifeline(seeds: Path, known: dict[str, Service]) -> tuple[tuple[str, ...], list[Problem]]:
    shown = "seeds/lifeline.yml"
    data, lines, problems = yamlfile.read(seeds / "lifeline.yml", shown)
    ids = (data or {}).get("lifeline") if isinstance(data, dict) else None
    if not isinstance(ids, list) or not ids:
        problems.append(Problem(shown, 1, "lifeline", "lists no services", "List the ids of 24-hour services"))
        return (), problems
    for i, service_id in enumerate(ids):
        service = known.get(service_id)
        fits = service and service.always_open and "England" in service.areas.nations and not service.local
        if not fits:
            what = f"{service_id} is not a 24-hour service for all of England"
            problems.append(
                Problem(
                    shown, lines.get(("lifeline", i), 1), f"lifeline[{i}]", what, "Name a record that is, or mend it"
                )
            )
    first = known.get(ids[0])
    if first and "emergency" not in first.ways:
        what = f"begins with {ids[0]}, which is not for emergencies"
        problems.append(Problem(shown, lines.get(("lifeline", 0), 1), "lifeline[0]", what, "Put emergency-999 first"))
    return tuple(ids), problems


def to_service(data: dict[str, Any]) -> Service:
    """A typed record from data that has passed every check."""
    many = {k: tuple(data.get(k, ())) for k in ("audience", "harms", "ways", "only_for", "also_for", "offers")}
    areas = data["areas"]
    return Service(
        **many,
        **{k: tuple(data.get(k, ())) for k in ("urls", "emails", "chat")},
        **{k: data[k] for k in ("id", "organization", "name", "what", "genders", "availability", "bank_holidays")},
        **{k: data[k] for k in ("confidential", "anonymous", "source_name", "as_of")},
        **{k: data.get(k) for k in ("min_age", "max_age", "checked_by")},
        **{k: data.get(k) or "" for k in ("evidence", "check_at")},
        serves_family=data.get("serves_family", False),
        areas=Areas(
            tuple(areas["nations"]),
            tuple(areas.get("lads", ())),
            areas["label"],
            areas.get("note", ""),
            areas.get("inferred", False),
        ),
        phones=tuple(Phone(p["number"], p["type"]) for p in data["phones"]),
        sms=Sms(data["sms"]["number"], data["sms"].get("note", "")) if data.get("sms") else None,
        schedules=tuple(_schedule(row) for row in data.get("schedules", ())),
        checked_on=_date(data["checked_on"]),
        checks=tuple((data.get("checks") or {}).items()),
        facts=tuple(
            Fact(
                name,
                f.get("quote") or f.get("source_quote") or "",
                f.get("document", ""),
                f.get("source_url", ""),
                f.get("note", ""),
                f.get("rang_on", ""),
                f.get("rang_by", ""),
            )
            for name, f in data["facts"].items()
        ),
        disputes=tuple(Dispute(d["field"], d["says"], d["where"]) for d in data.get("disputes", ())),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _schedule(row: dict[str, Any]) -> Schedule:
    return Schedule(
        byday=row["byday"],
        opens_at=time.fromisoformat(row["opens_at"]),
        closes_at=time.fromisoformat(row["closes_at"]),
        freq=row["freq"],
        interval=row.get("interval", 1),
        dtstart=_date(row.get("dtstart")),
        valid_from=_date(row.get("valid_from")),
        valid_to=_date(row.get("valid_to")),
    )
