"""Negation, time, imagined danger, quotes and stories."""

from __future__ import annotations

import pytest

from bot.triage import assess


@pytest.mark.parametrize(
    "now,then",
    [
        ("he hit me an hour ago", "he hit me last year"),
        ("she just threw me down the stairs", "she threw me down the stairs when we were students"),
        ("he is strangling my sister", "he strangled my sister in 2011"),
        ("my ex is outside my door", "my ex used to sit outside my door"),
        ("i took an overdose ten minutes ago", "i took an overdose three years ago"),
        ("he has a gun", "he had a gun when we were married years ago"),
        ("she punched me tonight", "she punched me once at a party in march"),
        ("the kitchen is on fire", "the kitchen was on fire years ago"),
    ],
)
def test_now_is_an_emergency_and_long_ago_is_not(now, then):
    assert assess(now).emergency
    assert not assess(then).emergency


@pytest.mark.parametrize(
    "text",
    [
        "he has never hit me", "she doesn't have a knife", "i am not in danger", "he isn't outside", "nobody is following me", "no one has a gun here",
        "i am not bleeding", "he did not strangle me",
    ],
)
def test_what_is_denied_is_no_emergency(text):
    assert not assess(text).emergency


@pytest.mark.parametrize("text", ["she is not breathing", "he won't wake up", "i can't breathe", "the bleeding won't stop", "he isn't breathing"])
def test_a_negation_that_is_the_danger_is_an_emergency(text):
    assert assess(text).emergency


@pytest.mark.parametrize(
    "text",
    [
        "what should i do if he came to my door", "if he comes to my house who do i call", "what if he has a gun one day", "in case he follows me home",
        "i worry that he might break in", "what happens if someone is strangled", "should i have a plan in case he kicks the door in",
    ],
)
def test_imagined_danger_is_no_emergency(text):
    assert not assess(text).emergency


@pytest.mark.parametrize(
    "text",
    [
        "he said 'i will kill you tonight'", 'she texted "youre dead when i get home"', "he told me if i scream he'll slit my throat",
        "my sister rang and said \"he's got a knife\"",
    ],
)
def test_a_threat_that_is_quoted_is_an_emergency(text):
    assert assess(text).emergency


@pytest.mark.parametrize(
    "text",
    [
        "in the film he has a gun and kidnaps her", "in minecraft a zombie is breaking my door", "the podcast is about a man who is stabbing people",
        "i dreamt he was strangling me", "on the news someone has been stabbed in london", "my character in the game has taken poison",
    ],
)
def test_a_story_is_no_emergency(text):
    assert not assess(text).emergency
