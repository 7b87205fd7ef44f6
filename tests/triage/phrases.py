"""Every phrase of the danger files with its own sentences, for the tests of this room."""

from __future__ import annotations

from typing import Optional

from bot.triage import assess
from bot.triage.loading import Phrase, room
from bot.triage.matching import find
from bot.triage.reading import read


def danger_phrases() -> list[Phrase]:
    """The phrases that ask for something: all of seeds/danger but the context and the harmless ones."""
    return list(room().danger.phrases)


def harmless_phrases() -> list[Phrase]:
    """The figures of speech."""
    return list(room().harmless.phrases)


def strongest(phrase: Phrase) -> str:
    """The most that a phrase can ask for."""
    return "emergency" if phrase.emergency_with else phrase.alone


def asked(phrase: Phrase, text: str) -> Optional[str]:
    """What this phrase asks for in a text, or None if it is not there. A suspicion counts as what is suspected."""
    reason = next((reason for reason in assess(text).reasons if reason.rule == phrase.id), None)
    return reason and ("emergency" if reason.suspected else reason.urgency)


def raises_alarm(text: str) -> bool:
    """An emergency by the rules alone, or a suspicion that the classifier is asked about (and that counts where there is none).

    tests/understanding/test_danger_end_to_end.py holds that the same messages are emergencies for the person who writes.
    """
    return assess(text).alarming


def found_ids(lexicon_name: str, text: str) -> set[str]:
    """The ids of the phrases of one lexicon that match a text."""
    message = read(text, room().vocabulary)
    return {one.phrase.id for one in find(getattr(room(), lexicon_name), message.words, message)}
