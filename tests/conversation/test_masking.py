"""What reaches the dialogue of a message: no contact details, of a postcode the sector at most (P5, P6)."""

from __future__ import annotations

import pytest

from bot.conversation.masking import mask, readable


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("im at ST16 3AA", "im at ST16 3"),
        ("st163aa", "st16 3"),
        ("my postcode is W1A 0AX thanks", "my postcode is W1A 0 thanks"),
        ("EC1A1BB", "EC1A 1"),
        ("m1 1ae or b33 8th", "m1 1 or b33 8"),
        ("ST16", "ST16"),
        ("write to jo.bloggs+x@mail.example.org now", "write to (e-mail) now"),
        ("his number is 07700 900123", "his number is (number)"),
        ("ring +44 7700 900 123", "ring (number)"),
        ("(0113) 496-0999 is mine", "((number) is mine"),
        ("card 4929 1234 5678 9012", "card (number)"),
        ("i am 34 and it began in 2019", "i am 34 and it began in 2019"),
        ("call 999 or 101?", "call 999 or 101?"),
        ("he has a knife", "he has a knife"),
        ("ｋｎｉｆｅ", "knife"),
    ],
)
def test_contact_details_do_not_reach_the_dialogue(typed, kept):
    assert mask(typed) == kept


@pytest.mark.parametrize("postcode", ["ST16 3AA", "st16 3aa", "W1A 0AX", "EC1A 1BB", "M1 1AE", "CR2 6XH", "DN55 1PT", "b33 8th"])
def test_of_a_postcode_no_street_is_left(postcode):
    assert postcode[-2:].lower() not in mask(f"here {postcode}").lower()


@pytest.mark.parametrize(
    "typed", ["help", "?help", "999", "hi!!!", "i <3 my mum but he hits me", "مرحبا", "помогите", "he said £50 & a slap", "é", "ok :)"]
)
def test_writing_is_read(typed):
    assert readable(typed)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\n\t", "😀😀", "...", "!!!???", "<b>hello</b>", "<script>alert(1)</script>", "{}[];", "\u200b", "'; DROP TABLE users; --;;"],
)
def test_what_is_no_writing_is_told_apart(typed):
    assert not readable(typed)


def test_masking_is_quick_on_hostile_input():
    for text in ("1 " * 5_000, "a@" * 5_000, "<" * 10_000, "(" * 10_000 + "1", "ST16" * 2_500):
        assert isinstance(mask(text), str) and isinstance(readable(text), bool)
