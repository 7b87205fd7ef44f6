"""P1: present danger gets the 999 card first, in every state and with anything broken; and the talk can go on."""

from __future__ import annotations

import asyncio

import pytest
from rasa.shared.core.events import ActionExecuted, ConversationPaused, UserUttered
from rasa.utils.endpoints import ClientResponseError

from bot.conversation.choices import UnknownChoice
from bot.dialogue.engine import Engine
from bot.directory.shared import directory
from bot.settings import Settings
from tests.support.talk import Talk, responses_of
from tests.support.texts import DANGER, long_text
from tests.support.wording import slots_of_forms

STATES = {
    "nothing said yet": [],
    "after the opening": ["start"],
    "after a disclosure": ["start", "my husband hits me"],
    "after being misunderstood": ["start", "asdf qwertz", "bnm hjk"],
    "after the area question": ["my wife hits me", "talk to a specialist"],
    "after contacts": ["my wife hits me", "talk to a specialist", "stafford"],
    "after stop": ["start", "stop"],
    "after delete": ["my wife hits me", "delete"],
    "after goodbye": ["start", "bye"],
    "after danger": [DANGER],
    "after danger and no": [DANGER, "no"],
    "after something harmless": ["what is the weather like"],
}


def assert_card_first(messages):
    assert messages, "nothing was said"
    assert messages[0].kind == "emergency" and messages[0].response == "utter_emergency"
    assert "999" in messages[0].text and messages[0].contacts[0]["service_id"] == "emergency-999"
    assert sum(message.text == messages[0].text for message in messages) == 1, "the card is there twice"


async def assert_talk_goes_on(talk):
    assert await talk.form() == (None, None)
    assert await talk.say("my wife hits me")
    assert "action_hear" in [event.action_name for event in (await talk.tracker()).events if isinstance(event, ActionExecuted)]


@pytest.mark.parametrize("state", STATES)
async def test_in_every_state(talk, state):
    for said in STATES[state]:
        await (talk.start() if said == "start" else talk.say(said))
    assert_card_first(await talk.say(DANGER))
    await assert_talk_goes_on(talk)


@pytest.mark.parametrize(
    "said",
    [f"/{DANGER}", f"//// {DANGER}", f" \t/\n/{DANGER}", f"/restart {DANGER}", f"/restart{{}} {DANGER}", f'/choose_area{{"area_codes":"E07000197"}} {DANGER}']
    + [f"/emergency {DANGER}", f"/stop {DANGER}", f"/skip {DANGER}", f"/session_start {DANGER}", f"/back {DANGER}"],
)
async def test_behind_a_leading_slash(talk, said):
    await talk.put_into_form(*slots_of_forms()[-1])
    assert_card_first(await talk.say(said))
    await assert_talk_goes_on(talk)


@pytest.mark.parametrize("said", ["/restart", "/abuse", '/choose_area{"area_codes": "E07000197"}', "/back", "/session_start", "/emergency"])
async def test_a_typed_slash_never_reaches_into_the_dialogue(talk, said):
    await talk.say("my wife hits me")
    before = (await talk.tracker()).get_slot("topic")
    await talk.say(said)
    tracker = await talk.tracker()
    names = [event.intent_name for event in tracker.events if isinstance(event, UserUttered)]
    assert names[-1] not in ("restart", "back", "session_start", "choose_area")
    assert tracker.get_slot("topic") == before == "abuse"


