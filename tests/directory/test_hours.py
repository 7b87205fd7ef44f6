"""P4 honest hours: closed is never shown as open, unknown is said to be unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from bot.directory import Directory
from bot.directory.bank_holidays import is_bank_holiday, read_table
from bot.directory.hours import LONDON, opening
from bot.directory.models import Schedule

# London wall time unless an offset is written; read by eye from the calendar of 2026 to 2028.
STAYING_PUT = [
    ("2026-11-20T09:29:59", "closed", "2026-11-20T09:30+00:00"),  # Friday
    ("2026-11-20T09:30:00", "open", "2026-11-20T13:30+00:00"),
    ("2026-11-20T12:59:59", "open", "2026-11-20T13:30+00:00"),
    ("2026-11-20T13:00:00", "closed", "2026-11-20T13:30+00:00"),
    ("2026-11-20T13:29:59", "closed", "2026-11-20T13:30+00:00"),
    ("2026-11-20T13:30:00", "open", "2026-11-23T09:30+00:00"),
    ("2026-11-20T16:29:59", "open", "2026-11-23T09:30+00:00"),
    ("2026-11-20T16:30:00", "closed", "2026-11-23T09:30+00:00"),
    ("2026-11-21T11:00:00", "closed", "2026-11-23T09:30+00:00"),  # Saturday
    ("2026-11-22T11:00:00", "closed", "2026-11-23T09:30+00:00"),  # Sunday
    ("2026-08-31T10:00:00", "may_be_closed", "2026-09-01T09:30+01:00"),  # August bank holiday, England only
    ("2026-08-31T08:00:00", "closed", "2026-09-01T09:30+01:00"),
    ("2026-04-06T10:00:00", "may_be_closed", "2026-04-07T09:30+01:00"),  # Easter Monday
    ("2026-04-03T10:00:00", "may_be_closed", "2026-04-07T09:30+01:00"),  # Good Friday
    ("2026-12-24T16:30:00", "closed", "2026-12-29T09:30+00:00"),  # Christmas, Boxing Day moved to Monday
    ("2026-12-28T10:00:00", "may_be_closed", "2026-12-29T09:30+00:00"),
    ("2026-10-23T16:30:00", "closed", "2026-10-26T09:30+00:00"),  # the clocks go back in between
    ("2026-10-25T01:30:00+01:00", "closed", "2026-10-26T09:30+00:00"),  # the hour that comes twice
    ("2026-10-25T01:30:00+00:00", "closed", "2026-10-26T09:30+00:00"),
    ("2026-10-26T09:30:00+00:00", "open", "2026-10-26T13:30+00:00"),
    ("2026-10-26T08:30:00+00:00", "closed", "2026-10-26T09:30+00:00"),
    ("2027-03-25T16:30:00", "closed", "2027-03-30T09:30+01:00"),  # over Easter and the spring change
    ("2027-03-28T01:30:00+00:00", "closed", "2027-03-30T09:30+01:00"),
    ("2027-03-30T08:30:00+00:00", "open", "2027-03-30T13:30+01:00"),
    ("2027-03-30T08:29:59+00:00", "closed", "2027-03-30T09:30+01:00"),
    ("2028-01-03T10:00:00", "may_be_closed", "2028-01-04T09:30+00:00"),  # New Year's Day moved to Monday
    ("2026-07-01T08:30:00+00:00", "open", "2026-07-01T13:30+01:00"),
]


def moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=LONDON)


@pytest.mark.parametrize(("at", "status", "opens_next"), STAYING_PUT)
def test_staying_put_at_every_boundary(directory: Directory, at: str, status: str, opens_next: str) -> None:
    found = opening(directory.service("staying-put"), moment(at))
    assert found.status == status
    assert found.opens_next == moment(opens_next)


WORDS = [
    ("staying-put", "2026-11-23T13:10:00", "Closed for lunch, opens 1.30pm"),
    ("staying-put", "2026-11-23T13:30:00", "Open until 4.30pm"),
    ("staying-put", "2026-11-23T10:00:00", "Open until 1pm"),
    ("staying-put", "2026-11-20T16:30:00", "Closed. Opens Monday 9.30am"),
    ("staying-put", "2026-11-23T08:00:00", "Closed. Opens today 9.30am"),
    ("staying-put", "2026-11-23T20:00:00", "Closed. Opens tomorrow 9.30am"),
    ("staying-put", "2026-04-06T10:00:00", "May be closed today (bank holiday)"),
    ("karma-nirvana", "2026-11-23T13:10:00", "Open until 5pm"),
    ("revenge-porn-helpline", "2026-04-06T11:00:00", "May be closed today (bank holiday)"),
    ("new-era-victims", "2026-12-25T03:00:00", "Open 24 hours"),
    ("pathway", "2026-11-23T11:00:00", "Opening times not known"),
]


@pytest.mark.parametrize(("service", "at", "words"), WORDS)
def test_the_words_people_read(directory: Directory, service: str, at: str, words: str) -> None:
    text = directory.contact(service, moment(at)).status_text
    assert text.removesuffix(". Please check the times") == words


def test_times_nobody_confirmed_for_180_days_ask_to_be_checked(directory: Directory) -> None:
    from bot.directory.wording import needs_check

    service = replace(directory.service("staying-put"), checked_on=date(2026, 5, 24))
    assert not needs_check(service, date(2026, 11, 20))  # 180 days
    assert needs_check(service, date(2026, 11, 21))
    assert needs_check(replace(service, checked_on=None), date(2026, 11, 20)), "its source has no date at all"
    always = replace(directory.service("new-era-victims"), checked_on=date(2026, 1, 1))
    assert needs_check(always, date(2026, 11, 20)), "a lapsed check is said for a 24-hour line too"


def test_a_time_without_a_zone_is_refused(directory: Directory) -> None:
    with pytest.raises(ValueError, match="time zone"):
        opening(directory.service("staying-put"), datetime(2026, 11, 20, 10))


def with_rows(directory: Directory, *rows: Schedule, bank_holidays: str = "open"):
    return replace(directory.service("staying-put"), schedules=rows, bank_holidays=bank_holidays)


def test_a_night_line_is_open_past_midnight_and_nine_hours_on_the_october_night(directory: Directory) -> None:
    service = with_rows(directory, Schedule("SA", time(22), time(6)))
    start = datetime(2026, 10, 24, 21, tzinfo=timezone.utc)  # 22:00 in London, still summer time
    open_hours = [opening(service, start + timedelta(hours=h)).status == "open" for h in range(-1, 10)]
    assert open_hours == [False, *[True] * 9, False]
    assert opening(service, start).closes_at == datetime(2026, 10, 25, 6, tzinfo=LONDON)


def test_every_other_week_and_once_a_month(directory: Directory) -> None:
    fortnight = with_rows(directory, Schedule("MO", time(9), time(17), interval=2, dtstart=date(2026, 11, 2)))
    assert opening(fortnight, moment("2026-11-16T10:00")).status == "open"
    assert opening(fortnight, moment("2026-11-23T10:00")).status == "closed"
    monthly = with_rows(directory, Schedule("1SA", time(10), time(12), freq="MONTHLY"))
    assert opening(monthly, moment("2026-12-05T11:00")).status == "open"
    assert opening(monthly, moment("2026-12-12T11:00")).status == "closed"


def test_rows_that_touch_are_one_opening(directory: Directory) -> None:
    service = with_rows(directory, Schedule("MO", time(9), time(13)), Schedule("MO", time(13), time(17)))
    assert opening(service, moment("2026-11-23T10:00")).closes_at == moment("2026-11-23T17:00")


def test_dates_outside_validity_are_closed(directory: Directory) -> None:
    row = Schedule("MO", time(9), time(17), valid_from=date(2026, 11, 23), valid_to=date(2026, 11, 30))
    service = with_rows(directory, row)
    asked = ("2026-11-16T10:00", "2026-11-23T10:00", "2026-11-30T10:00", "2026-12-07T10:00")
    assert [opening(service, moment(m)).status for m in asked] == ["closed", "open", "open", "closed"]


@pytest.mark.parametrize(
    ("bank_holidays", "status"), [("open", "open"), ("closed", "closed"), ("unstated", "may_be_closed")]
)
def test_bank_holidays_have_three_answers(directory: Directory, bank_holidays: str, status: str) -> None:
    service = replace(directory.service("staying-put"), bank_holidays=bank_holidays)
    assert opening(service, moment("2026-08-31T10:00")).status == status


def test_bank_holidays_agree_with_the_government(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both lists must agree on weekdays; the government's list is the one shipped in its package, not the live one."""
    from govuk_bank_holidays.bank_holidays import BankHolidays

    official = BankHolidays(use_cached_holidays=True)
    theirs = {h["date"] for h in official.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)}
    day, last = date(2018, 1, 1), max(theirs)
    ours = set()
    while day <= last:
        if is_bank_holiday(day) and day.weekday() < 5:
            ours.add(day)
        day += timedelta(1)
    assert ours == {d for d in theirs if d.weekday() < 5 and d.year >= 2018}
    assert last >= date(2027, 11, 20), "the government's list ends within a year: update govuk-bank-holidays"


def test_the_bank_holiday_list_is_that_of_england() -> None:
    assert is_bank_holiday(date(2026, 8, 31)) and is_bank_holiday(date(2027, 3, 29))
    assert not is_bank_holiday(date(2026, 3, 17)), "St Patrick's Day is not one in England"
    assert not is_bank_holiday(date(2026, 1, 2)), "2 January is one in Scotland only"


def test_the_table_of_bank_holidays_agrees_with_the_library() -> None:
    import holidays

    table = read_table()
    years = {d.year for d in table}
    library = holidays.country_holidays("GB", subdiv="ENG", years=years)
    assert set(table) == {d for d in library if d.weekday() < 5}
    assert max(years) >= date.today().year + 2, "add the coming years to seeds/bank_holidays.csv"


def test_years_beyond_the_table_come_from_the_library() -> None:
    assert is_bank_holiday(date(2040, 12, 25)) and not is_bank_holiday(date(2040, 12, 24))


def test_a_broken_table_names_the_line(tmp_path) -> None:
    broken = tmp_path / "bank_holidays.csv"
    broken.write_text("date,name\n2026-12-25,Christmas Day\n2026-02-31,Nothing\n", "utf-8")
    with pytest.raises(ValueError, match="line 3"):
        read_table(broken)
