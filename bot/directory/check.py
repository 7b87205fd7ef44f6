"""Everything that must be right before a directory is shown: what `waymark directory check` and a reload go by."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Callable, Iterator

import yaml

from bot.directory.directory import Directory
from bot.directory.load import load
from bot.directory.models import DirectoryError, Problem
from bot.directory.profiles import check_profiles, load_profile
from bot.directory.proof.coverage import load_coverage
from bot.settings import ROOT, settings

RESPONSES = ROOT / "bot" / "data" / "responses"
FILLED_BY_ACTIONS = {"area", "closed", "label", "open"}  # placeholders that are no service
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def load_checked(seeds: Path, responses: Path = RESPONSES) -> Directory:
    """The directory of `seeds`, with its place tables read and everything that leans on it checked.

    Raises DirectoryError with every problem found: in records, place tables, profiles, the coverage table, and where the
    wording in `responses` names a service that is not there.
    """
    directory = load(seeds)
    directory.read_places()
    problems = check_profiles(seeds, directory)
    chosen = settings().profile
    if chosen and not problems:
        problems += _faults_of(lambda: load_profile(seeds, chosen, directory))
    problems += _faults_of(lambda: load_coverage(seeds, directory))
    problems += wording_problems(directory, responses)
    if problems:
        raise DirectoryError(problems)
    return directory


def _faults_of(read: Callable[[], Any]) -> list[Problem]:
    try:
        read()
    except DirectoryError as error:
        return list(error.problems)
    return []


def wording_problems(directory: Directory, responses: Path = RESPONSES) -> list[Problem]:
    """Where the wording names a service that has no record, or a number of a service that has none."""
    ids = {s.id for s in directory.services}
    numbers = {s.id.replace("-", "_") for s in directory.services if s.phones} | FILLED_BY_ACTIONS
    found = []
    for path in sorted(responses.glob("*.yml")):
        shown = f"bot/data/responses/{path.name}"
        try:
            root = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            found.append(Problem(shown, 1, "(file)", f"cannot be read ({type(error).__name__})", "Restore the file"))
            continue
        for at, value, line in _values(root, ()):
            field = next((part for part in at if part.startswith("utter_")), "(file)")
            missing = []
            if "contacts" in at and value not in ids:
                missing = [f"shows the card of {value}, which has no record"]
            elif at[-1:] == ("text",):
                names = [name for name in _PLACEHOLDER.findall(value) if name not in numbers]
                missing = [f"gives the number {{{name}}}, and no record of that name has one" for name in names]
            remedy = "Restore the record in seeds/services, or change the wording"
            found += [Problem(shown, line, field, what, remedy) for what in missing]
    return found


def _values(node: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Every plain value with the keys above it and its line."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _values(value, (*at, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _values(value, at)
    elif node is not None:
        yield at, node.value, node.start_mark.line + 1
