"""Turn what is known into the few words a person reads. The words themselves are in seeds/wording/status.yml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.directory import yamlfile
from bot.directory.hours import LONDON, Opening
from bot.directory.models import DirectoryError, Problem, Service

CHECK_AFTER = timedelta(days=180)
_KEYS = {
    "status": {
        "always", "open", "lunch", "closed_today", "closed_tomorrow", "closed_week", "closed_later", "closed",
        "may_be_closed", "unstated", "check",
    },
    "time": {"midnight", "midday"},
    "why": {
        "local", "part", "nation", "always", "man", "lgbt", "deaf", "under_18", "money", "professional", "no_english",
        "friend", "family", "talk", "reporting", "police", "police_force", "emergency",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """The templates of one wording file."""

    status: dict[str, str]
    time: dict[str, str]
    why: dict[str, str]

    def clock(self, moment: datetime) -> str:
        """A time of day as people say it: 9.30am, 5pm, midday."""
        if moment.minute == 0 and moment.hour in (0, 12):
            return self.time["midday" if moment.hour else "midnight"]
        minutes = f".{moment.minute:02d}" if moment.minute else ""
        return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"

    def status_text(self, service: Service, opening: Opening, now: datetime) -> str:
        """What the person reads about opening times at `now`."""
        text = self._status(service, opening, now.astimezone(LONDON))
        return self.status["check"].format(text=text) if needs_check(service, now.astimezone(LONDON).date()) else text

    def _status(self, service: Service, opening: Opening, here: datetime) -> str:
        if opening.status == "open":
            if opening.closes_at is None:
                return self.status["always"]
            return self.status["open"].format(closes=self.clock(opening.closes_at))
        if opening.status != "closed":
            return self.status[opening.status]
        then = opening.opens_next
        if then is None:
            return self.status["closed"]
        days = (then.date() - here.date()).days
        name = (
            "lunch"
            if opening.lunch
            else ("closed_today", "closed_tomorrow")[days]
            if days < 2
            else ("closed_week" if days < 7 else "closed_later")
        )
        return self.status[name].format(time=self.clock(then), weekday=f"{then:%A}", day=then.day, month=f"{then:%B}")


def needs_check(service: Service, today: date) -> bool:
    """True when stated opening times were last confirmed more than 180 days ago.

    A person's check counts from `checked_on`; without one the source's own date counts, and a source without
    a full date is taken as old. A line that is stated to be open day and night has no times to go stale until
    somebody has checked it once.
    """
    if service.checked_on:
        return service.availability != "unstated" and today - service.checked_on > CHECK_AFTER
    if service.availability != "scheduled":
        return False
    try:
        return today - date.fromisoformat(service.as_of or "") > CHECK_AFTER
    except ValueError:
        return True


def load_wording(seeds: Path) -> Wording:
    """Read seeds/wording/status.yml. Raises DirectoryError if a key is missing, unknown or holds a number."""
    shown = "seeds/wording/status.yml"
    data, lines, problems = yamlfile.read(seeds / "wording" / "status.yml", shown)
    data = data if isinstance(data, dict) else {}
    for part, keys in _KEYS.items():
        given = data.get(part) if isinstance(data.get(part), dict) else {}
        for key in sorted(keys ^ set(given)):
            what = "is missing" if key in keys else "is not a key the program uses"
            line = lines.get((part, key), lines.get((part,), 1))
            problems.append(Problem(shown, line, f"{part}.{key}", what, "Compare with the list in docs/directory.md"))
        for key, text in given.items():
            if not isinstance(text, str) or any(c.isdigit() for c in text.replace("24 hours", "")):
                line = lines.get((part, key), 1)
                problems.append(Problem(shown, line, f"{part}.{key}", "holds a number", "Numbers belong in records"))
    if problems:
        raise DirectoryError(problems)
    return Wording(**{part: dict(data[part]) for part in _KEYS})
