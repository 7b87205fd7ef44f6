"""The moments of a year at which any status may change, and the different states of the whole directory."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Iterable

from bot.directory.bank_holidays import is_bank_holiday
from bot.directory.hours import LONDON
from bot.directory.models import Service

_SECOND = timedelta(seconds=1)


def moments_of_change(services: Iterable[Service], first_day: date, days: int = 366) -> list[datetime]:
    """In order: a second before, at and a second after every opening and closing time on every day of the year,
    every midnight around a bank holiday, and every half hour around both clock changes."""
    times = {t for s in services for row in s.schedules for t in (row.opens_at, row.closes_at)}
    found: set[datetime] = set()
    for offset in range(days):
        day = first_day + timedelta(offset)
        marks = set(times)
        if is_bank_holiday(day) or is_bank_holiday(day + timedelta(1)) or is_bank_holiday(day - timedelta(1)):
            marks.add(time())
        if _clocks_change(day):
            marks |= {time(h, m) for h in range(4) for m in (0, 30)}
        for mark in marks:
            for fold in (0, 1):
                moment = datetime.combine(day, mark, LONDON).replace(fold=fold).astimezone(timezone.utc)
                found |= {moment - _SECOND, moment, moment + _SECOND}
    return sorted(found)


def _clocks_change(day: date) -> bool:
    noon = datetime.combine(day, time(12), LONDON)
    return noon.utcoffset() != (noon - timedelta(days=1)).utcoffset()
