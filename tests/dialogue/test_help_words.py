"""P10: from any state a person can get help, a human, an end, and be forgotten; and it never passes for a person."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActionExecuted

from tests.support.talk import responses_of
from tests.support.wording import slots_of_forms

WORDS = {
    "how do i get help": "utter_help",
    "999": "utter_emergency",
    "stop": "utter_stop",
    "STOP": "utter_stop",
    "delete": "utter_deleted",
    "human": "utter_human",
    "can i speak to a person": "utter_human",
}
STATES = {
    "at the start": [],
    "after a disclosure": ["my wife hits me"],
    "after danger": ["hes outside my door with a knife"],
    "after being misunderstood": ["blorp zindle", "wibble frotz"],
    "after stop": ["stop"],
    "after delete": ["delete"],
    "after an answer": ["will i be believed"],
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("word", WORDS)
async def test_help_words_work_in_every_state(talk, state, word):
    for said in STATES[state]:
        await talk.say(said)
    assert responses_of(await talk.say(word))[0] == WORDS[word]


@pytest.mark.parametrize("form, slot", slots_of_forms())
@pytest.mark.parametrize("word", WORDS)
async def test_help_words_work_inside_every_form_and_end_it(talk, form, slot, word):
    await talk.put_into_form(form, slot)
    messages = await talk.say(word)
    assert responses_of(messages)[0] == WORDS[word]
    assert await talk.form() == (None, None)
    assert not any(response.startswith(("utter_ask_area", "utter_ask_audience")) for response in responses_of(messages))


@pytest.mark.parametrize("said", ["help", "Help!", "HELP", "help me", "sos"])
async def test_a_bare_cry_for_help_is_answered_with_999(talk, said):
    """It may be all that somebody could type: whether that is the card or the list of people, 999 comes first."""
    messages = await talk.say(said)
    assert messages[0].response in ("utter_emergency", "utter_help")
    assert messages[0].contacts[0]["service_id"] == "emergency-999"


async def test_help_shows_people_who_answer_day_and_night(talk):
    (message,) = await talk.say("how do i get help")
    assert [contact["service_id"] for contact in message.contacts][0] == "emergency-999"
    assert len(message.contacts) >= 3 and all(contact["status"] == "open" for contact in message.contacts)


async def test_delete_forgets_every_slot(talk):
    await talk.say("my wife hits me")
    await talk.say("talk to a specialist")
    await talk.say("lichfield")
    before = (await talk.tracker()).current_slot_values()
    assert before["topic"] and before["area"]
    await talk.say("delete")
    tracker = await talk.tracker()
    initial = {name: slot.initial_value for name, slot in tracker.slots.items()}
    kept = {name: value for name, value in tracker.current_slot_values().items() if value != initial[name]}
    assert set(kept) <= {"session_started_metadata"}


@pytest.mark.parametrize("asked", ["are you a real person", "am i talking to a robot", "are you a bot"])
async def test_it_says_that_it_is_a_computer_program(talk, asked):
    assert "computer program" in (await talk.say(asked))[0].text


async def test_the_opening_says_999_and_that_it_is_a_program_and_how_to_begin(talk):
    opening, doors = await talk.start()
    assert "999" in opening.text and "computer program" in opening.text and "not a person" in opening.text
    assert len(doors.choices) == 4


async def test_danger_words_do_not_run_the_forms_action_afterwards(talk):
    await talk.put_into_form("contacts_form", "area")
    await talk.say("stop")
    actions = [event.action_name for event in (await talk.tracker()).events if isinstance(event, ActionExecuted)]
    assert "action_offer_contacts" not in actions
