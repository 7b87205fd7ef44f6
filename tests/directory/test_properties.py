"""What must hold for any question at any minute, tried with questions nobody thought of."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory import load
from bot.directory.hours import LONDON, opening
from bot.directory.models import AUDIENCES, HARMS, NEEDS, WAYS, Schedule
from bot.directory.proof import second_clock
from bot.directory.proof.rules import UNITED_KINGDOM, Question, faults

DIRECTORY = load()
SERVICES = {s.id: s for s in DIRECTORY.services}
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(timezone.utc))
AREAS = st.one_of(
    st.just(()),
    st.sampled_from(DIRECTORY.district_codes).map(lambda code: (code,)),
    st.sampled_from(DIRECTORY.named_areas),
    st.lists(st.sampled_from(DIRECTORY.district_codes), min_size=1, max_size=4, unique=True).map(tuple),
)
NEEDED = st.lists(st.sampled_from(NEEDS), max_size=4, unique=True).map(tuple)


@settings(max_examples=400, deadline=None)
@given(
    AREAS,
    st.sampled_from(UNITED_KINGDOM),
    st.sampled_from(AUDIENCES),
    st.sampled_from((None, *HARMS)),
    st.sampled_from(WAYS),
    MOMENTS,
)
def test_any_question_at_any_minute_gets_a_fitting_answer(lads, nation, audience, harm, way, now) -> None:
    nation = "England" if lads else nation
    question = Question(lads, nation, audience, harm, way, ())
    shown = DIRECTORY.find(lads=lads, nation=nation, audience=audience, harm=harm, way=way, now=now)
    assert not list(faults(question, shown, SERVICES, now))


@settings(max_examples=300, deadline=None)
@given(
    AREAS,
    st.sampled_from(AUDIENCES),
    st.sampled_from((None, *HARMS)),
    NEEDED,
    MOMENTS,
    st.integers(1, 6),
    st.sets(st.sampled_from(sorted(SERVICES)), max_size=20),
)
def test_any_needs_limit_and_more_keep_the_promises(lads, audience, harm, needs, now, limit, exclude) -> None:
    shown = DIRECTORY.find(lads=lads, audience=audience, harm=harm, needs=needs, now=now, limit=limit, exclude=exclude)
    assert 1 <= len(shown) <= limit
    assert len({c.service_id for c in shown}) == len(shown)
    known = [SERVICES[c.service_id] for c in shown]
    assert shown[0].status == "open" or any(s.always_open for s in known)
    for contact, service in zip(shown, known):
        assert contact.status == second_clock.status(service, now)
        if audience == "perpetrator":
            assert not {"victim", "friend", "child"} & set(service.audience)
        if "man" in needs:
            assert service.genders != "women"


TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0, minute=t.minute // 5 * 5))
DAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=7, unique=True).map(
    ",".join
)
ROWS = st.lists(st.builds(Schedule, byday=DAYS, opens_at=TIMES, closes_at=TIMES), min_size=1, max_size=4).map(tuple)


@settings(max_examples=400, deadline=None)
@given(ROWS, MOMENTS, st.sampled_from(["open", "closed", "unstated"]))
def test_two_clocks_agree_on_any_schedule(rows, now, bank_holidays) -> None:
    """Also over midnight. The hour that does not exist, and the one that comes twice, are left to the table of cases."""
    from dataclasses import replace

    day = now.astimezone(LONDON)
    if day.month in (3, 10) and day.weekday() in (5, 6, 0) and day.day >= 24:
        return
    service = replace(SERVICES["staying-put"], schedules=rows, bank_holidays=bank_holidays)
    assert opening(service, now).status == second_clock.status(service, now)


@settings(max_examples=200, deadline=None)
@given(ROWS, MOMENTS)
def test_the_next_opening_is_when_it_opens(rows, now) -> None:
    from dataclasses import replace

    service = replace(SERVICES["staying-put"], schedules=rows, bank_holidays="open")
    found = opening(service, now)
    if found.opens_next:
        assert found.opens_next > now
        assert opening(service, found.opens_next).status == "open"
        if found.status == "closed":
            assert opening(service, found.opens_next - timedelta(seconds=1)).status == "closed"
    if found.status == "open":
        assert found.closes_at > now


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_question_where_are_you(text) -> None:
    answer = DIRECTORY.resolve_area(text)
    assert answer.status in ("found", "ask", "outside", "none")
    assert (answer.status == "found") == bool(answer.lads)
    assert (answer.status == "ask") == bool(answer.choices) and len(answer.choices) <= 4
    DIRECTORY.find_area_in(text)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(DIRECTORY.district_codes), st.integers(0, 40), st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
def test_a_slip_in_a_districts_name_is_never_taken_for_another_without_asking(code, at, letter) -> None:
    name = DIRECTORY.district_name(code).lower()
    at %= len(name)
    slipped = name[:at] + letter + name[at + 1 :]
    answer = DIRECTORY.resolve_area(slipped)
    if answer.status == "found" and code not in answer.lads:
        places = DIRECTORY._places.tables.places
        words = " ".join("".join(c if c.isalnum() else " " for c in slipped).split())
        known = words in places or words in DIRECTORY._places.tables.aliases
        assert known or any(w in places for w in words.split()), (slipped, answer)


@given(st.times())
def test_times_are_said_as_people_say_them(at: time) -> None:
    said = DIRECTORY._wording.clock(datetime(2026, 11, 20, at.hour, at.minute))
    assert said in ("midday", "midnight") or said.endswith(("am", "pm"))
