"""seeds/coverage.yml: the contacts a person decided must be offered, whatever the hour."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
    for i, row in enumerate((data or {}).get("coverage", [])):
        line = lines.get(("coverage", i), 1)
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
