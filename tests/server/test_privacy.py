"""P6: what a person types is nowhere to be found afterwards. A word nobody else would write is searched for."""

from __future__ import annotations

import secrets

import pytest

from tests.support.api import Conversation, request
from tests.support.server_process import ROOT
from tests.support.texts import DANGER

CANARY = f"zanzibar{secrets.token_hex(6)}"

TURNS = (
    f"my name is {CANARY} and my husband hits me",
    f"talk to a specialist {CANARY}",
    f"i live in {CANARY}",
    f"{CANARY}",
    f"{CANARY} {CANARY} blorp",
    f"/{CANARY}",
    f"/abuse {CANARY}",
    f'/choose_area{{"area_codes": "{CANARY}"}}',
    f"/restart {CANARY}",
    f"<b>{CANARY}</b>",
    f"'; DROP TABLE {CANARY}; --",
    f"{DANGER} {CANARY}",
    f"{CANARY}@example.org 07700 900123",
    f"{CANARY} " + "a " * 5_000,
    f"\u202e{CANARY}\x00",
    f"stop {CANARY}",
)


def broken_requests(conversation: Conversation):
    """Requests that fail, each with the canary somewhere."""
    said = {"text": CANARY}
    yield conversation.send(f'{{"text": "{CANARY}'.encode())
    yield conversation.send([CANARY])
    yield conversation.send(f'"{CANARY}"')
    yield conversation.send({"text": [CANARY], CANARY: CANARY})
    yield conversation.send({"choice": CANARY})
    yield conversation.send(said, token=CANARY)
    yield conversation.send(said, token=f"{CANARY}.1.x")
    yield conversation.send({"text": CANARY * 20_000})
    yield request(conversation.base, "POST", f"/chat/api/{CANARY}", said)
    yield request(conversation.base, "PUT", "/chat/api/message", said)
    yield request(conversation.base, "GET", f"/chat/?q={CANARY}")
    yield request(conversation.base, "POST", "/chat/api/end", {"token": CANARY})
    yield request(conversation.base, "POST", "/chat/api/message", said, {"X-Canary": CANARY})


@pytest.fixture(scope="module")
def answers(live_server) -> list[bytes]:
    """Everything the server answers to turns and failures that hold the canary."""
    conversation = Conversation(live_server)
    answered = [conversation.send({"text": text}) for text in TURNS]
    assert all(answer.status == 200 for answer in answered)
    broken = list(broken_requests(conversation))
    assert all(answer.status >= 400 for answer in broken if b"<html" not in answer.body)
    return [answer.body for answer in (*answered, *broken)]


def test_it_is_not_in_the_output_or_log_of_the_server(answers, server_process):
    assert CANARY not in server_process.output()


def test_it_is_not_sent_back(answers):
    assert not [body for body in answers if CANARY.encode() in body]


def test_it_is_not_on_the_disk(answers):
    left = [
        path
        for folder in (".cache", ".rasa", "models", "bot", "results")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in (".gz", ".npz", ".pyc") and CANARY.encode() in path.read_bytes()
    ]
    assert not left


def test_the_search_would_find_it(server_process, live_server):
    """The output is really read: what the server says of itself is in it."""
    assert live_server in server_process.output()


async def test_it_is_not_in_the_stores_of_rasa(talk, agent):
    for text in TURNS:
        await talk.say(text)
    for store in (agent.tracker_store._tracker_store, agent.tracker_store._fallback_tracker_store):
        assert CANARY not in repr(vars(store))
    assert CANARY not in repr([event.as_dict() for event in (await talk.tracker()).events])


async def test_it_is_not_in_the_memory_that_the_engine_keeps(talk):
    for text in TURNS[:4]:
        await talk.say(text)
    assert CANARY not in repr([vars(kept) for kept in talk.engine._conversations.values()])


async def test_of_a_postcode_no_street_reaches_the_dialogue(talk, agent, monkeypatch):
    heard = []
    original = talk.engine._handle

    async def listen(message):
        heard.append(message.text)
        await original(message)

    monkeypatch.setattr(talk.engine, "_handle", listen)
    await talk.say("my wife hits me")
    await talk.say("talk to a specialist")
    messages = await talk.say("ST16 3AA")
    assert heard[-1] == "ST16 3"
    tracker = await talk.tracker()
    assert tracker.get_slot("area") == "E07000197" and "3AA" not in repr(tracker.current_slot_values())
    assert any(message.contacts for message in messages)


def test_an_error_of_the_libraries_is_logged_without_its_words(capfd):
    """Rasa writes what people typed into warnings and errors; only the place and the kind get through."""
    import logging

    import structlog

    from bot.quiet import configure_logging

    before = logging.getLogger().handlers[:]
    try:
        configure_logging()
        log = logging.getLogger("rasa.core.processor")
        log.warning("could not handle %s", CANARY)
        log.error("failed for %s", CANARY, extra={"text": CANARY})
        try:
            raise ValueError(CANARY)
        except ValueError:
            log.exception("an exception: %s", CANARY)
            logging.getLogger("sanic.error").exception(CANARY, stack_info=True)
            logging.getLogger("asyncio").error(CANARY, exc_info=True)
        structlog.get_logger("rasa.x").warning("some.event", text=CANARY, message=CANARY)
        logging.getLogger("bot.dialogue.engine").error("a turn failed: %s", "ValueError")
    finally:
        logging.getLogger().handlers[:] = before
    seen = "".join(capfd.readouterr())
    assert CANARY not in seen
    assert "ValueError" in seen and "a turn failed" in seen
