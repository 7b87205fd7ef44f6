"""Finds the phrases of a lexicon in a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Sequence

from bot.triage.loading import Lexicon, Phrase
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
        for at in range(sentence.first, sentence.last):
            for which, pattern in by_word.get(words[at], ()):
                phrase = lexicon.phrases[which]
                place = phrase.patterns[pattern].find(words, at, sentence.first, sentence.last)
                if place:
                    yield Found(phrase, place[0], place[1], number, phrase.patterns[pattern].source)
