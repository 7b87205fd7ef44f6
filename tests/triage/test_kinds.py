"""Kinds of messages that were once missed: fire set by somebody, a child taken with a threat, and cries that are no danger."""

from __future__ import annotations

import pytest

from bot.triage import assess

from tests.triage.phrases import raises_alarm


@pytest.mark.parametrize(
    "text",
    [
        "my ex has set fire to the house were upstairs", "hes poured petrol thru the letterbox", "shes lit the curtains", "he lit the sofa", "he set fire to my hair",
        "hes torching the house", "someone has set fire to our front door", "were trapped upstairs and the house is burning", "my ex put fire through the door kids asleep",
        "he's chucked a petrol bomb at the window", "he threw a lit rag through the window", "theres fire",
    ],
)
def test_fire_set_by_somebody_is_an_emergency(text):
    assert assess(text).emergency


@pytest.mark.parametrize(
    "text",
    ["that set was fire", "this playlist is fire", "christmas lights lit up our house", "she lit the candles on the cake", "my brother lit the bbq", "he lit a cigarette in bed",
     "we were upstairs watching telly", "the house is smoking free"],
)
def test_light_and_flames_of_every_day_are_no_emergency(text):
    assert not assess(text).emergency


@pytest.mark.parametrize(
    "text",
    [
        "he picked our son up from school and hes not answering, he said i'd never see him again", "shes driven off with the baby and says shell end it",
        "he took the kids and hes not brought them back, he said i wont see them alive", "he was meant to bring the kids home at 6 and he texted you wont see them again",
        "dad picked up my brother and he said mum will never see us again", "she picked the kids up from school and texted me goodbye",
        "he wont give me my baby back and says hell hurt her", "help me find my baby hes taken her", "hes taking my baby off me",
    ],
)
def test_a_child_taken_with_a_threat_raises_the_alarm(text):
    assert raises_alarm(text)


@pytest.mark.parametrize(
    "text",
    [
        "he picked the kids up from school", "he took the kids to the park and they loved it", "i picked our son up and hes not answering my questions about his day",
        "he got the kids new bikes, said i will never see the money again", "i cant see my kids again till sunday", "help me find my kids school",
    ],
)
def test_a_child_fetched_or_missed_is_no_emergency(text):
    assert not assess(text).emergency


@pytest.mark.parametrize(
    "text",
    [
        "help me change", "help me stop hitting her", "can you help me find my ex", "help me understand what he is doing", "please help me stop hurting her", "help me leave him",
        "help me control my temper", "someone help me understand why he does this", "help me get my kids back", "help me make sense of it", "help my friend leave her boyfriend",
    ],
)
def test_a_request_for_help_is_no_emergency(text):
    assert not assess(text).emergency


@pytest.mark.parametrize(
    "text",
    ["help me stop him", "help me get him off me", "help me understand what to do hes got a knife", "can you help me to stop the bleeding", "can you help me hes outside", "please help me"],
)
def test_a_cry_for_help_is_an_emergency(text):
    assert assess(text).emergency
