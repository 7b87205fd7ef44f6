"""A client can send only ids of buttons that we could have offered."""

from __future__ import annotations

import pytest

from bot.conversation.area import area_buttons
from bot.conversation.choices import UnknownChoice, choice_id, payload
from bot.conversation.doors import DOORS
from tests.support.wording import buttons


def all_payloads() -> list[str]:
    made = [f"/{intent}" for _, _, intent in buttons()] + [intent for _, intent in DOORS.values()]
    made += [button["payload"] for button in area_buttons([["Stafford", "E07000197"], ["Both", "E07000197 E07000198"]])]
    return sorted(set(made))


@pytest.mark.parametrize("made", all_payloads())
def test_every_button_comes_back_as_what_it_was(made):
    assert payload(choice_id(made)) == made


@pytest.mark.parametrize(
    "sent",
    ["", " ", "/", "/restart", "restart", "session_start", "back", "emergency", "no_such_thing", "/abuse", "abuse ", "ABUSE"]
    + ['choose_area{"area_codes":"E07000197"}', 'abuse{"area_codes":"x"}', "nlu_fallback", "inform_area", "delete/../x", "abuse\n"]
    + ["area", "area-", "area-E0700019", "area-E07000197-", "area-X07000197", "area-E07000197\n", "area-E0７000197", "-".join(["area"] + ["E07000197"] * 60)],
)
def test_a_choice_that_was_never_offered_is_refused(sent):
    with pytest.raises(UnknownChoice):
        payload(sent)


def test_the_refusal_does_not_repeat_what_was_sent():
    with pytest.raises(UnknownChoice) as refusal:
        payload("canary-words-of-a-person")
    assert "canary" not in str(refusal.value)
