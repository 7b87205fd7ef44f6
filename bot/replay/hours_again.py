"""Opening hours, worked out a second time and in another way than bot/directory/hours.py, so that a fault there is seen here.

Reads the rows of a record as wall times of Europe/London, day by day. Knows weekly rows; says "not judged" (None) of others.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Iterator
from zoneinfo import ZoneInfo

from bot.directory.models import Service

LONDON = ZoneInfo("Europe/London")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Standing:
    """How a service stands at a moment. Times are London wall times without a zone, or None."""

    status: str  # open | closed | may_be_closed | unstated
    until: datetime | None = None
    opens: datetime | None = None


def standing(service: Service, at: datetime) -> Standing | None:
    """How ``service`` stands at ``at`` (with a time zone); None when its rows are of a kind not judged here."""
    if service.availability == "always":
        return Standing("open")
    if service.availability != "scheduled":
        return Standing("unstated")
    if any(row.freq != "WEEKLY" or row.interval != 1 for row in service.schedules):
        return None
    now = at.astimezone(LONDON).replace(tzinfo=None)
    spans = list(_spans(service, now.date() - timedelta(1)))
    opens = next((start for start, _ in spans if start > now and not (holiday(start.date()) and service.bank_holidays != "open")), None)
    until = next((end for start, end in spans if start <= now < end), None)
    if until is None:
        return Standing("closed", opens=opens)
    on_holiday = holiday(now.date()) and service.bank_holidays == "unstated"
    return Standing("may_be_closed" if on_holiday else "open", until, opens)


def _spans(service: Service, first: date) -> Iterator[tuple[datetime, datetime]]:
    """Each opening of the next weeks, those that touch joined."""
    last: tuple[datetime, datetime] | None = None
    for day in (first + timedelta(n) for n in range(45)):
        if service.bank_holidays == "closed" and holiday(day):
            continue
        rows = [row for row in service.schedules if _DAYS[day.weekday()] in row.byday.split(",") and _valid(row, day)]
        for row in sorted(rows, key=lambda one: one.opens_at):
            start = datetime.combine(day, row.opens_at)
            end = datetime.combine(day + timedelta(row.closes_at <= row.opens_at), row.closes_at)
            if last and start <= last[1] and start.date() == last[0].date():
                last = (last[0], max(end, last[1]))
                continue
            if last:
                yield last
            last = (start, end)
    if last:
        yield last


def _valid(row, day: date) -> bool:  # noqa: ANN001 - a row of a schedule
    return not ((row.valid_from and day < row.valid_from) or (row.valid_to and day > row.valid_to))


def holiday(day: date) -> bool:
    """A bank holiday of England."""
    return day in _calendar()


@lru_cache(maxsize=1)
def _calendar():  # noqa: ANN202 - made by the library at run time
    import holidays

    return holidays.country_holidays("GB", subdiv="ENG")
