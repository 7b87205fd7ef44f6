"""The pace of one conversation, whatever others do."""

from __future__ import annotations

from bot.server.limits import Pace


def test_a_minutes_worth_at_once_then_no_more():
    pace = Pace(per_minute=5)
    assert [pace.allows("a", 0.0) for _ in range(7)] == [True] * 5 + [False] * 2


def test_it_comes_back_with_time():
    pace = Pace(per_minute=6)
    for _ in range(7):
        pace.allows("a", 0.0)
    assert not pace.allows("a", 9.0)
    assert pace.allows("a", 10.1) and not pace.allows("a", 10.2)


def test_never_more_than_a_minutes_worth_is_saved_up():
    pace = Pace(per_minute=3)
    pace.allows("a", 0.0)
    assert sum(pace.allows("a", 10_000.0) for _ in range(10)) == 3


def test_one_persons_pace_is_not_anothers():
    pace = Pace(per_minute=1)
    assert pace.allows("a", 0.0) and not pace.allows("a", 0.0)
    assert pace.allows("b", 0.0)


def test_being_refused_does_not_push_the_next_message_back():
    pace = Pace(per_minute=60)
    for _ in range(60):
        pace.allows("a", 0.0)
    for tenth in range(1, 10):
        assert not pace.allows("a", tenth / 10)
    assert pace.allows("a", 1.01)


def test_the_memory_for_it_has_an_end():
    pace = Pace(per_minute=1, most_keys=10)
    for number in range(1000):
        pace.allows(str(number), 0.0)
    assert len(pace._buckets) == 10
