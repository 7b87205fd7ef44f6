"""A long message in pieces of a few sentences, and its sentences: one clause of danger must not drown in a page of other things."""
from __future__ import annotations

import re

MOST_WORDS = 40  # a piece; shorter messages, nine in ten, are one piece
SENTENCE_WORDS = 20  # a sentence that is longer, or typed without full stops, is cut
LAST_WORDS = 8  # a remainder of fewer words joins the piece before it

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a message of more than one piece; of a shorter one none. Linear in its length."""
    if len(text.split()) <= MOST_WORDS:
        return []
    found = []
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        found += [" ".join(words[at : at + SENTENCE_WORDS]) for at in range(0, len(words), SENTENCE_WORDS)]
    return found


def pieces(text: str) -> list[str]:
    """The pieces of ``text``, in order, cut where sentences end; at least one. Linear in its length."""
    if len(text.split()) <= MOST_WORDS:
        return [text]
    found: list[str] = []
    piece: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        while len(words) > MOST_WORDS * 1.5:  # typed without full stops
            if piece:
                found.append(" ".join(piece))
                piece = []
            found.append(" ".join(words[:MOST_WORDS]))
            words = words[MOST_WORDS:]
        if piece and len(piece) + len(words) > MOST_WORDS:
            found.append(" ".join(piece))
            piece = []
        piece += words
    if piece and found and len(piece) < LAST_WORDS:
        found[-1] += " " + " ".join(piece)
    elif piece:
        found.append(" ".join(piece))
    return found
