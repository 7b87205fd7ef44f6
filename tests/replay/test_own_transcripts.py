"""Our own transcripts: enough, sorted, mostly out of office hours, and every one of them right."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot import clock
from bot.replay.hours_again import holiday
from bot.replay.read import read
from bot.replay.run import play
from bot.replay.talk import LocalTalk
from tests.replay.conftest import TRANSCRIPTS, findings

FOUND, FAULTS = read([str(TRANSCRIPTS)])
FOLDERS = (
    "acceptance danger ways areas hours men friends own_behaviour children sexual_violence needs self_harm corrections digressions misuse "
    "failures information help_words opening"
).split()


def _in_office_hours(at: datetime) -> bool:
    local = at.astimezone(ZoneInfo("Europe/London"))
    return local.weekday() < 5 and not holiday(local.date()) and time(9) <= local.time() < time(17)


def test_every_file_can_be_read():
    assert not FAULTS, "\n".join(map(str, FAULTS))


def test_there_are_at_least_120_transcripts_sorted_by_behaviour():
    files = {transcript.file for transcript in FOUND}
    assert len(files) >= 120
    assert {folder.name for folder in TRANSCRIPTS.iterdir()} - {"fragments"} == set(FOLDERS)


def test_three_quarters_are_out_of_office_hours():
    assert sum(not _in_office_hours(transcript.at) for transcript in FOUND) >= 0.75 * len(FOUND)


def test_each_file_is_named_after_what_happens_and_no_two_say_the_same():
    files = [path for path in TRANSCRIPTS.rglob("*.yml")]
    assert all(path.stem == path.stem.lower() and " " not in path.name for path in files)
    ids = [transcript.id for transcript in FOUND]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("transcript", FOUND, ids=lambda t: t.id.partition("transcripts/")[2])
async def test_the_conversation_goes_right(transcript, engine, agent, against):
    try:
        result = await play(transcript, LocalTalk(engine, agent, transcript.id), against, clock.stand_at)
    finally:
        clock.stand_at(None)
    assert result.passed, "\n" + "\n".join(findings(result))
