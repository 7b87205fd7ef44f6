"""Whatever is wrong in any file of the directory is told with file, line and remedy; nothing ends in a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.directory import DirectoryError, Problem, load
from bot.directory.check import load_checked, wording_problems

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture()
def seeds(seeds_copy: Path) -> Path:
    """A copy whose place tables may be broken too."""
    (seeds_copy / "areas").unlink()
    shutil.copytree(SEEDS / "areas", seeds_copy / "areas")
    return seeds_copy


def problems(seeds: Path) -> tuple[Problem, ...]:
    with pytest.raises(DirectoryError) as error:
        load_checked(seeds)
    for problem in error.value.problems:
        assert problem.file and problem.line >= 1 and problem.field and problem.what and problem.remedy
    return error.value.problems


def edit(path: Path, old: str, new: str) -> int:
    """Replace once; the line of the change."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("places.csv", "E07000192", "E99999999"),
        ("places.csv", "E07000192", "E07000192,and,many,more"),
        ("aliases.csv", "E06000055", "E06"),
        ("outcodes.csv", "0.", "nought."),
        ("sectors.csv", "1.000", "all of it"),
        ("districts.csv", "E07000192,", ""),
        ("outside.csv", "626410", "many"),
    ],
)
def test_a_broken_place_table_is_named_with_its_line(seeds: Path, name: str, old: str, new: str) -> None:
    line = edit(seeds / "areas" / name, old, new)
    found = problems(seeds)[0]
    assert (found.file, found.line) == (f"seeds/areas/{name}", line)


@pytest.mark.parametrize("name", sorted(p.name for p in (SEEDS / "areas").iterdir() if p.suffix != ".md"))
def test_a_place_table_that_is_lost_or_no_text_is_named(seeds: Path, name: str) -> None:
    path = seeds / "areas" / name
    path.write_bytes(b"\xff\xfe\x00")
    assert f"seeds/areas/{name}" in {p.file for p in problems(seeds)}
    path.unlink()
    assert f"seeds/areas/{name}" in {p.file for p in problems(seeds)}


@pytest.mark.parametrize("name", ["retired.yml", "lifeline.yml", "coverage.yml", "wording/status.yml", "profiles/new-era.yml"])
@pytest.mark.parametrize(
    "content", ["", "- a\n- b\n", "5\n", "{a: [}", "numbers: 5\nlifeline: {a: 1}\ncoverage: [5, [1], {shows: 3}]\nstatus: []\n"]
)
def test_a_file_of_another_shape_is_named(seeds_copy: Path, name: str, content: str) -> None:
    (seeds_copy / name).write_text(content, "utf-8")
    assert {p.file for p in problems(seeds_copy)} & {f"seeds/{name}"}


def test_a_document_that_is_no_text_is_named(seeds_copy: Path) -> None:
    path = next((seeds_copy / "documents").glob("*.txt"))
    path.write_bytes(b"\xff\xfe\x00")
    assert f"seeds/documents/{path.name}" in {p.file for p in problems(seeds_copy)}


def test_coverage_cannot_name_a_record_that_is_not_there(seeds_copy: Path) -> None:
    edit(seeds_copy / "coverage.yml", "staying-put", "staying-here")
    assert any(p.file == "seeds/coverage.yml" and "staying-here has no record" in p.what for p in problems(seeds_copy))


def test_the_lifeline_begins_with_the_emergency_number(seeds_copy: Path) -> None:
    edit(seeds_copy / "lifeline.yml", "- emergency-999\n", "- samaritans\n")
    assert [p.field for p in problems(seeds_copy)] == ["lifeline[0]"]


def test_the_shipped_wording_names_only_services_that_are_there() -> None:
    assert wording_problems(load(SEEDS)) == []


def test_wording_that_names_a_lost_record_is_named_with_its_line(seeds_copy: Path, tmp_path: Path) -> None:
    responses = tmp_path / "responses"
    responses.mkdir()
    (responses / "x.yml").write_text(
        'version: "3.1"\nresponses:\n  utter_x:\n    - text: "Ring {nobody_here} or {police_101}, {label}."\n'
        "      custom:\n        contacts: [samaritans, gone-for-good]\n",
        "utf-8",
    )
    found = wording_problems(load(seeds_copy), responses)
    assert [(p.file, p.line, p.field) for p in found] == [
        ("bot/data/responses/x.yml", 4, "utter_x"),
        ("bot/data/responses/x.yml", 6, "utter_x"),
    ]
    assert "nobody_here" in found[0].what and "gone-for-good" in found[1].what
