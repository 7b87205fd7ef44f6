"""A few plain words about where people are and what they do are no cry for help, though people in danger begin like this too."""

from __future__ import annotations

from pathlib import Path

from bot.commands.understand import understood

ORDINARY = (Path(__file__).parent / "ordinary_statements.txt").read_text(encoding="utf-8").splitlines()
MOST = 2  # of these forty. Each is a card that nobody needed: a bound to be lowered, never raised


async def test_plain_words_about_an_ordinary_day_are_no_emergency(agent):
    alarmed = [text for text in ORDINARY if (await understood(agent, text))["urgency"] == "emergency"]
    assert len(alarmed) <= MOST, alarmed
