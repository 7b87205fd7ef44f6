"""Which facts are due for a check, and how a check is written into a record."""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Iterable

from bot.directory import yamlwrite
from bot.directory.cells import safe_cell
from bot.directory.models import DirectoryError, Fact, Problem, Service

DUE_AFTER_DAYS = 180
# Phone first, then hours: a wrong number helps nobody, wrong hours send people to a closed door.
RISK = {"phones": 0, "sms": 0, "schedules": 1, "availability": 1, "bank_holidays": 1, "emails": 2, "urls": 2, "chat": 2}
OTHER_RISK = 3


@dataclass(frozen=True)
class Check:
    """One fact to confirm by ringing or looking, with what we believe and why."""

    service_id: str
    name: str
    field: str
    value: str
    disputed: str
    days_old: int | None  # since the last check, or since the source's date; None: no date at all
    checked_on: str
    source: str
    quote: str
    look_at: str

    @property
    def due(self) -> bool:
        """True if nobody has confirmed it for 180 days."""
        return self.days_old is None or self.days_old > DUE_AFTER_DAYS


COLUMNS = ("service_id", "name", "field", "value", "disputed", "days_old", "checked_on", "source", "quote", "look_at")


def checklist(services: Iterable[Service], today: date, everything: bool = False) -> list[Check]:
    """The facts due for a check, disputed ones first, then by risk (phone, hours, web, rest) and age.

    With `everything` also those that are not due yet.
    """
    checks = [c for s in services for c in _checks(s, today)]
    due = checks if everything else [c for c in checks if c.due or c.disputed]
    return sorted(due, key=lambda c: (not c.disputed, RISK.get(c.field, OTHER_RISK), -_age(c), c.service_id, c.field))


def _age(check: Check) -> int:
    return 1_000_000 if check.days_old is None else check.days_old


def _checks(service: Service, today: date) -> Iterable[Check]:
    facts = {f.field: f for f in service.facts}
    disputes: dict[str, str] = {}
    for d in service.disputes:
        disputes[d.field] = "; ".join(filter(None, (disputes.get(d.field), f"{d.says} ({d.where})")))
    for field in dict.fromkeys([*facts, *disputes]):
        fact = facts.get(field)
        own = dict(service.checks).get(field)
        checked = date.fromisoformat(own[:10]) if own else service.checked_on
        since = checked or _day(service.as_of)
        yield Check(
            service.id,
            service.name,
            field,
            _value(service, field),
            "" if checked else disputes.get(field, ""),
            (today - since).days if since else None,
            checked.isoformat() if checked else "",
            _source(fact) if fact else service.source_name,
            fact.quote if fact else "",
            service.check_at,
        )


def _source(fact: Fact) -> str:
    return fact.document or fact.url or f"rang on {fact.rang_on} ({fact.rang_by})"


def _day(text: str | None) -> date | None:
    """The first day a source's date can mean: 2020 is 1 January 2020."""
    parts = [int(p) for p in (text or "").split("-") if p]
    return date(*(parts + [1, 1])[:3]) if parts else None


def _value(service: Service, field: str) -> str:
    if field == "phones":
        return ", ".join(p.number for p in service.phones)
    if field == "sms":
        return service.sms.number if service.sms else ""
    if field in ("schedules", "availability"):
        rows = [f"{r.byday} {r.opens_at:%H:%M}-{r.closes_at:%H:%M}" for r in service.schedules]
        return "; ".join(rows) or service.availability
    if field == "areas":
        return service.areas.label
    value = getattr(service, field, "")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def as_csv(checks: list[Check]) -> str:
    """The checklist as CSV with a header row. A cell that a spreadsheet would run as a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for c in checks:
        writer.writerow([safe_cell(getattr(c, k)) for k in COLUMNS])
    return out.getvalue()


def as_html(checks: list[Check], today: date) -> str:
    """The checklist as one page to print, with a box to tick and a line to write on."""
    rows = "\n".join(
        f"<tr><td>&#9744;</td><td><b>{_e(c.name)}</b><br>{_e(c.service_id)}</td><td>{_e(c.field)}</td>"
        f"<td>{_e(c.value)}</td><td>{_e(c.quote)}<br><small>{_e(c.source)}</small>"
        + (f"<br><b>Disputed:</b> {_e(c.disputed)}" if c.disputed else "")
        + f"</td><td>{'no date' if c.days_old is None else c.days_old}</td><td></td></tr>"
        for c in checks
    )
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Directory: facts to check</title>'
        "<style>body{font:12pt/1.4 sans-serif;margin:2em}table{border-collapse:collapse;width:100%}"
        "td,th{border:1px solid #888;padding:.4em;text-align:left;vertical-align:top}tr{break-inside:avoid}</style></head>"
        f"<body><h1>Facts to check, {today.isoformat()}</h1><p>{len(checks)} facts. Ring first; disputed ones come first.</p>"
        "<table><thead><tr><th></th><th>Service</th><th>Fact</th><th>What we show</th><th>Why</th><th>Days old</th>"
        f"<th>Checked by, on</th></tr></thead><tbody>\n{rows}\n</tbody></table></body></html>\n"
    )


def _e(text: str) -> str:
    return html.escape(text)


def confirm(seeds: Path, service_id: str, by: str, on: date, field: str | None = None) -> Path:
    """Write into the record's file that a person has checked it: the whole record, or one field. Comments are kept.

    Raises DirectoryError if there is no such record or it holds no such fact. The file is replaced in one step.
    """
    path = seeds / "services" / f"{service_id}.yml"
    shown = f"seeds/services/{service_id}.yml"
    if not re.fullmatch(r"[a-z0-9-]+", service_id) or not path.is_file():
        near = get_close_matches(service_id, [p.stem for p in (seeds / "services").glob("*.yml")], n=1, cutoff=0.5)
        remedy = f"Did you mean {near[0]}?" if near else "The ids are the names of the files in seeds/services"
        raise DirectoryError([Problem(shown, 1, "id", "there is no such record", remedy)])
    if not by.strip():
        raise DirectoryError([Problem(shown, 1, "checked_by", "nobody is named", "Give the name of who rang with --by")])
    data = yamlwrite.read_for_change(path)
    if field is None:
        data["checked_on"] = on.isoformat()
        data["checked_by"] = by
    elif field in data["facts"] or any(d["field"] == field for d in data.get("disputes", [])):
        checks = data.setdefault("checks", {})
        checks[field] = f"{on.isoformat()} {by}"
    else:
        known = ", ".join(data["facts"])
        raise DirectoryError([Problem(shown, 1, field, "is not a fact of this record", f"Use one of: {known}")])
    yamlwrite.write(path, data)
    return path
