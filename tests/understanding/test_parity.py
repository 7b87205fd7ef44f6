"""The same help for everyone (P9): told of men or of women, a message has the same urgency and the same topic."""

from __future__ import annotations

import csv
import re

import pytest

from bot.commands.understand import understood
from bot.settings import ROOT
from bot.understanding.neutral import neutral

with (ROOT / "tests" / "understanding" / "development.tsv").open(encoding="utf-8", newline="") as file:
    TEXTS = [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
PAIRS = """he she|hes shes|he's she's|he'd she'd|he'll she'll|him her|his her|himself herself|man woman|mans womans|boy girl|boys girls|lad lass|lads lasses
husband wife|husbands wifes|boyfriend girlfriend|boyfriends girlfriends|bf gf|dad mum|dads mums|daddy mummy|father mother|stepdad stepmum|stepfather stepmother
brother sister|brothers sisters|bro sis|son daughter|sons daughters|stepson stepdaughter|grandson granddaughter|grandad gran|grandfather grandmother
uncle aunt|nephew niece|mr mrs"""
TURN = {word: other for pair in re.split(r"[|\n]", PAIRS) for word, other in (pair.split(), pair.split()[::-1])}
TURN.update(bloke="woman", blokes="womans", fella="woman", guy="woman", lady="man", nan="grandad", mam="dad")
TURN["her"] = "his"  # which of the two is meant, only a reader can tell


def turned(text: str) -> str:
    """The same message of women where it was of men, and of men where it was of women."""
    return re.sub(r"[A-Za-z]+(?:'(?:s|d|ll)\b)?", _turned, text)


def _turned(found: re.Match) -> str:
    word, stem = found.group().lower(), found.group().lower().removesuffix("'s")
    other = TURN.get(word) or (TURN[stem] + "'s" if stem in TURN and word != stem else found.group())
    return other


def test_every_message_of_the_development_set_is_read_the_same_when_men_and_women_change_places():
    # A word that only one side has ("mam", "fella") comes back as another one: such a message is turned twice before it is compared.
    different = [text for text in TEXTS if neutral(turned(turned(text))).lower() != neutral(turned(text)).lower()]
    assert different == []


@pytest.mark.parametrize("text", TEXTS[::16])
async def test_urgency_topic_and_doors_are_the_same(agent, text):
    told = [await understood(agent, version) for version in (turned(turned(text)), turned(text))]
    assert len({(one["urgency"], one["topic"], tuple(one["doors"])) for one in told}) == 1


def test_turning_really_turns():
    assert turned("he hit his wife") == "she hit her husband"