@pytest.mark.parametrize("danger_at", [0.0, 0.1, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("form, slot", slots_of_forms())
async def test_in_ten_thousand_characters(talk, form, slot, danger_at):
    await talk.put_into_form(form, slot)
    messages = await talk.say(long_text(danger_at))
    assert_card_first(messages)
    assert messages[-1].response == "utter_too_long"
    await assert_talk_goes_on(talk)


async def test_ten_thousand_harmless_characters_are_no_danger(talk):
    messages = await talk.say(long_text(None))
    assert all(message.kind != "emergency" for message in messages)
    assert messages[-1].response == "utter_too_long"


@pytest.mark.parametrize("said", [f"<b>{DANGER}</b>", f"{DANGER} {{}}{{}}{{}};;;;||||", f"'; DROP TABLE x; -- {DANGER} ;;;; [[[["])
async def test_among_the_marks_of_code(talk, said):
    await talk.put_into_form(*slots_of_forms()[-1])
    assert_card_first(await talk.say(said))
    await assert_talk_goes_on(talk)


@pytest.mark.parametrize("said", ["he has a knife, im at ST16 3AA", "hes outside my door with a knife ring me on 07700 900123 a@b.org"])
async def test_masking_hides_no_danger(talk, said):
    assert_card_first(await talk.say(said))


@pytest.mark.parametrize("form, slot", [(None, None), *slots_of_forms()])
@pytest.mark.parametrize("error", [ValueError("broken"), asyncio.TimeoutError(), ClientResponseError(500, "broken", "")], ids=lambda e: type(e).__name__)
async def test_with_the_actions_dead(talk, agent, monkeypatch, form, slot, error):
    """A failing action in this process, a slow one, and an action server that answers with an error."""

    async def broken(*_, **__):
        raise error

    endpoint = agent.processor.action_endpoint
    if form:
        await talk.put_into_form(form, slot)
    with monkeypatch.context() as patch:
        if isinstance(error, ClientResponseError):
            patch.setattr(endpoint, "request", broken)
        else:
            patch.setattr(endpoint._executor, "run", broken)
        assert_card_first(await talk.say(DANGER))
        assert responses_of(await talk.say("my wife hits me")), "a dead action is answered"
    assert await talk.form() == (None, None)
    await assert_talk_goes_on(talk)


class _Broken(RuntimeError):
    pass


async def _raises(_message):
    raise _Broken


async def _says_nothing(_message):
    return None


async def _never_ends(_message):
    await asyncio.sleep(3600)


@pytest.mark.parametrize("handle", [_raises, _says_nothing, _never_ends], ids=["raising", "silent", "hanging"])
async def test_with_the_dialogue_dead(agent, handle):
    talk = Talk(Engine(handle, directory(), Settings(reply_seconds=0.05)), agent)
    assert_card_first(await talk.say(DANGER))
    assert_card_first(await talk.say(long_text(0.5)))
    assert responses_of(await talk.say("hello")) == ["utter_lifeline"]


async def test_after_a_failed_turn_the_talk_goes_on(engine, agent, monkeypatch, talk):
    with monkeypatch.context() as patch:
        patch.setattr(engine, "_handle", _raises)
        assert_card_first(await talk.say(DANGER))
    await assert_talk_goes_on(talk)


@pytest.mark.parametrize("methods", [("save",), ("retrieve",), ("save", "retrieve")], ids="-".join)
async def test_with_the_tracker_store_dead(talk, agent, monkeypatch, methods):
    async def broken(*_, **__):
        raise OSError("the database is gone")

    await talk.say("my wife hits me")
    with monkeypatch.context() as patch:
        for method in methods:
            patch.setattr(type(agent.tracker_store._tracker_store), method, broken)
        assert_card_first(await talk.say(DANGER))
        assert await talk.say("my wife hits me")
    assert_card_first(await talk.say(DANGER))
    await assert_talk_goes_on(talk)


async def test_with_the_lock_dead(talk, agent, monkeypatch):
    def broken(*_, **__):
        raise OSError("the lock store is gone")

    with monkeypatch.context() as patch:
        patch.setattr(agent.lock_store, "lock", broken)
        assert_card_first(await talk.say(DANGER))
        assert responses_of(await talk.say("hello")) == ["utter_lifeline"]
    await assert_talk_goes_on(talk)


async def test_as_the_second_of_two_rapid_messages(talk):
    first, second = await asyncio.gather(talk.say("my husband hits me"), talk.say(DANGER))
    assert first
    assert_card_first(second)
    ids = [message.id for message in (*first, *second)]
    assert len(set(ids)) == len(ids)
    await assert_talk_goes_on(talk)


async def test_as_both_of_two_rapid_messages(talk):
    for messages in await asyncio.gather(talk.say(DANGER), talk.say(DANGER)):
        assert_card_first(messages)


async def test_with_the_conversation_paused(talk, agent):
    tracker = await talk.tracker()
    tracker.update_with_events([ConversationPaused()], agent.domain)
    await agent.tracker_store.save(tracker)
    assert_card_first(await talk.say(DANGER))
    assert responses_of(await talk.say("hello")) == ["utter_lifeline"]


async def test_after_rasas_circuit_breaker(talk, agent):
    tracker = await talk.tracker()
    tracker.update_with_events([ActionExecuted("utter_greet") for _ in range(12)], agent.domain)
    await agent.tracker_store.save(tracker)
    assert_card_first(await talk.say(DANGER))
    assert await talk.say("hello")


async def test_no_choice_is_an_emergency_and_none_of_another_place_is_taken(talk):
    """The intent `emergency` cannot be sent as a button, and an area that was not offered changes nothing."""
    with pytest.raises(UnknownChoice):
        await talk.choose("emergency")
    await talk.put_into_form("contacts_form", "area")
    await talk.choose("area-E07000197")
    assert (await talk.tracker()).get_slot("area") is None
    assert_card_first(await talk.say(DANGER))


async def test_the_card_is_not_shown_for_a_button(talk):
    """A button's words are ours: only what a person types is looked at for danger."""
    for choice in ("abuse", "way_specialist", "skip"):
        assert all(message.response != "utter_emergency" for message in await talk.choose(choice))


async def test_delete_then_danger_is_danger(talk):
    await talk.say("my wife hits me")
    talk.engine.forget(talk.id)
    assert_card_first(await talk.say(DANGER))
