"""A broken file is refused with file, line, field and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.directory import DirectoryError, Problem, load

# file, words to replace, by what, the field that is named, words of the error
BROKEN = [
    ("staying-put", '"0808 2800 999", type', '"0808 2800 998", type', "phones[0].number", "not in the words of its source"),
    ("staying-put", '"0808 2800 999", type', '"0808 2800 99", type', "phones[0].number", "not in the words of its source"),
    ("pathway", '"01543 676800", type', '"01543 6768", type', "phones[0].number", "digits"),
    ("staying-put", '"0808 2800 999", type', '"call us", type', "phones[0].number", "does not fit"),
    ("staying-put", "E08000032", "E08099932", "areas.lads[0]", "not a district of England"),
    ("staying-put", 'closes_at: "13:00"', 'closes_at: "08:00"', "schedules[0].closes_at", "not after opens_at"),
    ("staying-put", 'opens_at: "09:30"', 'opens_at: "9.30am"', "schedules[0].opens_at", "09:30"),
    ("staying-put", "availability: scheduled", "availability: always", "schedules", "availability is not scheduled"),
    ("staying-put", "availability: scheduled", "availability: sometimes", "availability", "always, scheduled, unstated"),
    ("staying-put", "availability: scheduled", "availibility: scheduled", "availibility", "not a known field"),
    ("staying-put", "id: staying-put", "id: staying-putt", "id", "but the file is called"),
    ("staying-put", "audience: [victim]", "audience: [victims]", "audience[0]", "victim, perpetrator, friend"),
    ("staying-put", "We close for half an hour", "We close for an hour", "facts.schedules.quote", "letter for letter"),
    ("staying-put", "003_2dfecb816b9fcd2f.txt", "004.txt", "facts.phones.document", "seeds/documents"),
    ("staying-put", "  schedules:\n    document", "  offers:\n    document", "schedules", "claimed without a source"),
    ("staying-put", "checked_on: null", 'checked_on: "2026-02-31"', "checked_on", "not a date"),
    ("staying-put", "checked_on: null\n", "", "checked_on", "is missing"),
    ("staying-put", "genders: any", "genders: any\ngenders: men", "genders", "written twice"),
    ("staying-put", "what: \"A helpline", 'what: "Call 999. A helpline', "what", "without any number"),
    ("karma-nirvana", "bank_holidays: unstated", "bank_holidays: closed", "bank_holidays", "claimed without a source"),
    ("new-era-victims", "confidential: true", "confidential: maybe", "confidential", "true, false, unstated"),
    ("emerald-centre-sarc", "admin.emeraldcentre@nhs.net\"]", "other@nhs.net\"]", "emails[0]", "not in the words of its source"),
    ("emerald-centre-sarc", '"http://www.emeraldcentre.org"', '"http://www.example.org"', "urls[0]", "in no source"),
    ("pathway", 'label: "Lichfield and Tamworth"', 'label: "ST16 3AA"', "areas.label", "plain words"),
    ("signpost-bedfordshire", "name: Signpost for", "name: Ask for ANI", "name", "retired"),
    ("financial-support-line", "availability: scheduled", "availability: scheduled\nmin_age: 30\nmax_age: 20", "min_age", "above max_age"),
]  # fmt: skip


def problems(seeds: Path) -> list[Problem]:
    with pytest.raises(DirectoryError) as caught:
        load(seeds)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("name", "old", "new", "field", "words"), BROKEN, ids=[f"{b[0]}-{b[3]}-{i}" for i, b in enumerate(BROKEN)]
)
def test_a_broken_record_says_file_line_field_and_remedy(
    seeds_copy: Path, name: str, old: str, new: str, field: str, words: str
) -> None:
    path = seeds_copy / "services" / f"{name}.yml"
    text = path.read_text("utf-8")
    assert old in text, "the test must break something"
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = [p for p in problems(seeds_copy) if p.field == field]
    assert found, [str(p) for p in problems(seeds_copy)]
    problem = found[0]
    assert problem.file == f"seeds/services/{name}.yml"
    assert 1 <= problem.line <= len(path.read_text("utf-8").splitlines())
    assert words in f"{problem.what}. {problem.remedy}"
    assert problem.remedy


def test_the_line_is_the_line_of_the_fault(seeds_copy: Path) -> None:
    path = seeds_copy / "services" / "staying-put.yml"
    lines = path.read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if 'opens_at: "13:30"' in line)
    lines[at] = lines[at].replace('closes_at: "16:30"', 'closes_at: "10:00"')
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert problems(seeds_copy)[0].line == at + 1


def test_all_faults_are_told_at_once(seeds_copy: Path) -> None:
    for name in ("pathway", "glow-victims", "shout"):
        path = seeds_copy / "services" / f"{name}.yml"
        path.write_text(path.read_text("utf-8").replace("checked_on: null\n", ""), "utf-8")
    assert len(problems(seeds_copy)) == 3


def test_a_file_that_is_not_utf8(seeds_copy: Path) -> None:
    path = seeds_copy / "services" / "pathway.yml"
    path.write_bytes(path.read_bytes() + "note: caf\xe9\n".encode("latin-1"))
    problem = problems(seeds_copy)[0]
    assert "UTF-8" in problem.remedy and problem.line > 10


def test_a_yaml_bomb_is_refused_before_it_opens(seeds_copy: Path) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join('*' + chr(97 + i) for _ in range(9))}]\n" for i in range(9)
    )
    (seeds_copy / "services" / "bomb.yml").write_text(bomb, "utf-8")
    problem = problems(seeds_copy)[0]
    assert "anchor" in problem.what and problem.file.endswith("bomb.yml")


def test_a_deep_file_and_a_huge_file_are_refused(seeds_copy: Path) -> None:
    (seeds_copy / "services" / "deep.yml").write_text("[" * 30_000, "utf-8")
    (seeds_copy / "services" / "huge.yml").write_text("x: " + "y" * 100_000, "utf-8")
    found = {p.file.rsplit("/", 1)[1] for p in problems(seeds_copy)}
    assert found == {"deep.yml", "huge.yml"}


def test_an_empty_file_and_broken_yaml(seeds_copy: Path) -> None:
    (seeds_copy / "services" / "empty.yml").write_text("", "utf-8")
    (seeds_copy / "services" / "torn.yml").write_text("id: torn\nname: [a, b\n", "utf-8")
    (seeds_copy / "services" / "list.yml").write_text("- a\n- b\n", "utf-8")
    found = {p.file.rsplit("/", 1)[1]: p for p in problems(seeds_copy)}
    assert {"empty.yml", "torn.yml", "list.yml"} <= set(found)


def test_two_records_cannot_have_one_id(seeds_copy: Path) -> None:
    path = seeds_copy / "services" / "pathway.yml"
    (seeds_copy / "services" / "pathway-two.yml").write_text(path.read_text("utf-8"), "utf-8")
    assert [p.field for p in problems(seeds_copy)] == ["id"]


def test_a_retired_number_can_never_be_shown(seeds_copy: Path) -> None:
    path = seeds_copy / "services" / "live-fear-free.yml"
    path.write_text(path.read_text("utf-8").replace("0808 80 10 800", "0808 80 10 100"), "utf-8")
    assert any("retired number" in p.what for p in problems(seeds_copy))


def test_a_lifeline_that_is_not_open_day_and_night_is_refused(seeds_copy: Path) -> None:
    path = seeds_copy / "lifeline.yml"
    path.write_text(path.read_text("utf-8").replace("- samaritans", "- pathway"), "utf-8")
    assert [p.field for p in problems(seeds_copy)] == ["lifeline[3]"]


def test_a_number_in_the_wording_is_refused(seeds_copy: Path) -> None:
    path = seeds_copy / "wording" / "status.yml"
    path.write_text(path.read_text("utf-8").replace("For men.", "For men, call 0800 111."), "utf-8")
    assert [p.field for p in problems(seeds_copy)] == ["why.man"]


def test_no_records_at_all_is_said(tmp_path: Path, seeds_copy: Path) -> None:
    for path in (seeds_copy / "services").glob("*.yml"):
        path.unlink()
    assert any("holds no records" in p.what for p in problems(seeds_copy))
