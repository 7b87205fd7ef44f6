"""Other websites: exactly those that the operator listed may read an answer, never every one, never with cookies."""

from __future__ import annotations

import pytest

from tests.support.api import Answer
from tests.support.in_process_server import Client, serving

LISTED, OTHER = "https://www.example.org", "https://evil.example"
CALLS = [("GET", "/chat/waymark-chat.js"), ("GET", "/chat/waymark-chat.css"), ("POST", "/chat/api/start"), ("POST", "/chat/api/message"), ("POST", "/chat/api/end")]
CALLS += [("GET", "/chat/api/events"), ("OPTIONS", "/chat/api/start"), ("OPTIONS", "/chat/api/message"), ("OPTIONS", "/chat/api/end"), ("OPTIONS", "/chat/api/events")]


async def ask(client: Client, method: str, path: str, origin: str) -> Answer:
    return await client.request(method, path, headers={"Origin": origin} if origin else {})


def shared_with(answer: Answer) -> str | None:
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers.get("access-control-allow-origin") != "*"
    return answer.headers.get("access-control-allow-origin")


@pytest.mark.parametrize("method, path", CALLS)
async def test_a_listed_website_and_no_other_may_read_the_answer(monkeypatch, method: str, path: str):
    async with serving(monkeypatch, origins=f"{LISTED} https://www.example.com") as client:
        answer = await ask(client, method, path, LISTED)
        assert shared_with(answer) == LISTED and "origin" in answer.headers["vary"].lower()
        for origin in (OTHER, "null", "", LISTED + ".evil.example", LISTED.replace("https", "http"), f"{LISTED} https://www.example.com"):
            answer = await ask(client, method, path, origin)
            assert shared_with(answer) is None, origin
            assert "origin" in answer.headers["vary"].lower(), "a cache could give the answer for one website to another"
            assert "access-control-allow-headers" not in answer.headers


async def test_a_listed_website_may_send_a_token_and_json_and_nothing_more(monkeypatch):
    async with serving(monkeypatch, origins=LISTED) as client:
        headers = (await ask(client, "OPTIONS", "/chat/api/message", LISTED)).headers
        assert headers["access-control-allow-headers"] == "Authorization, Content-Type"
        assert headers["access-control-allow-methods"] == "GET, POST"


@pytest.mark.parametrize("method, path", CALLS)
async def test_without_a_list_no_website_may(monkeypatch, method: str, path: str):
    async with serving(monkeypatch) as client:
        assert shared_with(await ask(client, method, path, LISTED)) is None


async def test_health_and_desk_are_for_no_website(monkeypatch):
    async with serving(monkeypatch, origins=LISTED) as client:
        for method, path in (("GET", "/live"), ("GET", "/ready"), ("GET", "/nothing"), ("POST", "/chat/api/handoff/events")):
            assert shared_with(await ask(client, method, path, LISTED)) is None


@pytest.mark.parametrize("origins", ["*", "https://a.example/path", "a.example", "https://a.example; script-src *"])
async def test_what_is_no_origin_is_refused_at_the_start(monkeypatch, origins: str):
    with pytest.raises(ValueError, match="is not an origin"):
        async with serving(monkeypatch, origins=origins):
            pass
