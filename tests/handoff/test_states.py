"""Which state may follow which: nothing is queued that was not agreed to, and nothing comes back from the end."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from bot.handoff.states import LIVE, Handoff, NotPossible, State

from .conftest import OPEN

OVER = (State.ENDED, State.CLOSED_HOURS, State.TIMED_OUT, State.FAILED, State.WITHDRAWN)


def handoff(state: State = State.OFFERED) -> Handoff:
    return Handoff("ho_x", "c", "summary", None, "routine", OPEN, timedelta(seconds=120), state=state)


def follows(before: State) -> set[State]:
    found = set()
    for after in State:
        try:
            handoff(before).go(after)
        except NotPossible:
            continue
        found.add(after)
    return found


def test_the_usual_way_through():
    one = handoff()
    for state in (State.CONSENTED, State.QUEUED, State.JOINED, State.ENDED):
        one.go(state)
    assert one.state is State.ENDED


def test_nobody_is_queued_or_joined_who_did_not_agree():
    assert follows(State.OFFERED) == {State.CONSENTED, State.CLOSED_HOURS, State.WITHDRAWN}


@pytest.mark.parametrize("state", OVER)
def test_what_is_over_stays_over(state: State):
    assert follows(state) == set()


@pytest.mark.parametrize("state", LIVE)
def test_a_person_can_leave_at_any_moment(state: State):
    assert State.WITHDRAWN in follows(state) and handoff(state).live


def test_no_state_follows_itself_and_none_leads_back_to_the_offer():
    for before, after in product(State, State):
        if after in (before, State.OFFERED):
            assert after not in follows(before)


def test_the_offer_ends_two_minutes_after_send_and_not_after_the_offer():
    one = handoff()
    one.consented_at = OPEN + timedelta(minutes=5)
    assert one.expires_at == OPEN + timedelta(minutes=7)
