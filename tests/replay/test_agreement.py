"""The same transcript gives the same answer: twice in process byte for byte, and over HTTP message for message."""

from __future__ import annotations

import os

import pytest

from bot import clock
from bot.replay.http_talk import HttpTalk
from bot.replay.read import read
from bot.replay.report import as_data, as_json
from bot.replay.run import Result, play, play_all
from bot.replay.talk import LocalTalk
from tests.replay.conftest import TRANSCRIPTS

FOUND, _ = read([str(TRANSCRIPTS)])
SAMPLE = FOUND if os.environ.get("WAYMARK_CI") == "1" else FOUND[::6]


def _shown(result: Result) -> list:
    """What a person sees of each turn. The messages' own numbers are left out: over HTTP a forgotten talk begins with an opening."""
    return [[{**message, "id": ""} for message in checked.turn.messages] for checked in result.turns]


async def test_replaying_twice_gives_the_same_bytes(engine, agent, against):
    async def run() -> str:
        try:
            return as_json(as_data(await play_all(SAMPLE[::2], lambda t: LocalTalk(engine, agent, t.id), against, clock.stand_at), [], "x"))
        finally:
            clock.stand_at(None)

    assert await run() == await run()


async def test_in_process_and_over_http_agree_on_every_transcript(engine, agent, against, server_at):
    different = []
    for transcript in SAMPLE:
        try:
            here = await play(transcript, LocalTalk(engine, agent, transcript.id), against, clock.stand_at)
        finally:
            clock.stand_at(None)
        address = server_at(transcript.at.isoformat())
        there = await play(transcript, HttpTalk(address), against, lambda moment: server_at(moment.isoformat()))
        if _shown(here) != _shown(there):
            different.append(transcript.id)
    assert not different


async def test_over_http_what_cannot_be_seen_is_said_not_to_be_checked(against, server_at, tmp_path):
    file = tmp_path / "a.yml"
    file.write_text("title: x\nat: 2026-11-21T22:15:00+00:00\nsteps: [{user: hello, expect: {topic: abuse, slots: {audience: victim}}}]\n")
    (transcript,), _ = read([str(file)])
    result = await play(transcript, HttpTalk(server_at(transcript.at.isoformat())), against, lambda moment: None)
    assert result.turns[1].unchecked == ("topic", "slots") and result.passed


async def test_a_server_that_is_not_there_is_a_broken_promise_and_no_crash(against, tmp_path):
    file = tmp_path / "a.yml"
    file.write_text("title: x\nat: 2026-11-21T22:15:00+00:00\nsteps: [{user: hello}]\n")
    (transcript,), _ = read([str(file)])
    result = await play(transcript, HttpTalk("http://127.0.0.1:9"), against, lambda moment: None)
    assert "did not answer" in str(result.turns[0].broken[0])
