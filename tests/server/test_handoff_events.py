"""The adviser's side over HTTP: what is not signed, not now, or not of a hand-off that goes on changes nothing."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any, AsyncIterator, Iterator

import pytest

from bot.directory.profiles import Profile
from tests.support.desk import MUST_SHARE, SECRET, Desk
from tests.support.in_process_server import Client, serving
from tests.support.texts import DANGER

OTHER = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


@pytest.fixture
async def client(monkeypatch, agent, at, desk: Desk) -> AsyncIterator[Client]:
    """A person whose request is in the queue of the desk."""
    ours = Profile("desk", "The Test Desk", ("pathway",), "https://www.example.org/", "", "webhook", "karma-nirvana", MUST_SHARE)
    monkeypatch.setattr("bot.server.advisers.profile", lambda: ours)
    at("2026-11-24T11:00:00+00:00")
    async with serving(monkeypatch, agent, handoff_url=desk.url, handoff_secret=SECRET) as client:
        await client.start()
        await choose(client, "ask_adviser")
        await choose(client, "send_to_adviser")
        yield client


NOW = datetime(2026, 11, 24, 11, 0, tzinfo=timezone.utc)


async def choose(client: Client, choice: str) -> dict[str, Any]:
    answer = await client.send({"choice": choice})
    assert answer.status == 200, answer.body
    return answer.json


async def news(client: Client, after: str = "") -> dict[str, Any]:
    answer = await client.request("GET", f"/chat/api/events?after={after}", headers={"Authorization": f"Bearer {client.token}"})
    assert answer.status == 200, answer.body
    return answer.json


async def got(desk: Desk, kind: str) -> dict[str, Any]:
    return await asyncio.to_thread(desk.got, kind)


async def send(client: Client, desk: Desk, kind: str, at: datetime = NOW, handoff_id: str = "", **more: Any):
    handoff_id = handoff_id or (await got(desk, "handoff.requested"))["handoff_id"]
    return await asyncio.to_thread(desk.send, client.base, kind, handoff_id, at.timestamp(), **more)


async def test_an_adviser_joins_says_something_and_leaves(client: Client, desk: Desk):
    for kind, more in (("adviser.joined", {}), ("adviser.said", {"text": "Hello, I am Sam."}), ("adviser.left", {})):
        answer = await send(client, desk, kind, **more)
        assert answer.status == 204 and answer.body == b"" and answer.headers["cache-control"] == "no-store"
    body = await news(client)
    assert [message["from"] for message in body["messages"]] == ["bot", "bot", "adviser", "bot"] and body["poll"] is True
    assert "poll" not in await news(client, body["messages"][-1]["id"])


@pytest.mark.parametrize(
    ("changes", "when"),
    [
        ({"secret": OTHER}, NOW),
        ({"signed": b"{}"}, NOW),
        ({}, NOW + timedelta(seconds=301)),
        ({}, NOW - timedelta(seconds=301)),
    ],
    ids=["another key", "another body", "of the future", "of the past"],
)
async def test_what_is_not_signed_now_by_the_desk_is_refused(client: Client, desk: Desk, changes: dict, when: datetime):
    answer = await send(client, desk, "adviser.said", when, text="I am no adviser.", **changes)
    assert answer.status == 401 and answer.json["error"]["code"] == "bad_signature"
    assert "I am no adviser." not in str(await news(client))


async def test_without_signature_headers_it_is_refused(client: Client):
    answer = await client.request("POST", "/chat/api/handoff/events", {"type": "adviser.joined", "data": {"handoff_id": "x"}})
    assert answer.status == 401


async def test_the_same_message_twice_is_shown_once(client: Client, desk: Desk):
    for _ in range(2):
        assert (await send(client, desk, "adviser.said", text="Once.", message_id="msg_same")).status == 204
    assert str(await news(client)).count("Once.") == 1


async def test_our_own_messages_cannot_be_played_back_to_us(client: Client, desk: Desk):
    headers = {name: value for name, value in desk.headers[0].items() if name.startswith("webhook-")}
    answer = await client.request("POST", "/chat/api/handoff/events", desk.bodies[0], headers)
    assert answer.status == 400


@pytest.mark.parametrize("kind, more", [("adviser.danced", {}), ("adviser.said", {}), ("adviser.said", {"text": " "}), ("adviser.said", {"text": "a" * 4001}), ("adviser.said", {"text": 7}), ("adviser.joined", {"text": "x"})])
async def test_what_is_no_event_is_refused_with_what_would_be_one(client: Client, desk: Desk, kind: str, more: dict):
    answer = await send(client, desk, kind, **more)
    assert answer.status == 400 and "adviser.joined, adviser.said, adviser.left" in answer.json["error"]["message"]


async def test_an_unknown_hand_off_and_one_that_is_over_are_gone(client: Client, desk: Desk):
    assert (await send(client, desk, "adviser.joined", handoff_id="ho_unknown")).status == 410
    await choose(client, "leave_adviser")
    assert (await send(client, desk, "adviser.joined")).status == 410


async def test_while_an_adviser_is_there_the_bot_is_quiet_and_danger_is_not(client: Client, desk: Desk):
    await send(client, desk, "adviser.joined")
    assert (await client.send({"text": "my wife hits me"})).json["messages"][-1]["text"].startswith("An adviser of The Test Desk is here.")
    assert (await got(desk, "handoff.said"))["text"] == "my wife hits me"
    await send(client, desk, "adviser.said", text="Hello, I am Sam.")  # not fetched yet
    body = (await client.send({"text": DANGER})).json
    kinds = [message["kind"] for message in body["messages"]]
    assert kinds[0] == "emergency" and body["poll"] is True
    assert (await client.send({"choice": "abuse"})).status == 400, "a button of the bot from before"
    assert (await client.send({"text": "  "})).status == 200


async def test_danger_in_a_line_that_cannot_be_passed_on_still_gets_the_card(client: Client, desk: Desk):
    await send(client, desk, "adviser.joined")
    desk.answers += [503]
    answer = await client.send({"text": DANGER})
    assert answer.status == 200 and answer.messages[0]["kind"] == "emergency"
    desk.answers += [503]
    answer = await client.send({"text": "are you there"})
    assert answer.status == 502 and answer.json["error"]["code"] == "not_passed_on" and len(answer.json["lifeline"]) >= 3
    answer = await client.send({"text": "a" * 10_001})
    assert answer.status == 413 and answer.json["error"]["code"] == "too_large"


@pytest.mark.parametrize("word", ["stop", "Delete "])
async def test_stop_and_delete_end_the_hand_off(client: Client, desk: Desk, word: str):
    await send(client, desk, "adviser.joined")
    await client.send({"text": word})
    assert (await send(client, desk, "adviser.said", text="Hello?")).status == 410
    assert (await got(desk, "handoff.withdrawn"))["reason"] == "stopped"


async def test_a_choice_of_the_hand_off_that_is_over_gets_a_clear_answer(client: Client):
    for choice in ("send_to_adviser", "do_not_send", "ask_adviser"):
        answer = await client.send({"choice": choice})
        assert answer.status == 400 and answer.json["error"]["code"] == "unknown_choice", choice


async def test_a_page_from_before_this_process_is_told_that_the_line_has_broken(client: Client, desk: Desk):
    await client.start()  # a conversation that this process has nothing of
    assert (await news(client, "m9"))["messages"][0]["text"].startswith("The line to the adviser has broken.")
    assert (await choose(client, "leave_adviser"))["messages"][0]["text"].startswith("The line to the adviser has broken.")


async def test_after_the_end_the_desk_is_told_and_nothing_is_left(client: Client, desk: Desk):
    ended = await client.request("POST", "/chat/api/end", {"token": client.token})
    assert ended.status == 204
    assert (await got(desk, "handoff.withdrawn"))["reason"] == "left"
    assert await news(client) == {"messages": []}


async def test_no_id_comes_twice_when_the_server_is_started_anew_under_a_page(monkeypatch):
    from bot.server import channel

    before = {"secret": "the same in both"}
    async with serving(monkeypatch, **before) as client:
        shown = (await client.start()).messages
        token, made = client.token, channel.time.time()
    monkeypatch.setattr(channel, "time", SimpleNamespace(time=lambda: made + 60, monotonic=channel.time.monotonic))
    async with serving(monkeypatch, **before) as client:
        client.token = token
        after = (await client.send({"text": "hello"})).messages
    assert after and not {message["id"] for message in shown} & {message["id"] for message in after}


async def test_without_a_webhook_there_is_no_such_call_and_no_such_choice(monkeypatch):
    async with serving(monkeypatch) as client:
        await client.start()
        assert (await client.request("POST", "/chat/api/handoff/events", {})).status == 404
        answer = await client.send({"choice": "ask_adviser"})
        assert answer.status == 400 and answer.json["error"]["code"] == "unknown_choice"
        assert await news(client, "m7") == {"messages": []}


async def test_a_signpost_shows_the_services_own_lines_and_sends_nothing(monkeypatch, agent):
    ours = Profile("x", "New Era", ("new-era-victims", "new-era-perpetrators"), "https://www.example.org/", "", "signpost")
    monkeypatch.setattr("bot.server.advisers.profile", lambda: ours)
    async with serving(monkeypatch, agent) as client:
        await client.start()
        shown = (await client.send({"text": "human"})).messages[-1]
        assert {contact["service_id"] for contact in shown["contacts"]} == set(ours.own_services)
        assert shown["text"].startswith("New Era runs this page.")
        await client.send({"text": "my wife hits me"})
        shown = (await client.send({"text": "human"})).messages[-1]
        assert {contact["service_id"] for contact in shown["contacts"]} == {"new-era-victims"}
