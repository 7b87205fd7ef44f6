"""The work is linear in the length of the text, whatever anybody types. Work is counted, not timed."""

from __future__ import annotations

import pytest

from bot.triage import assess, notice, parts
from bot.triage.loading import room
from bot.triage.pattern import GREATEST_LENGTH, Pattern

PIECES = [
    "he is going to kill me ", "they they they ", "a ", "knife ", "he has he has ", "not not ", "will kill will kill ", "in the the the ", "help me. ", "he's ", "? ! . ",
    "aaaaaaaaaaaaaaaaaaaaaaaa", "pills and pills and ", "door window door window ", "😂🔪", "he is he is outside outside ", "i have taken taken ", "''''", "(((", "\n\n\n",
]


@pytest.fixture
def work(monkeypatch):
    """Counts every attempt to match a pattern somewhere."""
    counted = [0]
    real = Pattern.match_at

    def counting(self, *arguments):
        counted[0] += 1
        return real(self, *arguments)

    monkeypatch.setattr(Pattern, "match_at", counting)
    return counted


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_is_at_most_about_twice_the_work(piece, work):
    def effort(times: int) -> int:
        work[0] = 0
        assess(piece * times)
        return work[0]

    small, large = effort(200), effort(800)
    assert large <= 4.6 * small + 2000


def test_every_pattern_has_a_greatest_length():
    everything = room()
    for lexicon in (everything.danger, everything.harmless, everything.context, everything.needs, everything.parts):
        for phrase in lexicon.phrases:
            for pattern in phrase.patterns:
                assert sum(step.most for step in pattern.steps) <= GREATEST_LENGTH


@pytest.mark.parametrize("piece", PIECES)
def test_very_long_text_is_read_by_every_function(piece):
    text = (piece * 10_000)[:10_000]
    assert assess(text).urgency in ("emergency", "elevated", "routine")
    assert notice(text).speaker_part
    assert parts(text)
