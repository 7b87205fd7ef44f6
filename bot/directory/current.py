"""The directory a running server answers from: reloaded when the seeds change, and never worse than the last good one."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from bot.directory import bank_holidays, hours
from bot.directory.check import load_checked
from bot.directory.directory import Directory
from bot.directory.load import load, seeds_folder
from bot.directory.models import DirectoryError, Problem

# What of the seeds the directory is made from. The rules of danger and of needs are not: they belong to the model.
PARTS = (
    "services", "documents", "areas", "schema", "wording", "profiles", "retired.yml", "lifeline.yml", "coverage.yml",
    "bank_holidays.csv",
)  # fmt: skip


class CurrentDirectory:
    """Holds the last directory that passed every check.

    `get()` is cheap. `refresh()` looks whether a file has changed and, if so, loads; when that fails the old directory
    stays and `problems` says why. The first load must succeed.
    """

    def __init__(self, seeds: Path | None = None, reload: Callable[[Path], Directory] = load_checked) -> None:
        self._seeds = seeds or seeds_folder()
        self._reload = reload
        self._loaded = self._seen = self._stamps()
        self._directory = load(self._seeds)
        bank_holidays.read_again()  # now: a table that is broken later must not be met by a turn
        self.problems: tuple[Problem, ...] = ()

    def get(self) -> Directory:
        """The last good directory."""
        return self._directory

    def has_settled(self) -> bool:
        """True if a file has changed since the last load, and none since the last call: whoever edits has saved."""
        stamps = self._stamps()
        settled = stamps == self._seen and stamps != self._loaded
        self._seen = stamps
        return settled

    def refresh(self) -> bool:
        """Load again if a file changed. True if a new directory is in use. Each change is tried once."""
        stamps = self._stamps()
        if stamps == self._loaded:
            return False
        self._loaded = stamps
        try:
            directory = self._reload(self._seeds)
            bank_holidays.read_again()
        except DirectoryError as error:
            self.problems = error.problems
            return False
        except Exception as error:  # whatever is in the folder, people go on being answered
            what = f"cannot be read ({type(error).__name__})"
            self.problems = (Problem("seeds", 1, "(folder)", what, "Run `waymark directory check`"),)
            return False
        hours.forget()
        self._directory, self.problems = directory, ()
        return True

    def _stamps(self) -> tuple[tuple[str, int, int], ...]:
        found = []
        for part in PARTS:
            top = self._seeds / part
            for path in (top, *sorted(top.rglob("*"))):
                try:
                    state = path.stat()
                except OSError:  # replaced while we looked; the next look sees it
                    continue
                if path.is_file():
                    found.append((str(path), state.st_mtime_ns, state.st_size))
        return tuple(found)
