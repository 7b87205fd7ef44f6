"""The one clock: it runs, it stands, and it goes on."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot import clock

MOMENT = datetime(2026, 3, 29, 1, 30, tzinfo=timezone.utc)


def test_it_is_in_utc():
    assert clock.now().utcoffset() == timedelta(0)
    with clock.standing_at(datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))):
        assert clock.now() == datetime(2026, 7, 1, 11, tzinfo=timezone.utc) and clock.now().utcoffset() == timedelta(0)


def test_it_stands_inside_the_block_only():
    with clock.standing_at(MOMENT):
        assert clock.now() == clock.now() == MOMENT
        with clock.standing_at(MOMENT + timedelta(days=1)):
            assert clock.now() == MOMENT + timedelta(days=1)
        assert clock.now() == MOMENT
    assert clock.now() != MOMENT


def test_it_goes_on_after_an_error():
    with pytest.raises(ZeroDivisionError):
        with clock.standing_at(MOMENT):
            raise ZeroDivisionError
    assert clock.now() != MOMENT


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        clock.stand_at(datetime(2026, 3, 29, 1, 30))
