"""A service's own deployment, and a running server that never loses its last good directory."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.directory import Directory, DirectoryError, load
from bot.directory.current import CurrentDirectory
from bot.directory.profiles import check_profiles, load_profile

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
    ("handoff: desk", "handoff: fax", "handoff", "none, desk, signpost"),
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
