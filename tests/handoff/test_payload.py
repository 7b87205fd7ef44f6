"""What is sent: the fields of the schema, the words that were shown, and nothing of the person beside them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.directory.shared import directory
from bot.handoff import payload
from bot.handoff.states import Handoff, State
from bot.settings import ROOT

from .conftest import OPEN

SCHEMA = json.loads((Path(ROOT) / "seeds" / "schema" / "handoff.schema.json").read_text(encoding="utf-8"))
CANNOCK = {"topic": "abuse", "area": "E07000192", "area_label": "Cannock"}


def requested(words, slots: dict, urgency: str = "routine") -> dict:
    area = payload.area_of(slots, directory())
    summary = payload.summary_of(slots, area, urgency, words)
    one = Handoff("ho_abcdefghijklmnop", "conversation-canary", summary, area, urgency, OPEN, timedelta(seconds=120), State.CONSENTED)
    one.consented_at = OPEN
    body = payload.requested(one, "karma-nirvana", words)
    assert len(body) < 4096
    assert b"canary" not in body
    return json.loads(body)


@pytest.mark.parametrize(
    "slots",
    [
        {},
        CANNOCK,
        {"topic": "information", "area": "any"},
        {"topic": "self_harm", "area": "Wales", "area_label": "Wales"},
        {"topic": "own_behaviour", "area": " ".join(f"E070001{n}" for n in range(92, 100)), "area_label": "Staffordshire"},
        {"topic": "sexual_violence", "area": " ".join(directory().district_codes)},
    ],
    ids=["nothing known", "a town", "area skipped", "Wales", "a county", "everywhere"],
)
def test_it_fits_the_schema_and_four_kilobytes(words, slots: dict):
    Draft202012Validator(SCHEMA).validate(requested(words, slots))


def test_the_schema_allows_nothing_more(words):
    for name in ("name", "ip", "user_agent", "transcript", "score", "phone"):
        event = requested(words, CANNOCK)
        event["data"][name] = "x"
        assert not Draft202012Validator(SCHEMA).is_valid(event)


def test_the_area_is_a_council_and_not_what_was_typed():
    assert payload.area_of(CANNOCK, directory()) == "Cannock Chase"
    assert payload.area_of({"area": "E07000192 E07000194"}, directory()) == "Cannock Chase or Lichfield"
    assert payload.area_of({"area": "any"}, directory()) is None
    assert payload.area_of({}, directory()) is None


def test_the_summary_says_topic_area_and_how_soon_and_no_more(words):
    sent = requested(words, {**CANNOCK, "needs": ["man"], "harm": "stalking", "audience": "victim"}, "soon")
    assert sent["data"]["summary"] == "About: Someone hurts, scares or controls me\nArea: Cannock Chase\nHow soon: sooner, if they can"
    assert "routine" not in json.dumps(sent)


def test_what_was_not_said_is_called_not_said(words):
    assert requested(words, {"topic": "other"})["data"]["summary"] == "About: not said\nArea: not said\nHow soon: in the usual order"


def test_times_are_in_utc_and_in_order(words):
    data = requested(words, CANNOCK)["data"]
    assert data["created_at"] == "2026-11-24T11:00:00Z" and data["expires_at"] == "2026-11-24T11:02:00Z" and data["delete_after"] == "2026-11-25T11:00:00Z"


def test_half_a_character_does_not_stop_a_line_to_the_adviser(words):
    one = Handoff("ho_x", "c", "", None, "routine", OPEN, timedelta(seconds=120))
    assert json.loads(payload.person_said(one, "hello \ud800", OPEN))["data"]["text"].startswith("hello ")
