"""The shapes of the directory: what a service record holds and what a person is shown.

Every class is frozen: a record is read once and never changed while people are talking.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

AUDIENCES = ("victim", "perpetrator", "friend", "child", "anyone")
HARMS = (
    "domestic_abuse",
    "sexual_violence",
    "stalking",
    "images",
    "honour_based_abuse",
    "forced_marriage",
    "fgm",
    "economic_abuse",
    "own_behaviour",
    "mental_health",
    "child_abuse",
    "any",
)
NEEDS = ("man", "lgbt", "under_18", "older", "deaf", "no_english", "professional", "money")
WAYS = ("emergency", "confidential", "anonymous", "specialist")
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
STATUSES = ("open", "closed", "may_be_closed", "unstated")


class DirectoryError(ValueError):
    """Something in the seeds is wrong. `problems` holds every one found, so all can be put right at once."""

    def __init__(self, problems: "tuple[Problem, ...] | list[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file: where it is, what is wrong and what to do about it."""

    file: str
    line: int
    field: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.what}. {self.remedy}"


@dataclass(frozen=True)
class Phone:
    """A number as its source prints it. `type` is voice or textphone."""

    number: str
    type: str = "voice"


@dataclass(frozen=True)
class Sms:
    """A number that takes text messages, and what to text or do first."""

    number: str
    note: str = ""


@dataclass(frozen=True)
class Schedule:
    """One row of opening times, as HSDS writes it; local wall time in Europe/London.

    `closes_at` at or before `opens_at` means that the row runs past midnight.
    """

    byday: str
    opens_at: time
    closes_at: time
    freq: str = "WEEKLY"
    interval: int = 1
    dtstart: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Areas:
    """Whom a service is for by place: whole nations, or within them only the listed ONS districts.

    `inferred` is True when the source names the area in other words and the districts are our reading of them.
    """

    nations: tuple[str, ...]
    lads: tuple[str, ...]
    label: str
    note: str = ""
    inferred: bool = False


@dataclass(frozen=True)
class Fact:
    """Why we believe a field: the exact words of a source document, of a public page or of who answered the phone."""

    field: str
    quote: str
    document: str = ""
    url: str = ""
    note: str = ""
    rang_on: str = ""
    rang_by: str = ""


@dataclass(frozen=True)
class Dispute:
    """A later page that disagrees with the record. To be settled by ringing."""

    field: str
    says: str
    where: str


@dataclass(frozen=True)
class Service:
    """One directory record. Names follow HSDS 3.0 where it has them; `unstated` is a value, never a guess."""

    id: str
    organization: str
    name: str
    what: str
    audience: tuple[str, ...]
    harms: tuple[str, ...]
    areas: Areas
    availability: str  # always | scheduled | unstated
    source_name: str
    ways: tuple[str, ...] = ("specialist",)
    genders: str = "unstated"  # any | women | men | unstated
    min_age: int | None = None
    max_age: int | None = None
    only_for: tuple[str, ...] = ()
    also_for: tuple[str, ...] = ()
    serves_family: bool = False
    offers: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    sms: Sms | None = None
    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    chat: tuple[str, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    bank_holidays: str = "unstated"  # open | closed | unstated
    confidential: Any = "unstated"
    anonymous: Any = "unstated"
    as_of: str | None = None
    checked_on: date | None = None
    checked_by: str | None = None
    checks: tuple[tuple[str, str], ...] = ()  # single fields that were checked: field, "date who"
    evidence: str = ""
    check_at: str = ""
    facts: tuple[Fact, ...] = ()
    disputes: tuple[Dispute, ...] = ()

    def __hash__(self) -> int:
        """By id: cheap, and equal records have equal ids."""
        return hash(self.id)

    @property
    def always_open(self) -> bool:
        """True for a line that its source states to be open day and night, and that can be rung or texted."""
        return self.availability == "always" and bool(self.phones or self.sms)

    @property
    def free_to_ring(self) -> bool:
        """True for a number that costs nothing to call (080 and 116 numbers)."""
        return any(p.number.startswith(("080", "116")) for p in self.phones)

    @property
    def local(self) -> bool:
        """True if the service is for named districts and not for a whole nation."""
        return bool(self.areas.lads)


@dataclass(frozen=True)
class AreaChoice:
    """One place that a person may have meant."""

    label: str
    lads: tuple[str, ...]


@dataclass(frozen=True)
class AreaAnswer:
    """What we made of the words a person used for where they are.

    `status`: found (use `lads`), ask (offer `choices`, at most four), outside (not England: see `nation`)
    or none (we do not know the words). `confirm` is True when the one choice is "Did you mean X?".
    """

    status: str
    lads: tuple[str, ...] = ()
    label: str = ""
    choices: tuple[AreaChoice, ...] = ()
    nation: str = ""
    confirm: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain data, for `waymark find --json`."""
        return {
            "status": self.status,
            "lads": list(self.lads),
            "label": self.label,
            "choices": [{"label": c.label, "lads": list(c.lads)} for c in self.choices],
            "nation": self.nation,
            "confirm": self.confirm,
        }


@dataclass(frozen=True)
class Contact:
    """A service as shown to one person at one moment."""

    service_id: str
    name: str
    what: str
    why: str
    phone: str
    tel: str
    sms: str
    url: str
    status: str
    status_text: str
    source: dict[str, str | None] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Exactly the keys of the HTTP interface."""
        return {
            "service_id": self.service_id,
            "name": self.name,
            "what": self.what,
            "why": self.why,
            "phone": self.phone,
            "tel": self.tel,
            "sms": self.sms,
            "url": self.url,
            "status": self.status,
            "status_text": self.status_text,
            "source": dict(self.source),
        }
