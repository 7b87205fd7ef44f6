"""Doors as buttons: few, never one that was refused, always a way out."""

from __future__ import annotations

import itertools

import pytest

from bot.conversation.doors import DOORS, MOST, buttons
from bot.understanding.topics import TOPICS
from tests.support.wording import domain


def test_every_topic_has_a_door_that_is_an_intent():
    assert set(DOORS) == set(TOPICS)
    assert {payload.lstrip("/") for _, payload in DOORS.values()} <= set(domain()["intents"])


@pytest.mark.parametrize("offered", [list(some) for some in itertools.combinations(TOPICS, 3)] + [[], ["other"], list(TOPICS)])
def test_few_doors_and_always_a_way_out(offered):
    shown = buttons(offered)
    assert 2 <= len(shown) <= MOST + 1
    assert shown[-1]["payload"] == DOORS["other"][1]
    assert len({button["payload"] for button in shown}) == len(shown)


@pytest.mark.parametrize("refused", TOPICS[:6])
def test_a_refused_door_is_not_offered_again(refused):
    for offered in ([], [refused], list(TOPICS)):
        assert DOORS[refused][1] not in {button["payload"] for button in buttons(offered, (refused,))}


def test_the_best_comes_first():
    assert buttons(["self_harm", "abuse"])[0]["payload"] == "/self_harm"
