"""The one place that gives the directory of this process.

A server that watches the seeds (`bot.server.directory_watch`) replaces it while it runs; everything else, replay too,
reads it once. A turn holds on to the directory it began with (`one_directory`), so that no reply mixes two.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Iterator

from bot.directory import Directory
from bot.directory.current import CurrentDirectory

_held: ContextVar[Directory | None] = ContextVar("held_directory", default=None)


def directory() -> Directory:
    """The directory of the turn in progress; outside a turn the last good one.

    Do not keep what this returns beyond a turn. Raises DirectoryError when a record is wrong at the first call.
    """
    return _held.get() or current().get()


@lru_cache(maxsize=1)
def current() -> CurrentDirectory:
    """What holds the last good directory of this process, and why a later one was not taken."""
    return CurrentDirectory()


@contextmanager
def one_directory(held: Directory) -> Iterator[None]:
    """Inside the block, and in tasks started in it, `directory()` is `held`, whatever is loaded meanwhile."""
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
