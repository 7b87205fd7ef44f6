"""The most important words, typed in a hurry: as they are spoken, with digits for words, with letters missing."""

from __future__ import annotations

import pytest

from bot.triage import assess
from bot.triage.loading import room
from bot.triage.reading import read


def words_of(text: str) -> str:
    return " ".join(read(text, room().vocabulary).words)


@pytest.mark.parametrize(
    "text",
    [
        "hes gona kil me", "hes goin 2 kil me", "he gna kill me", "shes gunna kil us 2nite", "he gona stab me", "my dad is gona kil my mum", "hes come 2 kil me",
        "hes trying 2 get in", "pls help hes tryna get in", "hes brakin the dor down", "he is braking in", "hes bangin on my dor", "hes outsid", "hes ouside wiv a nife",
        "cant breth", "i cnt brethe", "she isnt breefing", "hlp me", "hlp hes here", "pls hlp", "polis pls", "send 4 polis", "sum1 cum quick", "i need an ambulanc",
        "hes strangelin my mum", "hes strangln me", "hes folowin me", "shes stabin him", "he chokd me jst now", "hes bangin my hed on the floor",
        "he tried 2 kil me jst now", "he says il be ded by morning", "iv taken all my tablits", "help he gona kil us",
    ],
)
def test_hurried_danger_is_an_emergency(text):
    assert assess(text).emergency


@pytest.mark.parametrize(
    "text",
    [
        "i have 2 kids and 4 cats", "2 bed house 4 rent", "he works 2 jobs", "is it 2 late to report", "i need 2 talk 2 someone", "hes trying 2 get in the football team",
        "im goin 2 the shop", "she was so brave", "are you certain", "it was a bargain", "the pumpkin is on the step", "a briefing at work", "what r my rights 2 get an order",
    ],
)
def test_hurried_everyday_writing_is_no_emergency(text):
    assert not assess(text).emergency


def test_two_and_four_stand_for_words_only_where_a_word_stands():
    assert words_of("going 2 kill") == "going to kill"
    assert words_of("coming 4 me") == "coming for me"
    assert words_of("2 knives") == "2 knife"
    assert words_of("for 2 kids") == "for 2 child"
    assert words_of("number 4") == "number 4"


def test_were_is_we_are_only_where_nobody_else_is_named():
    assert words_of("he set fire to the house were upstairs") == "they set fire to the house we is upstairs"
    assert words_of("were trapped") == "we is trapped"
    assert words_of("the neighbours were upstairs") == "the neighbour was upstairs"
    assert words_of("they were inside") == "they was inside"


@pytest.mark.parametrize(
    "word",
    "pumpkin certain brave bargain collect neither suppose blaming lightning briefing captain mountain begin basin cabin heroin vitamin explain complain".split(),
)
def test_a_real_word_stays_itself(word):
    assert words_of(word) in (word, word + "s")
