"""Danger is never an answer to a form's question (P1). Reads domain.yml, so that a new form is covered by itself."""

from __future__ import annotations

import pytest

from tests.support.talk import responses_of
from tests.support.wording import domain, slots_of_forms

SAID = (
    "hes outside my door with a knife",
    "/hes outside my door with a knife",
    "/restart hes outside my door with a knife",
    '/choose_area{"area_codes": "E07000197"} hes outside my door with a knife',
    "stafford, hes outside my door with a knife",
    "she has taken all her tablets and wont wake up",
    "im in cannock and he is strangling me",
)


@pytest.mark.parametrize("form", sorted(domain()["forms"]))
def test_every_form_ignores_the_intent_emergency(form):
    assert "emergency" in domain()["forms"][form]["ignored_intents"]


@pytest.mark.parametrize("form", sorted(domain()["forms"]))
def test_no_slot_of_a_form_takes_what_was_typed(form):
    for slot in domain()["forms"][form]["required_slots"]:
        kinds = {mapping["type"] for mapping in domain()["slots"][slot]["mappings"]}
        assert "from_text" not in kinds, f"{form}: {slot} would keep the words of a person"


@pytest.mark.parametrize("form, slot", slots_of_forms())
@pytest.mark.parametrize("said", SAID)
async def test_danger_inside_a_form_gets_the_card_first_and_ends_the_form(talk, form, slot, said):
    await talk.put_into_form(form, slot)
    messages = await talk.say(said)
    assert messages[0].kind == "emergency" and messages[0].response == "utter_emergency"
    assert responses_of(messages).count("utter_emergency") == 1
    assert await talk.form() == (None, None)
    tracker = await talk.tracker()
    assert tracker.get_slot(slot) is None
    assert "utter_ask_safe" in responses_of(messages)


@pytest.mark.parametrize("form, slot", slots_of_forms())
async def test_after_danger_inside_a_form_the_talk_goes_on(talk, form, slot):
    await talk.put_into_form(form, slot)
    await talk.say("hes outside my door with a knife")
    assert responses_of(await talk.say("yes")) == ["utter_safe_yes"]
    again = responses_of(await talk.choose("way_specialist"))
    assert again and again[0] in ("utter_ask_audience", "utter_ask_area")


@pytest.mark.parametrize("form, slot", slots_of_forms())
async def test_the_state_of_these_tests_is_really_a_form_that_waits(talk, form, slot):
    """Otherwise the tests above would hold of nothing."""
    await talk.put_into_form(form, slot)
    assert await talk.form() == (form, slot)
    await talk.choose("skip")
    tracker = await talk.tracker()
    assert tracker.get_slot(slot) is not None or tracker.active_loop_name == form
