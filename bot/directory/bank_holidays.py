"""Bank holidays of England, from seeds/bank_holidays.csv; for years that table does not hold, from the `holidays` library.

The table lets a one-off holiday (a coronation) be added without a new version of anything, and saves loading a library
that knows 250 countries. Tests hold it against that library and against the government's own list.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "seeds" / "bank_holidays.csv"


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


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[date], frozenset[int]]:
    days = frozenset(read_table())
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
