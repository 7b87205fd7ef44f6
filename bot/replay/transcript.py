"""What a transcript is: a title, a moment, and steps, each with what is expected of the answer."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Mapping

# A log that gives no time is replayed on a Saturday night: most people who need help look for it out of office hours.
USUAL_MOMENT = datetime.fromisoformat("2026-11-21T22:15:00+00:00")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a file: where, what, and what to do."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}. {self.remedy}{'' if self.remedy.endswith('?') else '.'}"


@dataclass(frozen=True)
class Step:
    """One turn of the person. Exactly one of `user` (typed) and `choose` (a button's label or id) is set."""

    file: str
    line: int
    user: str | None = None
    choose: str | None = None
    at: datetime | None = None  # the clock is moved here before the turn
    expect: Mapping[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """What the person typed or chose."""
        return self.user if self.user is not None else str(self.choose)


@dataclass(frozen=True)
class Transcript:
    """One conversation. `at` has a time zone. `opening` is what is expected of the bot's first words."""

    title: str
    at: datetime
    steps: tuple[Step, ...]
    file: str
    line: int = 1
    row: int = 0  # which row of a table made it, from 1; 0 without a table
    opening: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """A name that is the same on every run."""
        place = f"{self.file}#{self.row}" if self.row else self.file
        return place if self.line <= 1 or self.row else f"{place}:{self.line}"
