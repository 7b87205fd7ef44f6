"""Random walks: whatever people do, no promise is broken. 5,000 turns with WAYMARK_CI=1, a sample without."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bot import clock
from bot.replay.read_yaml import read_yaml
from bot.replay.run import play
from bot.replay.talk import LocalTalk
from tests.replay.walk import BrokenWalk, Walk

STEPS = 30
IN_CI = os.environ.get("WAYMARK_CI") == "1"
WALKS, AT_LEAST = (320, 5_000) if IN_CI else (14, 200)  # a walk takes about 19 turns; its length is drawn too


@pytest.fixture()
def walk(engine, agent, against):
    """The state machine, with the bot to talk to and a loop of its own."""
    loop = asyncio.new_event_loop()

    class Here(Walk):
        pass

    Here.engine, Here.agent, Here.against, Here.loop = engine, agent, against, loop
    Walk.turns = 0
    yield Here
    loop.close()
    clock.stand_at(None)


def _run(machine: type[Walk], walks: int) -> None:
    """Walk. A broken promise fails with the shrunk walk as a transcript to save and replay."""
    chosen = settings(
        max_examples=walks,
        stateful_step_count=STEPS,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),  # a broken walk is shrunk below: turns are dropped, which is quicker than Hypothesis's way
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    failed: BrokenWalk | None = None
    try:
        run_state_machine_as_test(machine, settings=chosen)
    except BrokenWalk as broken:
        failed = broken
    if failed:
        transcript = failed.shrunk(machine.engine, machine.agent, machine.against, machine.loop)
        pytest.fail(f"{failed}\n\nThe walk, as a transcript:\n{transcript}", pytrace=False)


def test_no_promise_is_broken_whatever_people_do(walk):
    _run(walk, WALKS)
    assert Walk.turns >= AT_LEAST, f"only {Walk.turns} turns were taken"


def test_a_broken_promise_is_shrunk_to_a_transcript_in_which_every_step_is_needed(walk, engine, agent, against, monkeypatch, tmp_path):
    monkeypatch.setitem(agent.processor.nlg.responses["utter_need_help_self"][0], "text", "I am your friend and I will keep you safe.")
    with pytest.raises(pytest.fail.Exception) as caught:
        _run(walk, 60)
    said = str(caught.value)
    assert "P7 no harmful wording" in said
    file = tmp_path / "walk.yml"
    file.write_text(said.partition("The walk, as a transcript:\n")[2], encoding="utf-8")
    (transcript,), faults = read_yaml(file)
    assert not faults

    def breaks(steps) -> bool:
        again = play(replace(transcript, steps=tuple(steps)), LocalTalk(engine, agent, "again"), against, clock.stand_at)
        return any(f.check == "P7 no harmful wording" for turn in walk.loop.run_until_complete(again).turns for f in turn.findings)

    steps = list(transcript.steps)
    assert breaks(steps), "the printed transcript does not show the fault"
    for left_out in range(len(steps)):
        assert not breaks(steps[:left_out] + steps[left_out + 1 :]), f"step {left_out + 1} is not needed"
