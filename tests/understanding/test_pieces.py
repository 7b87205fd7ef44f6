"""A long message is cut where sentences end, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.pieces import MOST_WORDS, SENTENCE_WORDS, pieces, sentences

LONG = "I went to the shops with my sister and we bought bread. She said it was dear! Was it? " * 12


def test_a_short_message_is_one_piece_as_it_is():
    assert pieces("he hit me. i am  scared") == ["he hit me. i am  scared"]


@pytest.mark.parametrize("text", [LONG, "no full stop anywhere " * 100, "one. " * 300, "a line\n" * 80, LONG + "Help."])
def test_the_pieces_are_the_message_in_order(text):
    found = pieces(text)
    assert " ".join(found).split() == text.split()
    assert max(len(piece.split()) for piece in found) <= MOST_WORDS * 1.5 + 8


def test_pieces_end_where_sentences_end():
    assert all(piece.rstrip()[-1] in ".!?" for piece in pieces(LONG))


@given(st.text(max_size=3000))
def test_any_text_has_at_least_one_piece_and_loses_no_word(text):
    found = pieces(text)
    assert found and (len(found) == 1 or " ".join(found).split() == text.split())


def test_a_long_message_has_sentences_and_a_short_one_has_none():
    assert sentences("he hit me. i am scared") == []
    assert "Was it?" in sentences(LONG)
    assert max(len(sentence.split()) for sentence in sentences("no full stop anywhere " * 100)) <= SENTENCE_WORDS
