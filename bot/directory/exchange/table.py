"""The directory as one CSV table, for people who like spreadsheets. For reading, not for importing."""

from __future__ import annotations

import csv
import io
from typing import Iterable

from bot.directory.cells import safe_cell
from bot.directory.models import Service

COLUMNS = (
    "id", "organization", "name", "what", "audience", "harms", "genders", "area", "districts", "phone", "text", "web", "email",
    "availability", "opening_times", "bank_holidays", "confidential", "anonymous", "source", "source_date", "checked_on",
)  # fmt: skip


def as_csv(services: Iterable[Service]) -> str:
    """One line a service, with a header row. A cell that a spreadsheet would run as a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for s in services:
        times = "; ".join(f"{r.byday} {r.opens_at:%H:%M}-{r.closes_at:%H:%M}" for r in s.schedules)
        writer.writerow(
            safe_cell(cell)
            for cell in (
                s.id, s.organization, s.name, s.what, " ".join(s.audience), " ".join(s.harms), s.genders, s.areas.label,
                " ".join(s.areas.lads), "; ".join(p.number for p in s.phones), s.sms.number if s.sms else "",
                " ".join(s.urls), " ".join(s.emails), s.availability, times, s.bank_holidays, str(s.confidential).lower(),
                str(s.anonymous).lower(), s.source_name, s.as_of or "", s.checked_on.isoformat() if s.checked_on else "",
            )
        )  # fmt: skip
    return out.getvalue()
