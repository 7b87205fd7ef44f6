"""A message is understood the same whoever it is about (P9); everything else about it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.neutral import neutral


@pytest.mark.parametrize(
    "one, other",
    [
        ("my husband hits me and he took my phone", "my wife hits me and she took my phone"),
        ("she said she'll kill me", "he said he'll kill me"),
        ("i told her everything", "i told him everything"),
        ("i took her phone and ran", "i took his phone and ran"),
        ("hes outside with a knife", "shes outside with a knife"),
        ("My mum's boyfriend hits her", "My dad's girlfriend hits him"),
        ("my sister is scared of her husband, he hits her", "my brother is scared of his wife, she hits him"),
        ("a woman is following me. she is behind me", "a man is following me. he is behind me"),
        ("my daughter hurt herself", "my son hurt himself"),
        ("she told me he hit her and he left her there", "he told me she hit him and she left him there"),
        ("my partner hits me", "my girlfriend hits me"),
        ("my nan is scared of her son", "my grandad is scared of his daughter"),
    ],
)
def test_who_it_is_makes_no_difference(one, other):
    assert neutral(one).lower() == neutral(other).lower()


def test_who_is_who_in_a_message_is_kept_apart():
    assert neutral("she told me he hit her") == "he told me she hit him"


@pytest.mark.parametrize("text", ["can men get help", "is there a refuge for women", "they took it", "thanks!", "im scared\n\nplease  help 😀"])
def test_everything_else_stays_as_it_is(text):
    assert neutral(text) == text


@given(st.text(max_size=500))
def test_any_text_can_be_told_and_is_told_once(text):
    assert neutral(neutral(text)) == neutral(text)
