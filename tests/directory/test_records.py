"""Every shown fact has a source, word for word. Read with YAML alone, not with the loader that is under test."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import phonenumbers
import pytest
import yaml
from phonenumbers import shortnumberinfo

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
RECORDS = {p.stem: yaml.safe_load(p.read_text("utf-8")) for p in sorted((SEEDS / "services").glob("*.yml"))}
DOCUMENTS = {p.name: p.read_bytes().decode("utf-8") for p in (SEEDS / "documents").glob("*.txt")}
FACTS = [(i, name, fact) for i, r in RECORDS.items() for name, fact in r["facts"].items()]
NAMED_IN_THE_DOCUMENTS = {
    "emergency-999", "police-101", "crimestoppers", "emerald-centre-sarc", "signpost-bedfordshire", "new-era-victims",
    "new-era-perpetrators", "staffordshire-womens-aid", "glow-victims", "glow-perpetrators", "pathway",
    "local-authority", "staying-put",
}  # fmt: skip


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def quote(fact: dict) -> str:
    return fact.get("quote") or fact["source_quote"]


def test_every_service_of_the_documents_has_a_record() -> None:
    assert NAMED_IN_THE_DOCUMENTS <= set(RECORDS)


@pytest.mark.parametrize(("service", "name", "fact"), FACTS, ids=[f"{i}.{n}" for i, n, _ in FACTS])
def test_every_quote_is_in_its_document_word_for_word(service: str, name: str, fact: dict) -> None:
    if "document" in fact:
        assert fact["quote"] in DOCUMENTS[fact["document"]]
    else:
        assert fact["source_url"].startswith("http") and fact["source_quote"].strip()


@pytest.mark.parametrize("service", RECORDS)
def test_every_number_is_in_the_words_of_its_source(service: str) -> None:
    record = RECORDS[service]
    for phone in record["phones"]:
        assert digits(phone["number"]) in digits(quote(record["facts"]["phones"]))
    if "sms" in record:
        assert digits(record["sms"]["number"]) in digits(quote(record["facts"]["sms"]))


@pytest.mark.parametrize("service", RECORDS)
def test_every_number_can_be_dialled_in_the_uk(service: str) -> None:
    for phone in RECORDS[service]["phones"]:
        parsed = phonenumbers.parse(phone["number"], "GB")
        assert phonenumbers.is_valid_number(parsed) or shortnumberinfo.is_valid_short_number_for_region(parsed, "GB")


@pytest.mark.parametrize("service", RECORDS)
def test_records_fit_the_published_schema(service: str) -> None:
    schema = json.loads((SEEDS / "schema" / "service.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(RECORDS[service])


@pytest.mark.parametrize("service", RECORDS)
def test_stated_hours_and_promises_have_a_source(service: str) -> None:
    record = RECORDS[service]
    claims = {
        "availability": record["availability"] == "always",
        "schedules": record["availability"] == "scheduled",
        "confidential": record["confidential"] is True,
        "anonymous": record["anonymous"] is True,
    }
    assert {name for name, claimed in claims.items() if claimed} <= set(record["facts"])


@pytest.mark.parametrize("service", RECORDS)
def test_no_record_gives_away_where_a_safe_place_is(service: str) -> None:
    shown = json.dumps({k: v for k, v in RECORDS[service].items() if k not in ("facts", "disputes", "check_at")})
    assert not re.search(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", shown), "a postcode"
    assert not re.search(r"\b\d+[a-z]? \w+ (street|road|avenue|lane|drive|close)\b", shown, re.IGNORECASE), "a street"


@pytest.mark.parametrize("service", RECORDS)
def test_what_is_plain_and_holds_no_number(service: str) -> None:
    what = RECORDS[service]["what"]
    assert not re.search(r"\d", what)
    assert max(len(s.split()) for s in re.split(r"[.:]\s", what)) <= 30, "a sentence is too long to read when afraid"


def test_glow_has_one_number_and_two_audiences() -> None:
    victims, perpetrators = RECORDS["glow-victims"], RECORDS["glow-perpetrators"]
    assert victims["phones"] == perpetrators["phones"]
    assert victims["audience"] == ["victim"] and perpetrators["audience"] == ["perpetrator"]


def test_the_police_team_emerald_is_not_the_emerald_centre() -> None:
    assert "police" not in RECORDS["emerald-centre-sarc"]["name"].lower()
    assert not [r for r in RECORDS.values() if "WEPROTECT" in json.dumps(r)]


def test_documents_are_as_received() -> None:
    import hashlib

    found = {n: hashlib.sha256(t.encode()).hexdigest()[:16] for n, t in DOCUMENTS.items()}
    assert len(found) == 4
    assert found == EXPECTED, "a source document was changed"


EXPECTED = {
    "000_abbc0d65c8741198.txt": "91c589cbaa55fcec",
    "001_25b69b6a57be430b.txt": "72429412dea0dcf9",
    "002_492a420d933f5d86.txt": "03230592056299e5",
    "003_2dfecb816b9fcd2f.txt": "67ce985dd7b89ce3",
}
