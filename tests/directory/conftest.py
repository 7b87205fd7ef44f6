"""What the directory's tests share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.directory import Directory, load

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The directory that is shipped."""
    return load(SEEDS)


@pytest.fixture()
def seeds_copy(tmp_path: Path) -> Path:
    """A copy of the seeds that a test may break; the big place tables are linked, not copied."""
    copy = tmp_path / "seeds"
    copy.mkdir()
    for part in ("services", "documents", "schema", "wording", "profiles"):
        shutil.copytree(SEEDS / part, copy / part)
    for name in ("retired.yml", "lifeline.yml", "coverage.yml", "bank_holidays.csv"):
        shutil.copy(SEEDS / name, copy / name)
    (copy / "areas").symlink_to(SEEDS / "areas")
    return copy
