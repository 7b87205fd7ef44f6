"""The one directory of this process, read when first needed."""

from __future__ import annotations

from functools import lru_cache

from bot.directory import Directory, load


@lru_cache(maxsize=1)
def directory() -> Directory:
    """The directory from seeds/. Raises DirectoryError when a record is wrong."""
    return load()
