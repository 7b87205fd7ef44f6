"""The directory a running server answers from: reloaded when the seeds change, and never worse than the last good one."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from bot.directory.directory import Directory
from bot.directory.load import SEEDS, load
from bot.directory.models import DirectoryError, Problem


class CurrentDirectory:
    """Holds the last directory that passed every check.

    `get()` is cheap. `refresh()` looks whether a file has changed and, if so, loads; when that fails the old directory
    stays and `problems` says why. The first load must succeed.
    """

    def __init__(self, seeds: Path | None = None, load: Callable[[Path], Directory] = load) -> None:
        self._seeds = seeds or SEEDS
        self._load = load
        self._stamp = self._stamps()
        self._directory = load(self._seeds)
        self.problems: tuple[Problem, ...] = ()

    def get(self) -> Directory:
        """The last good directory."""
        return self._directory

    def refresh(self) -> bool:
        """Load again if a seed file changed. True if a new directory is in use."""
        stamp = self._stamps()
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            self._directory = self._load(self._seeds)
        except DirectoryError as error:
            self.problems = error.problems
            return False
        except OSError as error:
            self.problems = (Problem("seeds", 1, "(folder)", f"cannot be read ({error.strerror})", "Check the folder"),)
            return False
        self.problems = ()
        return True

    def _stamps(self) -> tuple[tuple[str, int, int], ...]:
        found = []
        for path in sorted(self._seeds.rglob("*")):
            try:
                state = path.stat()
            except OSError:  # replaced while we looked; the next refresh sees it
                continue
            if path.is_file():
                found.append((str(path), state.st_mtime_ns, state.st_size))
        return tuple(found)
