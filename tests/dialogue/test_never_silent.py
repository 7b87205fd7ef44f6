"""P2: whatever is typed and whatever breaks, there is an answer; without a dialogue, the lifeline."""

from __future__ import annotations

import asyncio

import pytest

from bot.dialogue.engine import Engine
from bot.directory.shared import directory
from bot.settings import Settings
from tests.support.talk import Talk, responses_of

TYPED = (
    "", " ", "😀😀😀", "???", "<b>hello</b>", "<script>alert(1)</script>", "'; DROP TABLE users; --", "asdf", "a", "0", "\x00", "\ud800",
    "مرحبا", "帮帮我", "e\u0301", "ﷺ" * 50, "hello " * 400, "{area_codes}", "%s %d", "\\n", "null", "true", "[]", "/", "//", "/ /", "-",
)  # fmt: skip


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: ascii(typed[:12]))
async def test_anything_typed_is_answered(talk, typed):
    messages = await talk.say(typed)
    assert messages and all(message.text.strip() or message.contacts for message in messages)


@pytest.mark.parametrize("typed", ["", "😀", "<b>hello</b>", "'; DROP TABLE x; --;;;[]"])
async def test_what_is_no_writing_gets_a_way_on_and_the_lifeline(talk, typed):
    (message,) = await talk.say(typed)
    assert message.response == "utter_empty"
    assert message.choices and message.contacts[0]["service_id"] == "emergency-999"


async def _raises(_):
    raise ValueError("words of a person")


async def _is_silent(_):
    return None


async def _hangs(_):
    await asyncio.sleep(3600)


@pytest.mark.parametrize("handle", [_raises, _is_silent, _hangs])
async def test_without_a_dialogue_the_lifeline_answers(agent, handle, caplog):
    talk = Talk(Engine(handle, directory(), Settings(reply_seconds=0.05)), agent)
    assert responses_of(await talk.start()) == ["utter_opening", "utter_doors"]
    assert responses_of(await talk.say("hello")) == ["utter_lifeline"]
    assert responses_of(await talk.choose("abuse")) == ["utter_lifeline"]
    assert responses_of(await talk.say("")) == ["utter_empty"]
    assert "words of a person" not in caplog.text


async def test_what_was_said_before_a_failure_is_kept(agent):
    from bot.conversation.messages import Message

    async def says_then_fails(message):
        message.output_channel.messages.append(Message("I heard you.", response="utter_first"))
        raise RuntimeError

    talk = Talk(Engine(says_then_fails, directory(), Settings()), agent)
    assert responses_of(await talk.say("hello")) == ["utter_first"]


async def test_a_stuck_turn_does_not_stop_other_people(agent):
    gate = asyncio.Event()

    async def waits_for_one(message):
        if message.sender_id == "stuck":
            await gate.wait()

    engine = Engine(waits_for_one, directory(), Settings(reply_seconds=30))
    stuck = asyncio.create_task(engine.say("stuck", "hello"))
    assert await engine.say("other", "hello")
    assert not stuck.done()
    gate.set()
    assert await stuck


async def test_misunderstood_twice_shows_people_never_a_third_sorry(talk):
    await talk.start()
    shown = []
    for text in ("blorp zindle", "wibble frotz", "grunkle mab"):
        shown += await talk.say(text)
    last = shown[-1]
    if last.response == "utter_did_i_understand":
        pytest.fail("three times in doubt, and still only doors")


async def test_the_second_doubt_in_a_row_shows_people_who_listen(talk):
    assert responses_of(await doubt(talk)) == ["utter_did_i_understand"]
    (message,) = await doubt(talk)
    assert message.response == "utter_doors_again"
    assert len(message.contacts) >= 2 and all(contact["status"] == "open" for contact in message.contacts)
    assert len(message.choices) >= 2


async def test_a_disclosure_in_between_is_not_a_doubt_in_a_row(talk):
    assert responses_of(await doubt(talk)) == ["utter_did_i_understand"]
    await talk.choose("abuse")
    assert responses_of(await doubt(talk)) == ["utter_did_i_understand"]


async def doubt(talk):
    """A turn in which the classifier is not sure, whatever the model of the day is sure of."""
    from rasa.core.channels.channel import UserMessage

    from bot.dialogue.collector import CHANNEL, Collector

    collector = Collector()
    await talk._agent.handle_message(UserMessage("/unsure", collector, talk.id, input_channel=CHANNEL))
    return collector.messages
