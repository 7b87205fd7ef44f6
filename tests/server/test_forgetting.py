"""The server forgets: after an idle hour, and at once when the person leaves. What was told is not there for whoever comes next."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import AsyncIterator, Callable

import pytest

from bot.server import channel
from bot.settings import settings
from bot.storage import tracker_store
from tests.support.in_process_server import Client, serving

IDLE_SECONDS = settings().conversation_minutes * 60
NOT_KNOWN = "who is it about"  # what the bot asks when it has not been told


@pytest.fixture
async def later(monkeypatch, agent) -> AsyncIterator[Callable[[float], None]]:
    """`later(seconds)`: so much time has passed for the store, and for nothing else in this process."""
    moved = SimpleNamespace(seconds=0.0)
    monkeypatch.setattr(tracker_store, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + moved.seconds))

    def wait(seconds: float) -> None:
        moved.seconds += seconds

    yield wait
    for conversation in await agent.tracker_store._tracker_store.keys():  # whose times are not those of other tests
        await agent.tracker_store._tracker_store.delete(conversation)


async def told(client: Client) -> None:
    await client.start()
    await client.send({"text": "my wife hits me"})


async def asks_anew(client: Client) -> bool:
    said = " ".join(message["text"] for message in (await client.send({"text": "talk to a specialist"})).messages)
    return NOT_KNOWN in said


async def test_a_conversation_that_goes_on_is_remembered(monkeypatch, agent, later):
    async with serving(monkeypatch, agent) as client:
        await told(client)
        later(IDLE_SECONDS - 60)
        assert not await asks_anew(client)


async def test_after_an_idle_hour_the_old_token_leads_to_a_conversation_that_knows_nothing(monkeypatch, agent, later):
    async with serving(monkeypatch, agent) as client:
        await told(client)
        later(IDLE_SECONDS + 1)
        assert await asks_anew(client)
        assert len(list(await agent.tracker_store._tracker_store.keys())) == 1, "the old conversation is still in memory beside the new one"


async def test_leaving_empties_the_memory_at_once(monkeypatch, agent, later):
    async with serving(monkeypatch, agent) as client:
        await told(client)
        before = set(await agent.tracker_store._tracker_store.keys())
        assert (await client.request("POST", "/chat/api/end", {"token": client.token})).status == 204
        gone = before - set(await agent.tracker_store._tracker_store.keys())
        assert len(gone) == 1
        assert await asks_anew(client)


async def test_after_twelve_hours_the_token_itself_is_refused(monkeypatch, agent):
    moved = SimpleNamespace(seconds=0.0)
    monkeypatch.setattr(channel, "time", SimpleNamespace(time=lambda: time.time() + moved.seconds, monotonic=time.monotonic))
    async with serving(monkeypatch, agent) as client:
        await told(client)
        moved.seconds = 12 * 3600 + 1
        answer = await client.send({"text": "talk to a specialist"})
        assert answer.status == 401 and answer.json["error"]["code"] == "bad_token" and len(answer.json["lifeline"]) >= 3
