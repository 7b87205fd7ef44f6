"""What `make evaluate` publishes is counted strictly."""
from __future__ import annotations

from bench.understanding import Configured, counted
from bot.understanding.danger import Thresholds
from bot.understanding.doors import Doubt

NUMBERS = Configured(Doubt(), Thresholds())


def count(label: str, topics: dict[str, float]):
    return counted([("so my week was like this", frozenset({label}))], lambda text: (topics, {}, 0.0, 0.0), NUMBERS)


def test_small_talk_as_the_second_door_does_not_hide_a_disclosure_as_the_first():
    found = count("other", {"abuse": 0.6, "other": 0.4})
    assert found["harmless_disclosure"] == 1 and found["offered_right"] == 1


def test_a_disclosure_met_with_small_talk_first_counts_though_its_own_door_is_there():
    assert count("abuse", {"other": 0.6, "abuse": 0.4})["disclosure_other"] == 1


def test_an_alarm_on_what_is_harmless_counts():
    assert count("other", {"emergency": 0.9, "other": 0.1})["harmless_alarm"] == 1


def test_a_missed_emergency_is_missed():
    found = count("emergency", {"other": 1.0})
    assert found["emergencies"] == 1 and not found["found"]
