"""Somebody called "they" is understood as he or she would be (P9), and several people stay several."""

from __future__ import annotations

import pytest

from bot.commands.understand import understood
from bot.understanding.neutral import neutral


@pytest.mark.parametrize(
    ("they", "he"),
    [
        ("my partner hits me when they drink", "my boyfriend hits me when he drinks"),
        ("my ex wont leave me alone, theyre always outside my work", "my ex wont leave me alone, hes always outside my work"),
        ("My partner always shouts and they don't let me see friendly faces", "My husband always shouts and he doesn't let me see friendly faces"),
        ("my neighbour is outside they have a knife", "my neighbour is outside he has a knife"),
        ("my wife checks my phone, they say its their way or nothing", "my husband checks my phone, he says its his way or nothing"),
    ],
)
def test_one_person_called_they_is_read_as_he_is(they, he):
    assert neutral(they) == neutral(he)


@pytest.mark.parametrize(
    "text",
    [
        "my partner rang the police and they came",
        "they do not open on sundays",
        "my boss is ill, what do they pay me",
        "my partner met his brother and they talked",
        "my friends forgot me, they went without me",
        "the kids are fine, my partner says they sleep well",
    ],
)
def test_several_stay_several(text):
    assert " they " in f" {neutral(text)} "


# Each told with "he" by one of the pair and with "they" by the other; our own words.
PAIRS = [
    ("my partner says if i leave he will kill the dog", "my partner says if i leave they will kill the dog"),
    ("my ex has turned up outside and hes banging on the door", "my ex has turned up outside and theyre banging on the door"),
    ("my partner gets cross if i look at my phone and he goes quiet for days", "my partner gets cross if i look at my phone and they go quiet for days"),
    ("i pushed my partner last night and he hit his head", "i pushed my partner last night and they hit their head"),
    ("my date put something in my drink and he took me home", "my date put something in my drink and they took me home"),
    ("my flatmate is having a party and he wants me to cook", "my flatmate is having a party and they want me to cook"),
    ("my friend has bruises and he says its the cat", "my friend has bruises and they say its the cat"),
    ("my partner keeps all my wages and he gives me ten pounds a week", "my partner keeps all my wages and they give me ten pounds a week"),
]  # fmt: skip


@pytest.mark.parametrize(("he", "they"), PAIRS)
async def test_urgency_topic_and_doors_are_the_same(agent, he, they):
    told = [await understood(agent, text) for text in (he, they)]
    assert len({(one["urgency"], one["topic"], tuple(one["doors"])) for one in told}) == 1
