"""The place tables of seeds/areas, read once and kept as plain dictionaries."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator, NamedTuple, TypeVar

from bot.directory.models import DirectoryError, Problem

SEED_DISTRICTS = frozenset(
    "E06000021 E06000032 E06000055 E06000056 E07000192 E07000193 E07000194 E07000195 E07000196 E07000197 E07000198 "
    "E07000199 E08000032".split()
)
DISTRICT_WEIGHT = 100_000
FUZZY_MIN_LETTERS = 5
FUZZY_MIN_WEIGHT = 9_000
FUZZY_MIN_WEIGHT_NEAR = 1_500
SHORT_NAME_MIN_WEIGHT = 6_000
SHORT_NAME_MAX_WEIGHT = 50_000  # so that Richmond upon Thames does not outshout Richmond in Yorkshire
_LONG_NAME = re.compile(r"(?:royal )?(.+?) (?:on|upon|under|le|in|by)(?: the)? .+")
NATION_CODES = {"Wales": "W92000004", "Scotland": "S92000003", "Northern Ireland": "N92000002"}
_SMALL = {"and", "in", "of", "on", "the", "under", "upon", "by", "with", "le", "la", "cum", "next", "near", "de"}


@dataclass(frozen=True)
class District:
    """An English local-authority district and the police force that covers it."""

    code: str
    name: str
    county: str
    region: str
    police_force: str


class Place(NamedTuple):
    """One meaning of a place name. `weight` is about the number of people who live there (0 if not known)."""

    key: str
    given: str  # the name, if it is not just the key with capitals
    lad: str
    weight: int
    approximate: bool
    ordinary: bool
    district: bool  # the name is the district's own

    @property
    def name(self) -> str:
        """The name as it is written."""
        return self.given or title(self.key)


@dataclass(frozen=True)
class Meaning:
    """What an everyday name stands for: a county, a short form, a region."""

    label: str
    lads: tuple[str, ...]
    ask: bool = False


@dataclass(frozen=True)
class Tables:
    """All tables. Keys of places, aliases and outside are normalised words (see place_words.words)."""

    districts: dict[str, District]
    places: dict[str, tuple[Place, ...]]
    aliases: dict[str, tuple[Meaning, ...]]
    outside: dict[str, tuple[str, str, int]]  # key -> name, nation, people
    outcodes: dict[str, tuple[tuple[str, float], ...]]
    sectors: dict[str, tuple[tuple[str, float], ...]]
    other_districts: dict[str, str]  # Welsh and Scottish districts that share an outward code
    fuzzy: tuple[str, ...]
    ordinary_words: frozenset[str]


def district_codes(folder: Path) -> frozenset[str]:
    """The ONS codes of every English district. Raises DirectoryError if the table cannot be read."""
    return _told(lambda at: frozenset(row["lad_code"] for row in at.rows(folder / "districts.csv")))


def title(key: str) -> str:
    """A key as a place name is written."""
    return " ".join(w if i and w in _SMALL else w.capitalize() for i, w in enumerate(key.split()))


class _At:
    """The file and line that is being read, for the message when it is wrong."""

    def __init__(self) -> None:
        self.name, self.line = "(folder)", 1

    def rows(self, path: Path) -> Iterator[dict[str, str]]:
        """Each row by the names of its columns."""
        for row in self.plain(path, csv.DictReader):
            if None in row or None in row.values():
                raise ValueError("it has not as many cells as the first line")
            yield row

    def plain(self, path: Path, reader: Callable[..., Any] = csv.reader) -> Iterator[Any]:
        """Each row as `reader` gives it."""
        self.name, self.line = path.name, 1
        with path.open(encoding="utf-8", newline="") as file:
            found = reader(file)
            for row in found:
                self.line = found.line_num
                yield row


def read_tables(folder: Path) -> Tables:
    """Read every table of the folder (about 60 ms). Raises DirectoryError with the file and line of what is wrong."""
    return _told(lambda at: _read(folder, at))


_T = TypeVar("_T")


def _told(read: Callable[[_At], _T]) -> _T:
    """What `read` gives; an error is told with the file and line it was at."""
    at = _At()
    try:
        return read(at)
    except (OSError, ValueError, KeyError, IndexError, csv.Error) as error:
        said = f"cannot be read ({error.strerror})" if isinstance(error, OSError) else _what(error)
        remedy = "Correct the line, or restore the file"
        raise DirectoryError([Problem(f"seeds/areas/{at.name}", at.line, "(row)", said, remedy)]) from None


def _what(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8 text near here"
    if isinstance(error, KeyError):
        return f"names {error.args[0]}, which is neither a column of this table nor a district"
    return f"is not a row of this table: {error}"


def _read(folder: Path, at: _At) -> Tables:
    from bot.directory.place_words import key_of

    districts = {
        r["lad_code"]: District(r["lad_code"], _plain(r["name"]), r["county"], r["region"], r["police_force"])
        for r in at.rows(folder / "districts.csv")
    }
    places: dict[str, list[Place]] = {}
    near: set[str] = set()
    rows = at.plain(folder / "places.csv")
    next(rows, None)
    for key, name, lad, weight, district, approximate, ordinary in rows:
        districts[lad]  # a KeyError is told with its line
        size = max(int(weight or 0), DISTRICT_WEIGHT if district else 0)
        place = Place(key, _plain(name), lad, size, bool(approximate), bool(ordinary), bool(district))
        places.setdefault(key, []).append(place)
        if size >= (FUZZY_MIN_WEIGHT_NEAR if lad in SEED_DISTRICTS else FUZZY_MIN_WEIGHT) and not ordinary:
            near.add(key)
    near |= _add_short_names(places)
    aliases: dict[str, list[Meaning]] = {}
    for r in at.rows(folder / "aliases.csv"):
        for code in r["lad_codes"].split():
            districts[code]
        aliases.setdefault(r["alias"], []).append(Meaning(r["label"], tuple(r["lad_codes"].split()), bool(r["ask"])))
    outside = {
        key_of(r["name"]): (r["name"], r["nation"], int(r["population"] or 10_000_000))
        for r in at.rows(folder / "outside.csv")
    }
    outcodes, other = _shares(at.rows(folder / "outcodes.csv"), "outcode")
    sectors, _ = _shares(at.rows(folder / "sectors.csv"), "sector")
    long = {a for a in aliases if len(a) >= 7}  # a slip in a short form is noise
    names = near | long | {k for k, v in outside.items() if v[2] >= 20_000 and v[1] in NATION_CODES}
    at.name, at.line = "ordinary_words.txt", 1
    ordinary_words = frozenset((folder / "ordinary_words.txt").read_text("utf-8").split())
    return Tables(
        districts,
        {k: tuple(v) if len(v) == 1 else tuple(sorted(v, key=_surest)) for k, v in places.items()},
        {k: tuple(v) for k, v in aliases.items()},
        outside,
        outcodes,
        sectors,
        other,
        tuple(sorted(n for n in names if len(n) >= FUZZY_MIN_LETTERS)),
        ordinary_words,
    )


def _add_short_names(places: dict[str, list[Place]]) -> set[str]:
    """People say Newark for Newark on Trent: make the town a meaning of its short name, and say which names are new.

    Not where the short name already means a much bigger town (Sutton, Chester).
    """
    added = set()
    for key, meanings in list(places.items()):
        found = _LONG_NAME.match(key)
        town = max(meanings, key=lambda p: p.weight)
        if not found or town.weight < SHORT_NAME_MIN_WEIGHT:
            continue
        others = places.setdefault(found[1], [])
        biggest = max((p.weight for p in others), default=0)
        if biggest >= max(2 * town.weight, FUZZY_MIN_WEIGHT):
            continue
        ordinary = any(p.ordinary for p in others)
        others[:] = [p for p in others if p.lad != town.lad]
        weight = min(town.weight, SHORT_NAME_MAX_WEIGHT)
        others.append(town._replace(key=found[1], given=town.name, weight=weight, ordinary=ordinary, district=False))
        if town.weight >= FUZZY_MIN_WEIGHT and not ordinary:
            added.add(found[1])
    return added


def _surest(place: Place) -> tuple[bool, int]:
    return place.approximate, -place.weight


def _shares(rows: Iterator[dict[str, str]], key: str) -> tuple[dict[str, tuple[tuple[str, float], ...]], dict[str, str]]:
    found: dict[str, list[tuple[str, float]]] = {}
    names: dict[str, str] = {}
    for r in rows:
        found.setdefault(r[key], []).append((r["lad_code"], float(r["share"])))
        if r.get("lad_name"):
            names[r["lad_code"]] = r["lad_name"].split(" - ")[0]
    return {k: tuple(v) for k, v in found.items()}, names


def _plain(name: str) -> str:
    """Bristol, City of -> Bristol."""
    return name.removesuffix(", City of").removesuffix(", County of")
