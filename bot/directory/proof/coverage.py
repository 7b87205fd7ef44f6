"""seeds/coverage.yml: the contacts a person decided must be offered, whatever the hour."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.directory import yamlfile
from bot.directory.directory import Directory
from bot.directory.models import AUDIENCES, HARMS, NEEDS, WAYS, DirectoryError, Problem
from bot.directory.proof.rules import UNITED_KINGDOM, Question

_KNOWN = {"audience": AUDIENCES, "harm": HARMS, "way": WAYS, "nation": UNITED_KINGDOM}


@dataclass(frozen=True)
class Expected:
    """One line of the table: among the first `of` contacts for this question are all of `shows` and none of `hides`."""

    question: Question
    shows: tuple[str, ...]
    hides: tuple[str, ...]
    of: int
    line: int


def load_coverage(seeds: Path, directory: Directory) -> list[Expected]:
    """The table. Raises DirectoryError if a line has an unknown word or place."""
    shown = "seeds/coverage.yml"
    data, lines, problems = yamlfile.read(seeds / "coverage.yml", shown)
    table = []
    ids = {s.id for s in directory.services}
    rows = data.get("coverage") if isinstance(data, dict) else None
    for i, row in enumerate(rows if isinstance(rows, list) else []):
        line = lines.get(("coverage", i), 1)
        if not _is_row(row):
            what = "is not a row of this table"
            problems.append(Problem(shown, line, f"coverage[{i}]", what, "Compare with another row"))
            continue
        for key, value in row.items():
            bad = [
                v
                for v in ([value] if key in _KNOWN else value if key == "needs" else [])
                if v not in _KNOWN.get(key, NEEDS)
            ]
            if key not in {*_KNOWN, "needs", "area", "shows", "hides", "of"} or bad:
                problems.append(
                    Problem(shown, line, f"coverage[{i}].{key}", f"{bad or key} is not known", "Correct it")
                )
        for key in ("shows", "hides"):
            for service_id in row.get(key, ()):
                if service_id not in ids:
                    what = f"{service_id} has no record"
                    problems.append(Problem(shown, line, f"coverage[{i}].{key}", what, "Restore it or take the id out"))
        place = directory.resolve_area(row["area"]) if "area" in row else None
        if place is not None and place.status != "found":
            problems.append(Problem(shown, line, f"coverage[{i}].area", "is not one clear place", "Name a town"))
        question = Question(
            place.lads if place else (),
            row.get("nation", "England"),
            row.get("audience", "victim"),
            row.get("harm"),
            row.get("way", "specialist"),
            tuple(row.get("needs", ())),
        )
        table.append(
            Expected(question, tuple(row.get("shows", ())), tuple(row.get("hides", ())), row.get("of", 3), line)
        )
    if problems or not table:
        raise DirectoryError(problems or [Problem(shown, 1, "coverage", "is empty", "Restore the table")])
    return table


_LISTS = ("needs", "shows", "hides")


def _is_row(row: Any) -> bool:
    """Are the values of the kinds that a row has? Whether its words are known is looked at later."""
    if not isinstance(row, dict):
        return False
    lists = all(isinstance(row.get(k, []), list) and all(isinstance(v, str) for v in row.get(k, [])) for k in _LISTS)
    words = all(v is None or isinstance(v, str) for k, v in row.items() if k not in (*_LISTS, "of"))
    return lists and words and isinstance(row.get("of", 3), int)
