"""Over HTTP with something broken inside: never silent (P2), danger first (P1), and /ready does not lie."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.server.tokens import Tokens
from tests.support.in_process_server import serving
from tests.support.texts import DANGER

CANARY = "zanzibarcanary"


class Agent:
    """Stands in for Rasa's agent; handles a message as it is told to."""

    def __init__(self, handle=None):
        self._handle = handle

    async def handle_message(self, message):
        if self._handle:
            await self._handle(message)


async def raises(message):
    raise ValueError(message.text)


async def hangs(_message):
    await asyncio.sleep(3600)


BRAINS = {"no model": None, "raising": Agent(raises), "silent": Agent(), "hanging": Agent(hangs)}


@pytest.mark.parametrize("brain", BRAINS)
async def test_the_lifeline_answers_and_danger_comes_first(monkeypatch, brain, caplog):
    async with serving(monkeypatch, BRAINS[brain], reply_seconds=0.2) as client:
        started = await client.start()
        assert started.status == 201 and "999" in started.messages[0]["text"]
        said = await client.send({"text": f"hello {CANARY}"})
        assert said.status == 200
        assert [contact["service_id"] for contact in said.messages[0]["contacts"]][0] == "emergency-999"
        chosen = await client.send({"choice": "abuse"})
        assert chosen.status == 200 and chosen.messages[0]["contacts"]
        danger = await client.send({"text": f"{DANGER} {CANARY}"})
        assert danger.status == 200 and danger.messages[0]["kind"] == "emergency"
        assert CANARY not in caplog.text
        assert CANARY not in danger.body.decode()


async def test_something_nobody_foresaw_is_answered_with_the_lifeline(monkeypatch, caplog):
    from bot.dialogue.engine import Engine

    async def breaks(*_):
        raise ZeroDivisionError(CANARY)

    async with serving(monkeypatch, Agent()) as client:
        await client.start()
        monkeypatch.setattr(Engine, "say", breaks)
        answer = await client.send({"text": CANARY})
        assert answer.status == 500 and answer.json["error"]["code"] == "failed"
        assert answer.json["lifeline"][0]["service_id"] == "emergency-999"
        assert answer.headers["cache-control"] == "no-store"
        assert CANARY not in answer.body.decode() and CANARY not in caplog.text


async def test_danger_is_answered_even_above_the_pace(monkeypatch):
    async with serving(monkeypatch, Agent(), messages_per_minute=2) as client:
        await client.start()
        answers = [await client.send({"text": "hello"}) for _ in range(4)]
        assert [answer.status for answer in answers] == [200, 200, 429, 429]
        refused = answers[-1].json
        assert refused["error"]["code"] == "too_fast" and refused["lifeline"][0]["service_id"] == "emergency-999"
        assert "messages" not in refused
        danger = await client.send({"text": DANGER})
        assert danger.status == 429 and danger.json["messages"][0]["kind"] == "emergency"


async def test_an_expired_token_is_refused_and_danger_still_answered(monkeypatch):
    old = Tokens("a secret", 12 * 3600).make(time.time() - 13 * 3600)
    async with serving(monkeypatch, Agent(), secret="a secret") as client:
        client.token = old
        answer = await client.send({"text": "hello"})
        assert answer.status == 401 and answer.json["error"]["code"] == "bad_token" and answer.json["lifeline"]
        danger = await client.send({"text": DANGER})
        assert danger.json["messages"][0]["kind"] == "emergency"


async def test_ready_says_that_no_model_is_loaded(monkeypatch):
    async with serving(monkeypatch) as client:
        answer = await client.request("GET", "/ready")
        assert answer.status == 503 and answer.json["ready"] is False and answer.json["problems"] == ["no model is loaded"]
        assert (await client.request("GET", "/live")).status == 200


async def test_ready_fails_while_a_canary_is_misread(monkeypatch, agent):
    async with serving(monkeypatch, agent, misread=("my wife hits me",)) as client:
        answer = await client.request("GET", "/ready")
        assert answer.status == 503 and answer.json["problems"] == ["canary misread: my wife hits me"]


async def test_ready_is_ready_when_all_is_well(monkeypatch, agent):
    async with serving(monkeypatch, agent) as client:
        assert (await client.request("GET", "/ready")).status == 200


async def test_ready_fails_when_the_store_does_not_answer(monkeypatch, agent):
    async def gone(_sender_id: str) -> None:
        raise ConnectionError("a secret address")

    monkeypatch.setattr(agent.tracker_store._tracker_store, "retrieve", gone)
    async with serving(monkeypatch, agent) as client:
        answer = await client.request("GET", "/ready")
        assert answer.status == 503 and answer.json["problems"] == ["the store does not answer: ConnectionError"]


async def test_two_rapid_messages_of_one_person_are_both_answered(monkeypatch, agent):
    async with serving(monkeypatch, agent) as client:
        await client.start()
        first, second = await asyncio.gather(client.send({"text": "my wife hits me"}), client.send({"text": DANGER}))
        assert first.status == second.status == 200 and first.messages
        assert second.messages[0]["kind"] == "emergency"


async def test_end_forgets_the_conversation_in_every_store(monkeypatch, agent):
    tokens = Tokens("a secret", 12 * 3600)
    async with serving(monkeypatch, agent, secret="a secret") as client:
        for way in ("header", "body"):
            await client.start()
            await client.send({"text": "my wife hits me"})
            conversation = tokens.conversation(client.token, time.time())
            stores = (agent.tracker_store._tracker_store, agent.tracker_store._fallback_tracker_store)
            assert conversation in await stores[0].keys()
            headers, body = ({"Authorization": f"Bearer {client.token}"}, None) if way == "header" else ({}, {"token": client.token})
            assert (await client.request("POST", "/chat/api/end", body, headers)).status == 204
            for store in stores:
                assert conversation not in await store.keys()


async def test_end_twice_is_fine(monkeypatch, agent):
    async with serving(monkeypatch, agent) as client:
        await client.start()
        for _ in range(2):
            answer = await client.request("POST", "/chat/api/end", headers={"Authorization": f"Bearer {client.token}"})
            assert answer.status == 204 and answer.body == b""
