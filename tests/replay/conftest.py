"""Replaying in tests: one model, transcripts from a few lines of YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Awaitable, Callable

import pytest

from bot import clock
from bot.directory import load
from bot.replay.promises import Against
from bot.replay.read import read
from bot.replay.run import Result, play
from bot.replay.talk import LocalTalk

TRANSCRIPTS = Path(__file__).resolve().parents[1] / "transcripts"


@pytest.fixture(scope="session")
def against() -> Against:
    """What turns are held against, from the seeds."""
    return Against.of(load())


@pytest.fixture()
def replay(engine, agent, against, tmp_path) -> Callable[[str], Awaitable[Result]]:
    """`await replay(text)`: the result of one transcript, written as YAML."""

    async def run(text: str) -> Result:
        file = tmp_path / "transcript.yml"
        file.write_text(text, encoding="utf-8")
        transcripts, faults = read([str(file)])
        assert not faults, [str(fault) for fault in faults]
        try:
            return await play(transcripts[0], LocalTalk(engine, agent, transcripts[0].id), against, clock.stand_at)
        finally:
            clock.stand_at(None)

    return run


def findings(result: Result) -> list[str]:
    """Everything wrong in a result, as a tester reads it."""
    return [str(finding) for checked in result.turns for finding in checked.findings]
