"""Is a service open at a moment, until when, and when next.

Schedules are local wall times in Europe/London; they are joined with a date, given the zone, and only then
compared in UTC, so that both clock changes come out right. The moment is always passed in.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Sequence
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bot.directory.bank_holidays import is_bank_holiday
from bot.directory.models import Schedule, Service

LONDON = ZoneInfo("Europe/London")
LOOK_AHEAD_DAYS = 62  # two months: longer than any gap of a weekly or monthly schedule over Christmas
LUNCH_MAX = timedelta(hours=2)


@dataclass(frozen=True)
class Opening:
    """What is known at one moment. `closes_at` and `opens_next` are London times or None."""

    status: str  # open | closed | may_be_closed | unstated
    closes_at: datetime | None = None
    opens_next: datetime | None = None
    lunch: bool = False


@dataclass(frozen=True)
class Span:
    """One stretch of being open: UTC start and end, and the London date on which it starts."""

    opens: datetime
    closes: datetime
    day: date


@lru_cache(maxsize=4096)
def spans(schedules: tuple[Schedule, ...], start: date, days: int = LOOK_AHEAD_DAYS) -> tuple[Span, ...]:
    """Every opening that starts on one of `days` London dates from `start` on, in order, touching ones joined."""
    found = []
    for row in schedules:
        rule = f"FREQ={row.freq};INTERVAL={row.interval};BYDAY={row.byday}"
        anchor = datetime.combine(row.dtstart or start, time())
        first, last = datetime.combine(start, time()), datetime.combine(start + timedelta(days - 1), time())
        for occurrence in rrulestr(rule, dtstart=anchor).between(first, last, inc=True):
            day = occurrence.date()
            if (row.valid_from and day < row.valid_from) or (row.valid_to and day > row.valid_to):
                continue
            closing_day = day + timedelta(days=row.closes_at <= row.opens_at)  # past midnight
            found.append(Span(_utc(day, row.opens_at), _utc(closing_day, row.closes_at), day))
    return _joined(sorted(found, key=lambda s: s.opens))


def _utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(timezone.utc)


def _joined(ordered: list[Span]) -> tuple[Span, ...]:
    """Rows that touch or overlap on one day are one opening: nobody should read "open until 1pm" at a line that goes on."""
    out: list[Span] = []
    for span in ordered:
        if out and span.opens <= out[-1].closes and span.day == out[-1].day:
            out[-1] = Span(out[-1].opens, max(out[-1].closes, span.closes), out[-1].day)
        else:
            out.append(span)
    return tuple(out)


def opening(service: Service, now: datetime) -> Opening:
    """Whether `service` is open at `now` (an aware time).

    A bank holiday whose hours the source does not state is `may_be_closed` during the usual times, and is never
    named as the next opening. A service without stated hours is `unstated`; that is never shown as open.
    """
    if now.tzinfo is None:
        raise ValueError("now must carry a time zone, for example datetime.now(timezone.utc)")
    if service.availability == "always":
        return Opening("open")
    if service.availability != "scheduled":
        return Opening("unstated")
    return _at(service, now.astimezone(timezone.utc))


@lru_cache(maxsize=4096)
def _at(service: Service, now: datetime) -> Opening:
    """`opening` of a service with schedules, at a time in UTC."""
    today = now.astimezone(LONDON).date()
    holidays_are = service.bank_holidays
    live, opens = _starts(service.schedules, today - timedelta(1), holidays_are == "closed")
    ahead = bisect_right(opens, now)
    upcoming = next((s for s in live[ahead:] if holidays_are != "unstated" or not is_bank_holiday(s.day)), None)
    opens_next = upcoming.opens.astimezone(LONDON) if upcoming else None
    current = next((s for s in live[:ahead] if now < s.closes), None)
    if current is None:
        return Opening("closed", opens_next=opens_next, lunch=_is_lunch(live[:ahead], upcoming, today))
    if holidays_are == "unstated" and (is_bank_holiday(today) or is_bank_holiday(current.day)):
        return Opening("may_be_closed", current.closes.astimezone(LONDON), opens_next)
    return Opening("open", current.closes.astimezone(LONDON), opens_next)


@lru_cache(maxsize=4096)
def _starts(
    schedules: tuple[Schedule, ...], start: date, without_holidays: bool
) -> tuple[tuple[Span, ...], tuple[datetime, ...]]:
    """The spans from a day on, and when each opens."""
    live = tuple(s for s in spans(schedules, start) if not (without_holidays and is_bank_holiday(s.day)))
    return live, tuple(s.opens for s in live)


def forget() -> None:
    """The bank holidays may have changed: work out every opening anew."""
    for memory in (spans, _at, _starts):
        memory.cache_clear()


def _is_lunch(past: Sequence[Span], upcoming: Span | None, today: date) -> bool:
    """A short gap in the middle of one day."""
    if upcoming is None or upcoming.day != today or not past or past[-1].day != today:
        return False
    gap_starts = past[-1].closes
    return upcoming.opens - gap_starts <= LUNCH_MAX and 11 <= gap_starts.astimezone(LONDON).hour < 15
