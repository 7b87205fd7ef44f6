"""Who begins politely is understood like who does not, and a greeting stays a greeting."""

from __future__ import annotations

import pytest

from bot.understanding.courtesy import without_courtesy


@pytest.mark.parametrize(
    "typed, said",
    [
        ("Hi there, my brother takes my wages", "my brother takes my wages"),
        ("good evening - erm can i ask something. what is a refuge", "what is a refuge"),
        ("im so sorry to bother you he is trying the door", "he is trying the door"),
        ("Excuse me, I hope you don't mind me asking: do you know the hours?", "do you know the hours?"),
    ],
)
def test_courtesies_before_a_message_are_not_read(typed, said):
    assert without_courtesy(typed) == said


@pytest.mark.parametrize(
    "typed", ["hello", "hi there", "hello help me", "im sorry i hurt her again", "hi-vis jacket left in the van", "sorry i cant go on like this"]
)
def test_what_says_something_or_is_all_that_is_said_stays(typed):
    assert without_courtesy(typed) == typed


def test_endless_greetings_come_to_an_end():
    assert without_courtesy("hi " * 200_000 + "my brother takes my wages") == "my brother takes my wages"
