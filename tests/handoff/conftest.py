"""Hand-offs with a clock that a test moves, and a receiver that only remembers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.conversation.messages import Message
from bot.directory.shared import directory
from bot.handoff.handoffs import Handoffs
from bot.handoff.receiver import Receiver
from bot.handoff.webhook import Outcome
from bot.handoff.words import Words
from bot.settings import settings

OPEN = datetime(2026, 11, 24, 11, 0, tzinfo=timezone.utc)  # a Tuesday morning
CLOSED = datetime(2026, 11, 22, 22, 0, tzinfo=timezone.utc)  # a Sunday night
MUST_SHARE = "They must tell others if a child is at risk."


class FakeWebhook:
    """Takes everything, or whatever `outcome` says."""

    def __init__(self) -> None:
        self.outcome = Outcome.TAKEN
        self.sent: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []

    async def send(self, body: bytes, message_id: str = "") -> Outcome:
        self.bodies.append(body)
        self.sent.append(json.loads(body))
        return self.outcome

    async def deliver(self, body: bytes, still: Any) -> Outcome:
        return await self.send(body)

    def kinds(self) -> list[str]:
        return [event["type"] for event in self.sent]


class Clock:
    """Time that a test moves."""

    now = OPEN

    def wait(self, **time: int) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def webhook() -> FakeWebhook:
    return FakeWebhook()


@pytest.fixture
def words() -> Words:
    return Words(settings().seeds)


@pytest.fixture
def handoffs(clock: Clock, webhook: FakeWebhook, words: Words) -> Handoffs:
    """Karma Nirvana's record stands for a desk with opening times; nothing is sent to anybody."""
    count = iter(range(1, 10_000))

    def number(_conversation: str, messages: list[Message]) -> list[Message]:
        return [replace(message, id=f"m{next(count)}") for message in messages]

    receiver = Receiver("The Test Desk", "karma-nirvana", MUST_SHARE, timedelta(seconds=120), directory, words)
    return Handoffs(receiver, webhook, number, lambda: clock.now, timedelta(minutes=60), most=5)
