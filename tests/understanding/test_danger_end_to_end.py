"""What raises the alarm in the rules is an emergency for the person who writes: rules and classifier together, as `waymark understand`."""

from __future__ import annotations

import pytest

from bot.commands.understand import understood
from bot.triage import assess
from tests.triage.phrases import danger_phrases, strongest
from tests.triage.test_families import AFTER, BEFORE, DANGER

PLAIN = [text for texts in DANGER.values() for text in texts]
SUSPECTED = [
    text
    for phrase in danger_phrases()
    if strongest(phrase) == "emergency"
    for text in phrase.should_match
    if assess(text).suspected
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
async def test_danger_is_an_emergency(agent, text):
    assert (await understood(agent, text))["urgency"] == "emergency"


# In a long message "help me" asks for advice far more often than for the police; alone it is a cry.
@pytest.mark.parametrize("text", [text for text in PLAIN if text != "help me"])
async def test_danger_in_the_middle_of_a_long_text_is_an_emergency(agent, text):
    assert (await understood(agent, f"{BEFORE}{text}.{AFTER}"))["urgency"] == "emergency"


@pytest.mark.parametrize("text", SUSPECTED)
async def test_what_a_phrase_suspects_of_its_own_sentence_is_an_emergency(agent, text):
    assert (await understood(agent, text))["urgency"] == "emergency"


async def test_a_long_text_without_danger_is_none(agent):
    assert (await understood(agent, BEFORE + AFTER))["urgency"] == "routine"
