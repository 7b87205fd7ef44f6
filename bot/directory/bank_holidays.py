"""Bank holidays of England, from seeds/bank_holidays.csv; for years that table does not hold, from the `holidays` library.

The table lets a one-off holiday (a coronation) be added without a new version of anything, and saves loading a library
that knows 250 countries. Tests hold it against that library and against the government's own list.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.settings import ROOT, settings

NAME = "bank_holidays.csv"
TABLE = ROOT / "seeds" / NAME


def read_table(path: Path = TABLE) -> dict[date, str]:
    """Every bank holiday on a weekday, by date. Raises ValueError that names the line of a mistake."""
    found: dict[date, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        if next(rows, None) != ["date", "name"]:
            raise ValueError("line 1: the columns must be date,name")
        for number, row in enumerate(rows, start=2):
            try:
                day, name = row
                found[date.fromisoformat(day)] = name
            except ValueError:
                raise ValueError(f"line {number}: {','.join(row)!r} is not a date, a comma and a name") from None
    return found


_Table = tuple[frozenset[date], frozenset[int]]
_kept: list[_Table] = []  # the table of this process, once it is read


def _table() -> _Table:
    if not _kept:
        _kept[:] = [_days_and_years()]
    return _kept[0]


def _days_and_years() -> _Table:
    days = frozenset(read_table(settings().seeds / NAME))
    return days, frozenset(d.year for d in days)


@lru_cache(maxsize=1)
def _library():  # noqa: ANN202 - the class is made by the library at run time
    import holidays

    return holidays.country_holidays("GB", subdiv="ENG")


@lru_cache(maxsize=4096)
def is_bank_holiday(day: date) -> bool:
    """True on a bank holiday of England (not of the whole UK: Easter Monday and August count).

    A holiday that falls on a weekend counts on the weekday that is given for it.
    """
    days, years = _table()
    return day in days if day.year in years else day.weekday() < 5 and day in _library()


def read_again() -> None:
    """The table may have changed: read it now. Raises ValueError and keeps the old one if it is wrong."""
    _kept[:] = [_days_and_years()]
    is_bank_holiday.cache_clear()
