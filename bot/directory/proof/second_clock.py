"""Opening hours worked out a second way, to check the first.

Where `hours.py` expands rules into UTC spans, this looks at the wall clock of London and asks each row whether it
covers that day and time. It shares no code with it but the list of bank holidays.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.directory.bank_holidays import is_bank_holiday
from bot.directory.hours import LONDON
from bot.directory.models import Schedule, Service

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def status(service: Service, now: datetime) -> str:
    """open, closed, may_be_closed or unstated at an aware time."""
    if service.availability == "always":
        return "open"
    if service.availability == "unstated":
        return "unstated"
    here = now.astimezone(LONDON)
    today, yesterday = here.date(), here.date() - timedelta(1)
    covering = []
    for row in service.schedules:
        overnight = row.closes_at <= row.opens_at
        ends = row.closes_at if not overnight else None
        if _runs(row, today) and row.opens_at <= here.time() and (ends is None or here.time() < ends):
            covering.append(today)
        if overnight and _runs(row, yesterday) and here.time() < row.closes_at:
            covering.append(yesterday)
    if service.bank_holidays == "closed":
        covering = [day for day in covering if not is_bank_holiday(day)]
    if not covering:
        return "closed"
    if service.bank_holidays == "unstated" and (is_bank_holiday(today) or any(map(is_bank_holiday, covering))):
        return "may_be_closed"
    return "open"


def _runs(row: Schedule, day: date) -> bool:
    """Does the row open on this date?"""
    if (row.valid_from and day < row.valid_from) or (row.valid_to and day > row.valid_to):
        return False
    if row.dtstart and day < row.dtstart:
        return False
    for part in row.byday.split(","):
        if part[-2:] != _DAYS[day.weekday()]:
            continue
        nth = part[:-2]
        if row.freq == "MONTHLY" and nth and not _is_nth(day, int(nth)):
            continue
        if row.interval > 1 and not _in_step(row, day):
            continue
        return True
    return False


def _is_nth(day: date, nth: int) -> bool:
    if nth > 0:
        return (day.day - 1) // 7 + 1 == nth
    last = (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return (last.day - day.day) // 7 + 1 == -nth


def _in_step(row: Schedule, day: date) -> bool:
    start = row.dtstart or day
    if row.freq == "MONTHLY":
        return ((day.year - start.year) * 12 + day.month - start.month) % row.interval == 0
    monday = lambda d: d - timedelta(d.weekday())  # noqa: E731 - one use, one line
    return (monday(day) - monday(start)).days // 7 % row.interval == 0
