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
    """What this phrase asks for in a text, or None if it is not there."""
    return next((reason.urgency for reason in assess(text).reasons if reason.rule == phrase.id), None)


def found_ids(lexicon_name: str, text: str) -> set[str]:
    """The ids of the phrases of one lexicon that match a text."""
    message = read(text, room().vocabulary)
    return {one.phrase.id for one in find(getattr(room(), lexicon_name), message.words, message)}
