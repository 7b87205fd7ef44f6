"""A service's own deployment, and a running server that never loses its last good directory."""

from __future__ import annotations

import asyncio
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.directory import Directory, DirectoryError, load
from bot.directory.current import CurrentDirectory
from bot.directory.profiles import check_profiles, load_profile
from bot.directory.shared import directory as shared_directory
from bot.directory.shared import one_directory

NIGHT = datetime(2026, 11, 21, 22, 15, tzinfo=timezone.utc)
CANNOCK, LUTON = ("E07000192",), ("E06000032",)


def test_own_services_come_first_in_their_own_area_only(directory: Directory) -> None:
    own = load_profile(Path(__file__).resolve().parents[2] / "seeds", "new-era", directory).own_services
    assert directory.find(lads=CANNOCK, now=NIGHT, own=own)[0].service_id == "new-era-victims"
    assert directory.find(lads=CANNOCK, now=NIGHT)[0].service_id == "staffordshire-womens-aid"
    assert directory.find(lads=LUTON, now=NIGHT, own=own) == directory.find(lads=LUTON, now=NIGHT)


def test_own_services_are_never_shown_to_people_they_are_not_for(directory: Directory) -> None:
    own = ("new-era-victims", "new-era-perpetrators")
    shown = [c.service_id for c in directory.find(lads=CANNOCK, audience="perpetrator", now=NIGHT, own=own)]
    assert shown[0] == "new-era-perpetrators" and "new-era-victims" not in shown


def test_the_shipped_profiles_are_right(directory: Directory) -> None:
    assert check_profiles(Path(__file__).resolve().parents[2] / "seeds", directory) == []


BROKEN = [
    ("new-era-victims", "old-era", "own_services[0]", "has no record"),
    ("https://", "http://", "exit_url", "https://"),
    ("handoff: signpost", "handoff: fax", "handoff", "none, signpost, webhook"),
    ("handoff: signpost", "handoff: desk", "handoff", "none, signpost, webhook"),
    ("handoff: signpost", "handoff: webhook", "handoff", "handoff_must_share is missing"),
    ("handoff: signpost", "handoff: signpost\nhandoff_service: old-era", "handoff_service", "has no record"),
    ("handoff: signpost", "handoff: signpost\nhandoff_must_share: Ring 0800 555 111 to ask", "handoff_must_share", "numbers"),
    ("id: new-era", "id: newera", "id", "the file is called"),
    ("name: New Era", "title: New Era", "title", "not a known field"),
]


@pytest.mark.parametrize(("old", "new", "field", "words"), BROKEN)
def test_a_broken_profile_says_file_line_field_and_remedy(
    seeds_copy: Path, old: str, new: str, field: str, words: str
) -> None:
    path = seeds_copy / "profiles" / "new-era.yml"
    path.write_text(
        path.read_text("utf-8").replace(old, new, 1)
        if "id:" not in old
        else path.read_text("utf-8").replace("\n" + old, "\n" + new, 1),
        "utf-8",
    )
    problems = check_profiles(seeds_copy, load(seeds_copy))
    assert [p for p in problems if p.field == field and words in f"{p.what}. {p.remedy}" and p.line > 1], problems


def test_an_unknown_profile_names_the_known_ones(seeds_copy: Path) -> None:
    with pytest.raises(DirectoryError, match="new-era"):
        load_profile(seeds_copy, "no-such", load(seeds_copy))


def test_a_running_server_keeps_the_last_good_directory(seeds_copy: Path) -> None:
    current = CurrentDirectory(seeds_copy)
    good = current.get()
    assert not current.refresh(), "nothing changed"
    path = seeds_copy / "services" / "pathway.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("checked_on: null", "checked_on: soon"), "utf-8")
    assert not current.refresh()
    assert current.get() is good and current.problems[0].file.endswith("pathway.yml")
    path.write_text(text.replace("name: Pathway", "name: The Pathway"), "utf-8")
    assert current.refresh()
    assert current.get().service("pathway").name == "The Pathway" and current.problems == ()


