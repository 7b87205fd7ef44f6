"""The proof passes on what is shipped and fails on every kind of damage."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Callable, Iterator

import pytest

from bot.directory import Directory, DirectoryError
from bot.directory.proof.prove import Proof, prove

YEAR = date(2026, 11, 20)
SAMPLE = 3_000
WINTER = 140  # days: over Christmas, Easter and the spring change; enough for the tests that break something


def services(seeds: Path) -> Path:
    return seeds / "services"


def edit(seeds: Path, name: str, old: str, new: str, count: int = 1) -> None:
    path = services(seeds) / f"{name}.yml"
    text = path.read_text("utf-8")
    assert old in text, f"the mutation must change {name}"
    path.write_text(text.replace(old, new, count), "utf-8")


def run(seeds: Path, sample: int = SAMPLE) -> tuple[bool, str]:
    """Whether the proof passes, and the words of its failures. A directory that does not load has failed too."""
    try:
        proof = prove(seeds, YEAR, sample=sample, days=WINTER)
    except DirectoryError as error:
        return False, str(error)
    return proof.failed == 0, "\n".join(proof.failures)


@pytest.fixture(scope="module")
def sampled() -> Proof:
    return prove(first_day=YEAR, sample=8_000)


def test_nobody_falls_off_the_map(sampled: Proof) -> None:
    assert sampled.failed == 0, sampled.failures
    assert sampled.districts == 296 and sampled.answers_checked >= 8_000


def test_the_proof_sees_every_kind_of_moment(sampled: Proof, directory: Directory) -> None:
    from bot.directory.hours import LONDON, opening
    from bot.directory.proof.moments import moments_of_change

    timed = [s for s in directory.services if s.availability == "scheduled"]
    moments = moments_of_change(timed, YEAR)
    assert len(moments) == sampled.moments
    staying_put = directory.service("staying-put")
    seen = {opening(staying_put, m).status for m in moments}
    assert seen == {"open", "closed", "may_be_closed"}
    changes = [m.astimezone(LONDON).date() for m in moments]
    assert date(2027, 3, 28) in changes and date(2027, 10, 31) in changes, "both clock changes"
    gaps = [opening(staying_put, m).lunch for m in moments]
    assert any(gaps), "the lunch break"


def always_national(directory: Directory) -> list[str]:
    return [s.id for s in directory.services if s.availability == "always" and not s.local]


NATIONAL = [
    "emergency-999", "national-domestic-abuse-helpline", "rape-and-sexual-abuse-support-line", "nhs-sarc-finder", "samaritans",
    "shout", "nhs-111-mental-health", "victim-support", "live-fear-free", "scotland-domestic-abuse-helpline",
    "northern-ireland-dsa-helpline", "emergency-sms", "relay-uk-18000", "bsl-999",
]  # fmt: skip


def test_the_list_below_is_every_national_24_hour_record(directory: Directory) -> None:
    assert sorted(NATIONAL) == sorted(always_national(directory))


@pytest.mark.parametrize("service", NATIONAL)
def test_losing_any_national_24_hour_record_fails(seeds_copy: Path, service: str) -> None:
    (services(seeds_copy) / f"{service}.yml").unlink()
    passed, words = run(seeds_copy, sample=50)
    assert not passed and service in words


def test_every_record_is_in_the_coverage_table(directory: Directory) -> None:
    """So that none can vanish, or change whom it is for, unseen."""
    from bot.directory.load import SEEDS
    from bot.directory.proof.coverage import load_coverage

    named = {i for e in load_coverage(SEEDS, directory) for i in e.shows}
    assert named == {s.id for s in directory.services}


def test_every_record_for_victims_is_kept_from_people_who_hurt_others(directory: Directory) -> None:
    """Marked for perpetrators, any one of them is refused when it is loaded."""
    from bot.directory.load import SEEDS, load_sources
    from bot.directory.record_check import record_problems
    from bot.directory.yamlfile import read

    sources, _ = load_sources(SEEDS)
    for service in directory.services:
        if "perpetrator" in service.audience:
            continue
        data, lines, _ = read(services(SEEDS) / f"{service.id}.yml", service.id)
        for marked in ([*data["audience"], "perpetrator"], ["perpetrator"]):
            damaged = {**data, "audience": marked}
            assert record_problems(damaged, service.id, service.id, lines, sources), service.id


@pytest.mark.parametrize(
    "service", ["staying-put", "pathway", "childline", "respect-phoneline", "police-101", "crimestoppers"]
)
def test_losing_any_other_record_fails_too(seeds_copy: Path, service: str) -> None:
    (services(seeds_copy) / f"{service}.yml").unlink()
    passed, words = run(seeds_copy, sample=50)
    assert not passed and service in words


def shift(text: str, hours: int) -> str:
    def moved(found: re.Match[str]) -> str:
        return f'{found[1]}: "{(int(found[2]) + hours) % 24:02d}:{found[3]}"'

    return re.sub(r'(opens_at|closes_at): "(\d\d):(\d\d)"', moved, text)


@pytest.mark.parametrize("service", ["staying-put", "karma-nirvana", "revenge-porn-helpline", "financial-support-line"])
@pytest.mark.parametrize("hours", [-1, 1])
def test_shifting_a_schedule_by_an_hour_fails(seeds_copy: Path, service: str, hours: int) -> None:
    path = services(seeds_copy) / f"{service}.yml"
    path.write_text(shift(path.read_text("utf-8"), hours), "utf-8")
    passed, words = run(seeds_copy, sample=50)
    assert not passed and "not in the words of its source" in words


@pytest.mark.parametrize("row", [0, 1])
def test_shifting_one_row_of_a_schedule_fails(seeds_copy: Path, row: int) -> None:
    path = services(seeds_copy) / "staying-put.yml"
    lines = path.read_text("utf-8").splitlines()
    at = [i for i, line in enumerate(lines) if "opens_at" in line][row]
    lines[at] = shift(lines[at], 1)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert not run(seeds_copy, sample=50)[0]


DAMAGE: dict[str, Callable[[Path], None]] = {
    "a victims' service marked for perpetrators": lambda s: edit(
        s, "new-era-victims", "audience: [victim]", "audience: [victim, perpetrator]"
    ),
    "a victims' service marked for people who hurt others": lambda s: (
        edit(s, "staffordshire-womens-aid", "audience: [victim]", "audience: [perpetrator]"),
        edit(s, "staffordshire-womens-aid", "harms: [domestic_abuse]", "harms: [own_behaviour]"),
    ),
    "a perpetrators' service marked for victims": lambda s: (
        edit(s, "new-era-perpetrators", "audience: [perpetrator]", "audience: [victim]"),
    ),
    "a 24-hour line that loses its hours": lambda s: edit(
        s, "national-domestic-abuse-helpline", "availability: always", "availability: unstated"
    ),
    "a local service given the wrong districts": lambda s: edit(s, "pathway", "E07000194, E07000199", "E07000195"),
    "a national line moved to another nation": lambda s: edit(
        s, "victim-support", "nations: [England, Wales]", "nations: [Scotland]"
    ),
    "a line for children opened to adults": lambda s: (
        edit(s, "childline", "audience: [child]", "audience: [victim]"),
        edit(s, "childline", "max_age: 18\n", ""),
    ),
    "a line for adults opened to children": lambda s: edit(s, "revenge-porn-helpline", "min_age: 18\n", ""),
    "a line for LGBT+ people offered to everybody": lambda s: edit(s, "galop", "only_for: [lgbt]\n", ""),
    "a line for men marked for women": lambda s: edit(s, "mens-advice-line", "genders: men", "genders: women"),
    "a line that changes what it is about": lambda s: edit(
        s, "rape-and-sexual-abuse-support-line", "harms: [sexual_violence]", "harms: [economic_abuse]"
    ),
    "a report line taken for support": lambda s: edit(s, "crimestoppers", "ways: [anonymous]", "ways: [specialist]"),
    "a wrong digit in a number": lambda s: edit(s, "samaritans", 'number: "116 123"', 'number: "116 132"'),
    "a quote that its document does not hold": lambda s: edit(
        s, "pathway", "supporting Lichfield and Tamworth", "supporting Lichfield and Leek"
    ),
    "a number that was retired": lambda s: edit(
        s, "rape-and-sexual-abuse-support-line", "0808 500 2222", "0808 802 9999", 9
    ),
    "weekends added to a weekday line": lambda s: edit(s, "staying-put", "freq: WEEKLY, byday", "freq: DAILY, byday"),
    "an address in the words people read": lambda s: edit(
        s, "emerald-centre-sarc", "recent or long ago.", "at LU1 3AA."
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_of_every_kind_fails(seeds_copy: Path, kind: str) -> None:
    DAMAGE[kind](seeds_copy)
    passed, words = run(seeds_copy)
    assert not passed and words


@pytest.fixture()
def nothing_remembered() -> Iterator[None]:
    """Answers that were worked out before the program was broken must not hide the damage, nor outlive it."""
    from bot.directory import find, hours

    remembered = (hours._starts, hours._at, find._fitting)
    for memory in remembered:
        memory.cache_clear()
    yield
    for memory in remembered:
        memory.cache_clear()


def test_a_broken_clock_is_seen_by_the_second(monkeypatch: pytest.MonkeyPatch, nothing_remembered: None) -> None:
    """If the program forgot the bank holidays, the proof would say so."""
    from bot.directory import hours

    monkeypatch.setattr(hours, "is_bank_holiday", lambda day: False)
    assert prove(first_day=YEAR, sample=50, days=WINTER).failed > 0


def test_a_search_that_forgets_the_24_hour_line_is_seen(
    monkeypatch: pytest.MonkeyPatch, nothing_remembered: None
) -> None:
    from bot.directory import find

    monkeypatch.setattr(find, "_beside", lambda *a, **k: None)
    assert prove(first_day=YEAR, sample=SAMPLE, days=WINTER).failed > 0


def test_a_search_that_ignores_who_is_asking_is_seen(monkeypatch: pytest.MonkeyPatch, nothing_remembered: None) -> None:
    from bot.directory import fit

    monkeypatch.setattr(fit, "_audience", lambda service, person: 3)
    proof = prove(first_day=YEAR, sample=SAMPLE, days=WINTER)
    assert any("P8" in f for f in proof.failures)


def test_a_search_that_ignores_where_they_are_is_seen(
    monkeypatch: pytest.MonkeyPatch, nothing_remembered: None
) -> None:
    from bot.directory import fit

    monkeypatch.setattr(fit, "_place", lambda service, person: "local")
    assert any("does not serve" in f for f in prove(first_day=YEAR, sample=SAMPLE, days=WINTER).failures)


def test_a_mistake_in_the_coverage_table_is_told_with_its_line(seeds_copy: Path) -> None:
    path = seeds_copy / "coverage.yml"
    path.write_text(path.read_text("utf-8").replace("audience: friend", "audience: mate", 1), "utf-8")
    passed, words = run(seeds_copy, sample=10)
    assert not passed and "seeds/coverage.yml:" in words and "mate" in words
