"""Finds the phrases of a lexicon in a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Optional, Sequence

from bot.triage.loading import Lexicon, Phrase
from bot.triage.pattern import GREATEST_LENGTH, NEAR
from bot.triage.reading import Message


@dataclass(frozen=True)
class Found:
    """A phrase at words[start:end] of sentence number `sentence`, by which of its patterns."""

    phrase: Phrase
    start: int
    end: int
    sentence: int
    pattern: str = ""


def find(lexicon: Lexicon, words: Sequence[str], message: Message) -> Iterator[Found]:
    """Every phrase of a lexicon in a message, one for each place where one of its anchor words stands."""
    by_word = lexicon.by_word
    for number, sentence in enumerate(message.sentences):
        first, last = sentence.first, sentence.last
        for at in range(first, last):
            tries = by_word.get(words[at])
            if not tries:
                continue
            near = set(words[max(first, at - NEAR) : min(last, at + NEAR + 1)])
            far: Optional[set[str]] = None
            for which, pattern in tries:
                if any(map(near.isdisjoint, pattern.near)):
                    continue
                if pattern.far:
                    far = far or set(words[max(first, at - GREATEST_LENGTH) : min(last, at + GREATEST_LENGTH + 1)])
                    if any(map(far.isdisjoint, pattern.far)):
                        continue
                place = pattern.find(words, at, first, last)
                if place:
                    yield Found(lexicon.phrases[which], place[0], place[1], number, pattern.source)
