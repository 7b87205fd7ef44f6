"""The way to the desk: one address, https, signed, no redirects, an end to trying again."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Iterator

import pytest

from bot.handoff import webhook as webhooks
from bot.handoff.signature import keys
from bot.handoff.webhook import Outcome, Webhook, checked_url
from bot.settings import SettingsError
from tests.support.desk import SECRET, Desk

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=timezone.utc)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


def to(desk: Desk) -> Webhook:
    return Webhook(desk.url, keys(SECRET), lambda: NOW)


@pytest.mark.parametrize("url", ["https://desk.example.org/waymark", "https://desk.example.org:8443/x?y=1", "http://127.0.0.1:9/x", "http://localhost/x"])
def test_addresses_that_may_be_used(url: str):
    assert checked_url(url) == url


@pytest.mark.parametrize(
    "url",
    ["", "desk.example.org", "http://desk.example.org/x", "https://", "https://u:p@desk.example.org/", "https://a.example/#x", "file:///etc/passwd"]
    + ["http://127.0.0.1.example.org/", "http://localhost.example.org/", "ftp://127.0.0.1/", "//127.0.0.1/"],
)
def test_addresses_that_may_not_be_used(url: str):
    with pytest.raises(SettingsError, match="WAYMARK_HANDOFF_URL must be the full https address"):
        checked_url(url)


async def test_a_message_arrives_signed_and_says_nothing_of_the_person(desk: Desk):
    assert await to(desk).send(b'{"type":"x"}') is Outcome.TAKEN
    assert desk.bodies == [b'{"type":"x"}']
    names = set(desk.headers[0])
    assert names == {"host", "accept", "accept-encoding", "content-type", "content-length", "user-agent", "webhook-id", "webhook-timestamp", "webhook-signature"}
    assert desk.headers[0]["user-agent"] == "Waymark"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(301, Outcome.REFUSED), (302, Outcome.REFUSED), (308, Outcome.REFUSED), (400, Outcome.REFUSED), (404, Outcome.REFUSED), (410, Outcome.REFUSED)]
    + [(408, Outcome.LATER), (429, Outcome.LATER), (500, Outcome.LATER), (502, Outcome.LATER), (503, Outcome.LATER)],
)
async def test_each_answer_is_read_for_what_it_means_and_no_redirect_is_followed(desk: Desk, status: int, outcome: Outcome):
    desk.answers.append(status)
    assert await to(desk).send(b"{}") is outcome
    assert len(desk.bodies) == 1


async def test_nobody_there_is_worth_another_try(desk: Desk):
    desk.close()
    assert await to(desk).send(b"{}") is Outcome.LATER


async def test_another_try_has_the_same_id_and_the_trying_ends(desk: Desk, monkeypatch):
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(webhooks.asyncio, "sleep", sleep)
    desk.answers += [503] * 6
    assert await to(desk).deliver(b"{}", lambda: True) is Outcome.TAKEN
    assert len({headers["webhook-id"] for headers in desk.headers}) == 1
    assert pauses == [1, 2, 4, 8, 15, 15]

    desk.clear()
    desk.answers += [503] * 50
    assert await to(desk).deliver(b"{}", lambda: len(desk.bodies) < 3) is Outcome.LATER
    assert len(desk.bodies) == 3
