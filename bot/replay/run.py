"""Runs transcripts one after another, each turn at its moment, and checks what comes back."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Awaitable, Callable, Iterable

from bot.replay.expectations import Finding, compare, same
from bot.replay.promises import Against, broken
from bot.replay.talk import Refused, Talk
from bot.replay.transcript import Step, Transcript
from bot.replay.turn import Turn
from bot.settings import settings

StandAt = Callable[[datetime], None]


@dataclass(frozen=True)
class Checked:
    """One turn and what is wrong with it. `step` is None for the opening."""

    turn: Turn
    step: Step | None
    broken: tuple[Finding, ...]  # promises
    missed: tuple[Finding, ...]  # expectations
    unchecked: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything wrong, promises first."""
        return self.broken + self.missed


@dataclass(frozen=True)
class Result:
    """One transcript, played."""

    transcript: Transcript
    turns: tuple[Checked, ...]
    unplayed: int = 0  # steps after one that could not be played: they would only repeat its failure

    @property
    def passed(self) -> bool:
        """Nothing is wrong in any turn."""
        return not any(checked.findings for checked in self.turns)


async def play(transcript: Transcript, talk: Talk, against: Against, stand_at: StandAt) -> Result:
    """Play one transcript. ``stand_at`` moves the bot's clock; a server that has its own gets one that does nothing."""
    now = transcript.at
    stand_at(now)
    turns = [_checked(await _turn(0, None, None, now, talk.start()), None, transcript.opening, against)]
    idle = timedelta(minutes=settings().conversation_minutes)
    for number, step in enumerate(transcript.steps, start=1):
        if step.at:
            if not timedelta(0) <= step.at - now < idle:
                await talk.end()  # so long a silence, and the bot has forgotten the conversation
            now = step.at
            stand_at(now)
        choice = chosen([checked.turn for checked in turns], step.said) if step.user is None else None
        if step.user is None and choice is None:
            turns.append(_not_offered(number, step, now, turns[-1].turn))
            break
        answer = talk.say(step.said) if choice is None else talk.choose(choice["id"])
        turn = await _turn(number, step.user, choice and choice["label"], now, answer)
        turns.append(_checked(turn, step, step.expect, against))
    await talk.end()
    return Result(transcript, tuple(turns), len(transcript.steps) + 1 - len(turns))


async def play_all(
    transcripts: Iterable[Transcript],
    talk_for: Callable[[Transcript], Talk],
    against: Against,
    stand_at: StandAt,
    done: Callable[[Result], Any] = lambda result: None,
) -> list[Result]:
    """Play all of them, in the order given."""
    results = []
    for transcript in transcripts:
        results.append(await play(transcript, talk_for(transcript), against, stand_at))
        done(results[-1])
    return results


def _not_offered(number: int, step: Step, now: datetime, before: Turn) -> Checked:
    shown = ", ".join(repr(choice["label"]) for choice in before.choices) or "no buttons"
    turn = Turn(number, None, step.choose, now, (), seen=before.seen)
    return Checked(turn, step, (), (Finding("choose", f"a button {step.said!r} to press", shown, "The steps after it were not played."),))


def chosen(turns: list[Turn], wanted: str) -> dict[str, str] | None:
    """The button of the last turn with this label or id, or one from further up the page by its id."""
    for choice in turns[-1].choices:
        if same(wanted) in (same(choice["label"]), same(choice["id"])):
            return choice
    return next((choice for turn in turns for choice in turn.choices if choice["id"] == wanted), None)


async def _turn(number: int, user: str | None, choose: str | None, now: datetime, answer: Awaitable) -> Turn:
    try:
        messages, responses, seen = await answer
    except Refused as refused:
        return Turn(number, user, choose, now, (), problem=str(refused))
    return Turn(number, user, choose, now, tuple(messages), responses, seen)


def _checked(turn: Turn, step: Step | None, expect: Any, against: Against) -> Checked:
    missed, unchecked = compare(expect, turn)
    return Checked(turn, step, tuple(broken(turn, against)), tuple(missed), tuple(unchecked))
