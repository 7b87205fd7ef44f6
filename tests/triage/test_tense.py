"""Negation, time, imagined danger, quotes and stories."""

from __future__ import annotations

import pytest

from bot.triage import assess

from tests.triage.phrases import raises_alarm


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


@pytest.mark.parametrize(
    "text",
    [
        "last month he strangled me until i passed out, there was no marks", "he strangled me in march and i blacked out", "few weeks ago she held a knife to me",
        "he strangled me at christmas and i passed out", "over the summer she held a knife to my throat", "a month ago he put his hands round my throat until i blacked out",
        "he pulled a knife on me in december", "three weeks ago my husband strangled me and my voice was hoarse after", "earlier this year he strangled me and i passed out",
        "two months ago he set the curtains on fire", "mid july he strangled me and i blacked out", "a few months ago he kicked my door in",
    ],
)
def test_weeks_or_months_ago_is_elevated(text):
    assert assess(text).urgency == "elevated"


@pytest.mark.parametrize(
    "text",
    [
        "today he strangled me until i passed out", "he strangled me last night and i blacked out", "an hour ago he strangled me and i cant swallow",
        "he choked me last night its hard to breathe", "he strangled me yesterday and my voice is hoarse", "he strangled me two days ago and my voice is still hoarse",
        "on sunday she choked me and i blacked out", "he strangled me three weeks ago and now i cant breathe", "he strangled me just now like he did last month",
        "last month he strangled me and hes just done it again i passed out",
    ],
)
def test_strangling_hours_or_days_ago_with_its_signs_raises_the_alarm(text):
    assert raises_alarm(text)


@pytest.mark.parametrize(
    "text",
    [
        "he strangled me at christmas and hes outside my door with a knife", "last month he broke my arm and hes at my door", "he got out of prison in march and hes outside my house",
        "i left him in june and hes trying to get in", "he tried to kill me last year and hes got a knife", "we broke up at christmas, he's in my garden",
        "since january hes been violent and hes strangling my mum",
    ],
)
def test_a_past_does_not_silence_what_happens_now(text):
    assert raises_alarm(text)


@pytest.mark.parametrize(
    "text", ["last october he was banging on my window every night", "in march he was holding a knife and following me", "last year he told me he is outside my door"]
)
def test_what_is_told_of_then_is_not_taken_for_now(text):
    assert not assess(text).emergency
