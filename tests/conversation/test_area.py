"""The answer to "where are you?": found, asked back, skipped, or given up after two tries (P5)."""

from __future__ import annotations

import pytest

from bot.conversation.area import ANY_AREA, TRIES, answer, area_buttons, chosen, is_place
from bot.directory.shared import directory


@pytest.mark.parametrize("text", ["cannock", "im in cannock", "lichfield", "ST16 3AA", "ws13", "Kent"])
def test_a_place_is_found(text):
    step = answer(directory(), text, 0)
    assert step.area and step.label and not step.choices


def test_a_typo_is_confirmed_never_assumed():
    step = answer(directory(), "tamwroth", 0)
    assert step.area is None and [label for label, _ in step.choices] == ["Tamworth"]


def test_an_ambiguous_name_is_a_choice():
    step = answer(directory(), "newcastle", 0)
    assert step.area is None and 2 <= len(step.choices) <= 4


def test_another_nation_is_named():
    assert answer(directory(), "cardiff", 0).area == "Wales"


def test_after_two_tries_help_that_needs_no_area_is_shown():
    step = answer(directory(), "asdf", 0)
    assert step.area is None and step.tries == 1
    assert answer(directory(), "asdf", TRIES - 1).area == ANY_AREA


def test_only_an_area_that_was_offered_can_be_chosen():
    choices = [["Tamworth", "E07000199"]]
    assert chosen(choices, "E07000199").area == "E07000199"
    assert chosen(choices, "E07000198") is None
    assert chosen([], "E07000199") is None


@pytest.mark.parametrize("choices", [[["Tamworth", "E07000199"]], [["A", "E07000199"], ["B", "E07000198"]]])
def test_area_buttons_have_a_way_out(choices):
    assert area_buttons(choices)[-1]["payload"] == "/deny"


@pytest.mark.parametrize("text", ["asdf", "he hits me", ""])
def test_other_words_are_no_place(text):
    assert not is_place(directory(), text)
