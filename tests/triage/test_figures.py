"""Harmless talk that uses the words of danger never alarms."""

from __future__ import annotations

import pytest

from bot.triage import assess

HARMLESS = [
    "this traffic is killing me", "my phone died", "how do i kill a process", "smashed it at the gym", "shoot me now", "i'm dying of laughter",
    "my feet are killing me", "i could murder a curry", "would kill for a proper cup of tea", "he beat me at chess again",
    "she absolutely smashed her exam", "the battery died halfway through", "stab in the dark but is it tuesday", "break a leg tonight",
    "City absolutely battered them second half", "we got hammered 6-0", "how do i get rid of ants without killing the bees",
    "best gun in the new cod game", "the film where the killer hides in the loft was great", "my python process keeps getting killed",
    "my mum is going to kill me when she sees this kitchen", "I nearly died laughing", "drowning in emails", "that curry was to die for",
    "watching a true crime documentary about a man who strangled his wife", "killing time before the train", "my boss is a killer at scrabble",
    "hit the gym then hit the shower", "she slayed in that dress", "the ivy is strangling the apple tree", "dead on my feet", "lol im dead",
    "what is the penalty for carrying a knife", "history homework who stabbed caesar", "i got fired from my job", "fire safety course dates",
    "call of duty: he's got a shotgun behind the door", "i was raised in rapeseed country", "I love rap music",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_talk_is_no_emergency(text):
    assert not assess(text).emergency


@pytest.mark.parametrize("text", HARMLESS)
def test_danger_beside_harmless_talk_is_still_an_emergency(text):
    assert assess(text + ". please help me hes outside my door with a knife").emergency
    assert assess("hes got a knife to my throat. " + text).emergency


@pytest.mark.parametrize(
    "text",
    ["he is going to kill me now", "shes trying to strangle me", "he will kill me if im late", "he hit me with a belt just now", "im drowning in the canal"],
)
def test_a_figure_of_speech_does_not_hide_real_danger(text):
    assert assess(text).urgency in ("emergency", "elevated")


@pytest.mark.parametrize("text", ["i like rap and grapes", "we scraped and draped the rapeseed", "skill and goodwill"])
def test_word_boundaries_hold(text):
    assert assess(text).urgency == "routine"