def test_a_server_does_not_start_on_a_broken_directory(seeds_copy: Path) -> None:
    (seeds_copy / "services" / "pathway.yml").write_text("id: [", "utf-8")
    with pytest.raises(DirectoryError):
        CurrentDirectory(seeds_copy)


def test_a_change_is_taken_up_only_when_whoever_edits_has_saved(seeds_copy: Path) -> None:
    current = CurrentDirectory(seeds_copy)
    assert not current.has_settled(), "nothing changed"
    path = seeds_copy / "services" / "pathway.yml"
    for name in ("The Pathway", "Our Pathway"):  # two files of one change, or one file written in two steps
        path.write_text(path.read_text("utf-8") + f"# {name}\n", "utf-8")
        assert not current.has_settled(), "it may go on"
    assert current.has_settled()
    assert current.refresh() and not current.has_settled()


@pytest.mark.parametrize("name", ["services", "areas", "bank_holidays.csv", "lifeline.yml", "wording/status.yml"])
def test_whatever_is_lost_the_old_directory_answers(seeds_copy: Path, name: str) -> None:
    current = CurrentDirectory(seeds_copy)
    good = current.get()
    (seeds_copy / name).rename(seeds_copy / "away")
    assert not current.refresh() and current.get() is good and current.problems
    (seeds_copy / "away").rename(seeds_copy / name)
    assert current.refresh() and current.problems == ()


def test_an_error_that_nobody_thought_of_keeps_the_old_directory_too(seeds_copy: Path) -> None:
    def fails(_: Path) -> None:
        raise ZeroDivisionError

    current = CurrentDirectory(seeds_copy, reload=fails)
    good = current.get()
    (seeds_copy / "services" / "pathway.yml").touch()
    (seeds_copy / "services" / "pathway.yml").write_text("id: x", "utf-8")
    assert not current.refresh() and current.get() is good
    assert "ZeroDivisionError" in current.problems[0].what


def test_a_bank_holiday_that_is_added_counts_at_once(
    seeds_copy: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    from dataclasses import replace

    from bot.directory import bank_holidays, hours
    from bot.settings import settings

    chosen = replace(settings(), seeds=seeds_copy)
    monkeypatch.setattr(bank_holidays, "settings", lambda: chosen)

    def as_shipped() -> None:
        monkeypatch.undo()
        bank_holidays.read_again()
        hours.forget()

    request.addfinalizer(as_shipped)
    current = CurrentDirectory(seeds_copy)
    coronation = datetime(2026, 11, 23, 10, tzinfo=timezone.utc)  # an ordinary Monday
    assert current.get().contact("staying-put", coronation).status == "open"
    table = seeds_copy / "bank_holidays.csv"
    table.write_text(table.read_text("utf-8") + "2026-11-23,A day for the tests\n", "utf-8")
    assert current.refresh()
    assert current.get().contact("staying-put", coronation).status == "may_be_closed"
    table.write_text(table.read_text("utf-8") + "soon,Another\n", "utf-8")
    assert not current.refresh() and current.problems[0].file == "seeds/bank_holidays.csv"
    assert current.get().contact("staying-put", coronation).status == "may_be_closed", "the last good table stays"


def test_the_tables_of_danger_are_not_looked_at(seeds_copy: Path) -> None:
    current = CurrentDirectory(seeds_copy)
    (seeds_copy / "danger").mkdir()
    (seeds_copy / "danger" / "x.yml").write_text("a: b", "utf-8")
    assert not current.refresh()


def test_a_turn_holds_on_to_one_directory_in_its_tasks_too(directory: Directory, seeds_copy: Path) -> None:
    other = load(seeds_copy)

    async def turn() -> list[Directory]:
        with one_directory(other):
            inside = [shared_directory(), await asyncio.create_task(look()), await asyncio.wait_for(look(), 1)]
        return [*inside, shared_directory()]

    async def look() -> Directory:
        await asyncio.sleep(0)
        return shared_directory()

    found = asyncio.run(turn())
    assert found[:3] == [other] * 3 and found[3] is not other
