"""A person who does anything at all: a state machine that talks to the bot at random and holds every turn against the promises."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Awaitable

import yaml
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot import clock
from bot.replay.expectations import Finding, compare
from bot.replay.promises import Against, broken
from bot.replay.record import as_yaml
from bot.replay.run import play
from bot.replay.talk import LocalTalk
from bot.replay.transcript import Step, Transcript
from bot.replay.turn import Turn
from bot.settings import ROOT, settings

# Where opening hours turn: lunch, closing, midnight, bank holidays, both clock changes.
MOMENTS = tuple(
    datetime.fromisoformat(text)
    for text in (
        "2026-11-23T12:59:30+00:00", "2026-11-23T13:00:00+00:00", "2026-11-23T13:29:59+00:00", "2026-11-23T13:30:00+00:00",
        "2026-11-23T16:29:59+00:00", "2026-11-23T16:30:00+00:00", "2026-11-27T17:00:00+00:00", "2026-11-28T02:00:00+00:00",
        "2026-11-29T23:59:59+00:00", "2026-11-30T00:00:00+00:00", "2026-12-24T18:00:00+00:00", "2026-12-25T10:00:00+00:00",
        "2026-12-28T11:00:00+00:00", "2027-01-01T09:30:00+00:00", "2027-03-26T12:00:00+00:00", "2027-03-28T00:59:59+00:00",
        "2027-03-28T01:00:00+00:00", "2027-03-29T10:00:00+01:00", "2027-05-03T11:00:00+01:00", "2027-08-30T15:00:00+01:00",
        "2027-10-31T00:30:00+00:00", "2027-10-31T01:30:00+00:00", "2027-07-05T15:30:00+00:00", "2028-02-29T12:00:00+00:00",
    )
)  # fmt: skip
DANGERS = (
    "hes outside my door with a knife",
    "my wife is trying to stab me",
    "he is strangling me",
    "hes hitting me right now",
    "she has set the house on fire and were inside",
    "the baby isnt breathing",
    "ive just swallowed all my tablets",
    "/he has got a gun and says hes going to kill me now",
)
PLACES = (
    "lichfield", "bradford", "im in cannock", "stoke", "luton", "kent", "Cardiff", "glasgow", "newcastle", "tamwroth", "ST16 3AA",
    "ws13", "france", "isle of man", "rather not say", "london", "staffordshire",
)  # fmt: skip
NONSENSE = ("", "   ", "asdf", "😀😀", "....", "<b>hi</b>", "' OR 1=1 --", "{area}", "/way_specialist", "x" * 2500, "ok\n\nok", "12345", "﷽", "\u202etxet")


@lru_cache(maxsize=1)
def messages() -> tuple[str, ...]:
    """Messages of every intent: the first few and the last few training lines of each."""
    found: list[str] = []
    for path in sorted((ROOT / "bot" / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            examples = entry.get("examples") or ""
            lines = examples.splitlines() if isinstance(examples, str) else [e["text"] for e in examples]
            texts = [line.lstrip("- ").strip() for line in lines if line.strip()]
            found += [*texts[:6], *texts[-6:]]
    return tuple(dict.fromkeys(found))


class BrokenWalk(AssertionError):
    """A promise was broken. Holds the whole walk; `shrunk` makes a transcript of what is needed of it."""

    def __init__(self, wrong: list[Finding], began: datetime, steps: list[Step]) -> None:
        self.checks, self.began, self.steps = {finding.check for finding in wrong}, began, steps
        super().__init__("\n".join(map(str, wrong)))

    def shrunk(self, engine: Any, agent: Any, against: Against, loop: asyncio.AbstractEventLoop) -> str:
        """The fewest steps found that still break the same promise, as a transcript file."""
        steps = self.steps

        def still(fewer: list[Step]) -> bool:
            transcript = Transcript("a walk", self.began, tuple(fewer), "walk")
            result = loop.run_until_complete(play(transcript, LocalTalk(engine, agent, "shrink"), against, clock.stand_at))
            return bool(self.checks & {f.check for checked in result.turns for f in checked.findings})

        for last in (1, 2, 3, 5, 8):  # most faults need only the last few turns
            if last < len(steps) and still(steps[-last:]):
                steps = steps[-last:]
                break
        size = len(steps) // 2
        while size:
            before, start = len(steps), 0
            while start < len(steps):
                fewer = steps[:start] + steps[start + size :]
                if still(fewer):
                    steps = fewer
                else:
                    start += size
            if size > 1 or len(steps) == before:  # single steps again and again: one left out may free an earlier one
                size //= 2
        clock.stand_at(None)
        rows = [{**({"user": s.user} if s.user is not None else {"choose": s.choose}), "at": s.at.isoformat(), **_expected(s)} for s in steps]
        return as_yaml("A walk that broke a promise", self.began, rows)


def _expected(step: Step) -> dict[str, Any]:
    return {"expect": dict(step.expect)} if step.expect else {}


class Walk(RuleBasedStateMachine):
    """One conversation. `engine`, `agent`, `against` and `loop` are set by the test before it runs."""

    engine: Any
    agent: Any
    against: Against
    loop: asyncio.AbstractEventLoop
    turns = 0  # of all walks together

    def __init__(self) -> None:
        super().__init__()
        self.talk = LocalTalk(self.engine, self.agent, "walk")
        self.now = self.began = MOMENTS[0]
        self.steps: list[Step] = []
        self.last: Turn | None = None
        self.pressable: list[dict[str, str]] = []

    @initialize(moment=st.sampled_from(MOMENTS))
    def open_the_page(self, moment: datetime) -> None:
        """The conversation begins."""
        self.now = self.began = moment
        self._take(None, None, self.talk.start())

    @rule(text=st.sampled_from(messages()))
    def say_what_people_say(self, text: str) -> None:
        """A message of any intent."""
        self._say(text)

    @rule(text=st.sampled_from(PLACES))
    def name_a_place(self, text: str) -> None:
        """A place, asked for or not."""
        self._say(text)

    @rule(text=st.one_of(st.sampled_from(NONSENSE), st.text(max_size=40)))
    def say_nonsense(self, text: str) -> None:
        """Anything that a keyboard can send."""
        self._say(text)

    @rule(text=st.sampled_from(DANGERS))
    def be_in_danger(self, text: str) -> None:
        """Danger that nobody can mistake: the card must come first even if the bot does not see it."""
        self._take(text, None, self.talk.say(text), {"kind": ["emergency"]})

    @precondition(lambda self: self.last and self.last.choices)
    @rule(data=st.data())
    def press_a_button(self, data: st.DataObject) -> None:
        """One of the buttons just shown."""
        choice = data.draw(st.sampled_from(self.last.choices))
        self._take(None, choice["id"], self.talk.choose(choice["id"]))

    @precondition(lambda self: self.pressable)
    @rule(data=st.data())
    def press_an_old_button(self, data: st.DataObject) -> None:
        """A button from further up the page."""
        choice = data.draw(st.sampled_from(self.pressable))
        self._take(None, choice["id"], self.talk.choose(choice["id"]))

    @rule(moment=st.sampled_from(MOMENTS))
    def come_back_at_another_time(self, moment: datetime) -> None:
        """A long silence: the bot has forgotten the conversation."""
        if not timedelta(0) <= moment - self.now < timedelta(minutes=settings().conversation_minutes):
            self.loop.run_until_complete(self.talk.end())
        self.now = moment

    @rule(minutes=st.integers(1, 45))
    def wait(self, minutes: int) -> None:
        """A short silence, perhaps over lunch, closing time or midnight."""
        self.now += timedelta(minutes=minutes)

    def _say(self, text: str) -> None:
        self._take(text, None, self.talk.say(text))

    def _take(self, user: str | None, choose: str | None, answer: Awaitable, expect: dict[str, Any] | None = None) -> None:
        with clock.standing_at(self.now):
            said, responses, seen = self.loop.run_until_complete(answer)
        Walk.turns += 1
        if user is not None or choose is not None:
            self.steps.append(Step("walk", len(self.steps) + 1, user, choose, self.now, expect or {}))
        self.last = Turn(len(self.steps), user, choose, self.now, tuple(said), responses, seen)
        self.pressable = [*self.pressable, *self.last.choices][-30:]
        wrong = [*broken(self.last, self.against), *compare(expect or {}, self.last)[0]]
        if wrong:
            raise BrokenWalk(wrong, self.began, self.steps)

    def teardown(self) -> None:
        """Forget it."""
        self.loop.run_until_complete(self.talk.end())
