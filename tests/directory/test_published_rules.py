"""Our statement of the export's fields is at least as strict as the published schemas were when we read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.directory import Directory
from tests.directory.test_exchange import SCHEMA, exported

RULES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("published_rules.yml").read_text("utf-8"))
PROPERTIES = SCHEMA["properties"]
TERM = PROPERTIES["attributes"]["items"]["properties"]["taxonomy_term"]
OURS = {
    "service": SCHEMA,
    "organization": PROPERTIES["organization"],
    "phone": PROPERTIES["phones"]["items"],
    "schedule": PROPERTIES["schedules"]["items"],
    "service_area": PROPERTIES["service_areas"]["items"],
    "attribute": PROPERTIES["attributes"]["items"],
    "taxonomy_term": TERM,
}
WITHIN = {"number": ("number", "integer")}


def stated(kind: str) -> list[tuple[str, str, Any]]:
    return [(entity, field, rule) for entity, fields in RULES[kind].items() for field, rule in fields.items()]


@pytest.mark.parametrize("version", RULES["required"], ids=lambda v: f"{v['of']} {v['commit'][:7]}")
def test_what_a_published_schema_requires_ours_requires(version: dict[str, Any]) -> None:
    for entity in OURS.keys() & version.keys():
        wanted = set(version[entity]) - set(RULES["gaps"].get(entity, ()))
        assert wanted <= set(OURS[entity]["required"]), entity


@pytest.mark.parametrize("entity", RULES["table_required"])
def test_what_the_csv_form_requires_ours_requires(entity: str) -> None:
    assert set(RULES["table_required"][entity]) <= set(OURS[entity]["required"])


@pytest.mark.parametrize(("entity", "field", "kind"), stated("types"))
def test_every_field_has_the_published_type(entity: str, field: str, kind: str) -> None:
    rule = OURS[entity]["properties"][field]
    values = rule.get("enum", [rule["const"]] if "const" in rule else [])
    if values:
        assert kind == "string" and all(isinstance(v, str) for v in values)
    else:
        assert rule["type"] in WITHIN.get(kind, (kind,))


@pytest.mark.parametrize(("entity", "field", "form"), stated("formats"))
def test_every_field_has_the_published_format(entity: str, field: str, form: str) -> None:
    rule = OURS[entity]["properties"][field]
    assert rule["format"] == form
    assert form == "uuid" or rule["pattern"], f"{form} is checked by few validators: a pattern has to say it too"


@pytest.mark.parametrize(("entity", "field", "known"), stated("lists"))
def test_every_list_holds_only_published_values(entity: str, field: str, known: list[str]) -> None:
    assert set(OURS[entity]["properties"][field]["enum"]) <= set(known)


def test_no_field_was_left_out_of_the_comparison() -> None:
    """Every field of our schema was looked up in the published ones."""
    for entity, schema in OURS.items():
        assert set(schema["properties"]) == set(RULES["types"][entity]), entity
        assert schema["additionalProperties"] is False, entity


def test_the_comparison_can_fail() -> None:
    loose = json.loads(json.dumps(TERM))
    loose["required"].remove("taxonomy")
    asked = next(v["taxonomy_term"] for v in RULES["required"] if v["commit"].startswith("566ddb6"))
    assert not set(asked) <= set(loose["required"]), "a version of the UK profile requires the taxonomy"


def test_the_one_gap_is_a_gap_of_sources_not_of_the_export(directory: Directory) -> None:
    """A service has no `url` only if its record has none: an address is never made up to please a schema."""
    for service, out in zip(directory.services, exported(directory)["contents"]):
        assert ("url" in out) == bool(service.urls), service.id
