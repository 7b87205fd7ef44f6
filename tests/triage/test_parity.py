"""The same help for everyone: swapping he, she and they, or husband, wife and partner, changes nothing."""

from __future__ import annotations

import re

import pytest

from bot.triage import assess, parts

from tests.triage.phrases import danger_phrases, harmless_phrases

SWAPS = [
    ("he", "she", "they"), ("him", "her", "them"), ("his", "her", "their"), ("himself", "herself", "themselves"),
    ("husband", "wife", "partner"), ("boyfriend", "girlfriend", "partner"), ("dad", "mum", "parent"), ("father", "mother", "parent"),
    ("brother", "sister", "sibling"), ("son", "daughter", "child"), ("uncle", "aunt", "cousin"), ("man", "woman", "person"), ("lad", "lass", "person"),
    ("boy", "girl", "child"), ("grandad", "nan", "grandparent"), ("nephew", "niece", "cousin"), ("bloke", "lady", "person"),
]
TEXTS = sorted({text for phrase in [*danger_phrases(), *harmless_phrases()] for text in (*phrase.should_match, *phrase.should_not_match)})


def swapped(text: str, to: int) -> str:
    """The text with every gendered word in one column of SWAPS; "they is" is put right."""
    table = {word: row[to] for row in SWAPS for word in row[:2]}
    if to == 0:
        table["her"] = "his"
    new = re.sub(r"[A-Za-z]+", lambda found: table.get(found.group().lower(), found.group()), text)
    return re.sub(r"\b(they|They) (is|was|has)\b", lambda f: f"{f.group(1)} {dict(isv='are', wasv='were', hasv='have')[f.group(2) + 'v']}", new)


@pytest.mark.parametrize("text", TEXTS)
def test_gender_changes_neither_urgency_nor_parts(text):
    versions = [swapped(text, to) for to in (0, 1, 2)]
    assert len({assess(version).urgency for version in versions}) == 1
    assert len({tuple(sorted(parts(version).items())) for version in versions}) == 1


def test_the_swap_really_swaps():
    assert swapped("He hit his wife", 1) == "she hit her wife"
    assert swapped("She is here", 2) == "they are here"
