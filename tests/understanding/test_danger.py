"""What one writes to keep one's place to oneself, or to find somebody, is taken for danger only when danger is clear in it."""

from __future__ import annotations

import pytest

from bot.triage import notice
from bot.understanding.danger import ONLY_CLEAR_DANGER, Thresholds

DANGER = Thresholds(whole=0.1, whole_suspected=0.05, piece=0.5, sentence_suspected=0.2, finding=0.7, finding_alone=0.9)


def _reached(text: str, share: float, suspected: bool = False) -> bool:
    guarded = not ONLY_CLEAR_DANGER.isdisjoint(notice(text).needs)
    return DANGER.reached(share, share, 0.0, words=len(text.split()), suspected=suspected, finding=guarded)


@pytest.mark.parametrize("text", ["i would rather not say where i live", "where has my wife gone"])
def test_a_little_likeness_to_danger_is_not_enough(text):
    assert not _reached(text, 0.4)
    assert not _reached(text, 0.6, suspected=True)


@pytest.mark.parametrize("text", ["i wont say where i am but he is coming in", "where is my son he has taken pills"])
def test_clear_danger_is_danger_all_the_same(text):
    assert _reached(text, 0.95)
    assert _reached(text, 0.75, suspected=True)
