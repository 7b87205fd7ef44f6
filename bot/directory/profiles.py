"""Profiles: one service's own deployment. Its own lines first in its area, its exit page, opening words and hand-off."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.directory import yamlfile
from bot.directory.directory import Directory
from bot.directory.models import DirectoryError, Problem
from bot.directory.schema_check import schema_problems


@dataclass(frozen=True)
class Profile:
    """What one deployment changes. `own_services` are ids of records."""

    id: str
    name: str
    own_services: tuple[str, ...]
    exit_url: str
    opening: str
    handoff: str  # none | signpost | webhook (docs/handoff.md)
    handoff_service: str = ""  # the record whose opening times are those of the advisers
    handoff_must_share: str = ""  # what the advisers may have to pass on, in the service's own words


def load_profile(seeds: Path, profile_id: str, directory: Directory) -> Profile:
    """The profile with this id. Raises DirectoryError if there is none or anything in it is wrong."""
    path = seeds / "profiles" / f"{profile_id}.yml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in (seeds / "profiles").glob("*.yml"))) or "none"
        raise DirectoryError(
            [
                Problem(
                    f"seeds/profiles/{profile_id}.yml",
                    1,
                    "id",
                    "there is no such profile",
                    f"Set WAYMARK_PROFILE to one of: {known}",
                )
            ]
        )
    profile, problems = _read(path, seeds, directory)
    if profile is None:
        raise DirectoryError(problems)
    return profile


def check_profiles(seeds: Path, directory: Directory) -> list[Problem]:
    """Everything wrong in any profile."""
    return [p for path in sorted((seeds / "profiles").glob("*.yml")) for p in _read(path, seeds, directory)[1]]


def _read(path: Path, seeds: Path, directory: Directory) -> tuple[Profile | None, list[Problem]]:
    shown = f"seeds/profiles/{path.name}"
    data, lines, problems = yamlfile.read(path, shown)
    if problems:
        return None, problems
    problems = schema_problems(data, seeds / "schema" / "profile.schema.json", shown, lines)
    if problems:
        return None, problems
    if data["id"] != path.stem:
        problems.append(
            Problem(
                shown,
                lines[("id",)],
                "id",
                f"is {data['id']}, but the file is called {path.name}",
                "Make the two the same",
            )
        )
    known = {s.id for s in directory.services}
    for i, service_id in enumerate(data["own_services"]):
        if service_id not in known:
            where = lines.get(("own_services", i), 1)
            problems.append(
                Problem(
                    shown, where, f"own_services[{i}]", f"{service_id} has no record", "Name a file of seeds/services"
                )
            )
    problems += _handoff_problems(data, shown, lines, known)
    if problems:
        return None, problems
    own = tuple(data["own_services"])
    about = data.get("handoff_service", own[0]), data.get("handoff_must_share", "")
    return Profile(data["id"], data["name"], own, data["exit_url"], data.get("opening", ""), data["handoff"], *about), []


def _handoff_problems(data: dict, shown: str, lines: dict, known: set[str]) -> list[Problem]:
    """People must be told what advisers may have to pass on before they agree; and whose hours count must be a record."""
    problems = []
    if data["handoff"] == "webhook" and "handoff_must_share" not in data:
        what, remedy = "is webhook, and handoff_must_share is missing", "Write what your advisers may have to pass on, in your own words"
        problems.append(Problem(shown, lines[("handoff",)], "handoff", what, remedy))
    service = data.get("handoff_service")
    if service and service not in known:
        what = f"{service} has no record"
        problems.append(Problem(shown, lines[("handoff_service",)], "handoff_service", what, "Name a file of seeds/services"))
    return problems
