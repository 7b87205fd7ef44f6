"""Others can take our directory and we can take theirs, and a round trip loses nothing."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

import jsonschema
import pytest

from bot.directory import Directory, load
from bot.directory.exchange.hsds_in import Defaults
from bot.directory.exchange.hsds_out import page
from bot.directory.exchange.importing import import_file
from bot.directory.exchange.table import as_csv
from bot.directory.models import AUDIENCES, HARMS, NEEDS, WAYS

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SCHEMA = json.loads((SEEDS / "schema" / "hsds-service.schema.json").read_text("utf-8"))
COUNCIL = {
    "id": "5b1c1f2e-6a51-4d3a-9b43-3c1f0c0b8a11",
    "name": "Kent Example Project",
    "status": "active",
    "description": "A helpline for people living with domestic abuse. Call 01622 496000.",
    "organization": {"id": "x", "name": "Kent Example", "description": "A charity"},
    "phones": [{"id": "p", "number": "01622 496000"}],
    "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:00:00"}],
    "service_areas": [{"id": "a", "name": "Maidstone"}],
}
GIVEN = Defaults(
    ("victim",), ("domestic_abuse",), "Example Council", "https://www.example.gov.uk/services.json", "2026-10-01"
)


def exported(directory: Directory) -> dict:
    return page(directory.services, {c: directory.district_name(c) for c in directory.district_codes})


def write(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


def test_the_export_keeps_every_rule_of_the_fields_it_uses(directory: Directory) -> None:
    checker = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    for service in exported(directory)["contents"]:
        assert not list(checker.iter_errors(service)), service["name"]


@pytest.mark.parametrize(
    ("field", "value"), [("status", "open"), ("id", 5), ("phones", "0800 1111"), ("colour", "red")]
)
def test_the_rules_can_fail(directory: Directory, field: str, value: object) -> None:
    service = {**exported(directory)["contents"][0], field: value}
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(service))


def test_the_same_directory_always_gives_the_same_file(directory: Directory) -> None:
    assert json.dumps(exported(directory)) == json.dumps(exported(load(SEEDS)))


def test_day_and_night_and_lunch_are_written_as_hsds_writes_them(directory: Directory) -> None:
    by_name = {s["name"]: s for s in exported(directory)["contents"]}
    row = by_name["New Era helpline"]["schedules"][0]
    assert (row["opens_at"], row["closes_at"], row["byday"]) == ("00:00", "23:59", "MO,TU,WE,TH,FR,SA,SU")
    lunch = by_name["Staying Put helpline"]["schedules"]
    assert [(r["opens_at"], r["closes_at"]) for r in lunch] == [("09:30", "13:00"), ("13:30", "16:30")]
    assert "0808 2800 999" in by_name["Staying Put helpline"]["description"]
    assert by_name["Staying Put helpline"]["service_areas"][0]["uri"].endswith("/E08000032")


def test_importing_the_export_changes_nothing(directory: Directory, tmp_path: Path) -> None:
    outcomes = import_file(write(tmp_path / "a.json", exported(directory)), SEEDS, directory, Defaults())
    assert len(outcomes) == len(directory.services)
    assert {o.result for o in outcomes} == {"same"}, [o for o in outcomes if o.result != "same"]


def test_a_round_trip_gives_the_same_contacts_for_1000_questions(
    directory: Directory, seeds_copy: Path, tmp_path: Path
) -> None:
    file = write(tmp_path / "a.json", exported(directory))
    shutil.rmtree(seeds_copy / "services")
    (seeds_copy / "services").mkdir()
    outcomes = import_file(file, seeds_copy, directory, Defaults(), write=True)
    assert {o.result for o in outcomes} == {"taken"}
    other = load(seeds_copy)
    assert other.services == directory.services
    chance = Random(11)
    start = datetime(2026, 11, 20, tzinfo=timezone.utc)
    for _ in range(1000):
        question = dict(
            lads=chance.choice([(), (chance.choice(directory.district_codes),)]),
            audience=chance.choice(AUDIENCES),
            harm=chance.choice((None, *HARMS)),
            way=chance.choice(WAYS),
            needs=chance.choice([(), (chance.choice(NEEDS),)]),
            now=start + timedelta(minutes=chance.randrange(366 * 24 * 60)),
        )
        assert other.find(**question) == directory.find(**question), question


def test_a_councils_own_service_is_taken_with_its_source(
    directory: Directory, seeds_copy: Path, tmp_path: Path
) -> None:
    file = write(tmp_path / "council.json", [COUNCIL])
    outcome = import_file(file, seeds_copy, directory, GIVEN, write=True)[0]
    assert (outcome.result, outcome.service_id) == ("taken", "kent-example-project"), outcome
    service = load(seeds_copy).service("kent-example-project")
    assert service.areas.lads == ("E07000110",) and service.phones[0].number == "01622 496000"
    assert service.what == "A helpline for people living with domestic abuse."
    assert service.checked_on is None and service.source_name == "Example Council"
    contact = load(seeds_copy).find(lads=("E07000110",), now=datetime(2026, 11, 23, 10, tzinfo=timezone.utc))[0]
    assert contact.service_id == "kent-example-project" and contact.status == "open"


def test_without_write_nothing_is_written(directory: Directory, seeds_copy: Path, tmp_path: Path) -> None:
    before = sorted(p.name for p in (seeds_copy / "services").iterdir())
    import_file(write(tmp_path / "council.json", [COUNCIL]), seeds_copy, directory, GIVEN)
    assert sorted(p.name for p in (seeds_copy / "services").iterdir()) == before


REFUSED = [
    ({"status": "defunct"}, "not active"),
    ({"phones": [], "url": None}, "no telephone number and no web page"),
    ({"phones": [{"number": "0808 802 9999"}]}, "retired"),
    ({"phones": [{"number": "12345"}]}, "phones"),
    ({"service_areas": [{"name": "Atlantis"}]}, "not a place we know"),
    ({"service_areas": []}, "does not say where it serves"),
    ({"description": ""}, "what"),
    ({"name": "Ask for ANI"}, "retired"),
    ({"name": 5}, "not a service object"),
]


@pytest.mark.parametrize(("change", "why"), REFUSED)
def test_what_must_not_be_shown_is_refused_with_the_reason(
    directory: Directory, tmp_path: Path, change: dict, why: str
) -> None:
    outcome = import_file(write(tmp_path / "c.json", [{**COUNCIL, **change}]), SEEDS, directory, GIVEN)[0]
    assert outcome.result == "refused" and why in " ".join(outcome.why), outcome


def test_a_file_that_does_not_say_whom_it_is_for_is_refused(directory: Directory, tmp_path: Path) -> None:
    outcome = import_file(write(tmp_path / "c.json", [COUNCIL]), SEEDS, directory, Defaults())[0]
    assert outcome.result == "refused" and any("--audience" in w for w in outcome.why)


def test_addresses_are_never_taken(directory: Directory, seeds_copy: Path, tmp_path: Path) -> None:
    place = {"location": {"addresses": [{"address_1": "1 Secret Street", "postal_code": "ME14 1AA"}]}}
    file = write(tmp_path / "c.json", [{**COUNCIL, "service_at_locations": [place]}])
    outcome = import_file(file, seeds_copy, directory, GIVEN, write=True)[0]
    assert outcome.result == "taken" and any("never kept" in x for x in outcome.left_out)
    assert "Secret" not in (seeds_copy / "services" / "kent-example-project.yml").read_text("utf-8")


def test_times_with_an_offset_are_left_out_not_guessed(directory: Directory, tmp_path: Path) -> None:
    row = {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00Z", "closes_at": "17:00Z"}
    outcome = import_file(write(tmp_path / "c.json", [{**COUNCIL, "schedules": [row]}]), SEEDS, directory, GIVEN)[0]
    assert outcome.result == "taken" and any("opening times" in x for x in outcome.left_out)


def test_a_changed_record_keeps_its_comments(directory: Directory, seeds_copy: Path, tmp_path: Path) -> None:
    document = exported(directory)
    service = next(s for s in document["contents"] if s["name"] == "Staying Put helpline")
    service["name"] = "Staying Put"
    outcomes = import_file(write(tmp_path / "a.json", document), seeds_copy, directory, Defaults(), write=True)
    assert [(o.service_id, o.why) for o in outcomes if o.result == "changed"] == [("staying-put", ["name"])]
    text = (seeds_copy / "services" / "staying-put.yml").read_text("utf-8")
    assert "# Europe/London wall time" in text and load(seeds_copy).service("staying-put").name == "Staying Put"


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"5", b"[" * 100_000])
def test_a_file_that_is_no_directory_is_one_clear_sentence(
    directory: Directory, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="x.json|the file"):
        import_file(path, SEEDS, directory, GIVEN)


def test_the_csv_has_a_line_for_every_service(directory: Directory) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(directory.services))))
    assert [r["id"] for r in rows] == [s.id for s in directory.services]
    assert not [v for r in rows for v in r.values() if v.startswith(("=", "+", "-", "@"))]
