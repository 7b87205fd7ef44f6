"""The time now. Everything that needs it asks here, so that tests and replay can make it stand still."""
from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime, timezone
from typing import Iterator

_standing: datetime | None = None


def now() -> datetime:
    """The present moment, in UTC."""
    return _standing or datetime.now(timezone.utc)


def stand_at(moment: datetime | None) -> None:
    """Make the clock stand at ``moment`` (with a time zone), or run again with None.

    Raises:
        ValueError: the moment has no time zone.
    """
    global _standing
    if moment is not None and moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone; add one, such as +00:00")
    _standing = moment and moment.astimezone(timezone.utc)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """The clock stands at ``moment`` inside the block."""
    before = _standing
    stand_at(moment)
    try:
        yield
    finally:
        stand_at(before)
