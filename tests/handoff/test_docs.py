"""docs/handoff.md says what is true: its example is a right payload, its receiver understands us, its profile is read."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime, timezone
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.directory.profiles import load_profile
from bot.directory.shared import directory
from bot.handoff.signature import keys, sign, verify
from bot.server.adviser_events import KINDS
from bot.settings import ROOT, Settings
from tests.support.desk import SECRET

PAGE = (ROOT / "docs" / "handoff.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=timezone.utc)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_request_on_the_page_fits_the_schema():
    schema = json.loads((ROOT / "seeds" / "schema" / "handoff.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(blocks("json")[0]))


def test_the_receiver_on_the_page_understands_us_and_we_it():
    (source,) = blocks("python")
    receiver: dict = {}
    exec(source, receiver)
    body = "{\"text\": \"é\"}".encode()
    theirs = sign(keys(SECRET), "msg_1", NOW, body)
    assert receiver["is_ours"](SECRET, theirs, body, NOW.timestamp())
    assert not receiver["is_ours"](SECRET, theirs, body + b" ", NOW.timestamp())
    assert not receiver["is_ours"](SECRET, theirs, body, NOW.timestamp() + 301)
    assert verify(keys(SECRET), receiver["headers_for"](SECRET, "msg_2", body, NOW.timestamp()), NOW, body) == "msg_2"


def test_the_profile_on_the_page_is_read(tmp_path: Path):
    shutil.copytree(ROOT / "seeds" / "schema", tmp_path / "schema")
    text = (ROOT / "seeds" / "profiles" / "new-era.yml").read_text(encoding="utf-8").replace("handoff: signpost\n", "")
    (tmp_path / "profiles").mkdir()
    added = blocks("yaml")[0].replace("your-record", "new-era-victims")
    (tmp_path / "profiles" / "new-era.yml").write_text(text + added, encoding="utf-8")
    assert load_profile(tmp_path, "new-era", directory()).handoff == "webhook"
    assert set(yaml.safe_load(added)) == {"handoff", "handoff_service", "handoff_must_share"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_event_of_the_desk_is_named(kind: str):
    assert f"`{kind}`" in PAGE


def test_each_setting_is_named_with_its_standard():
    for name in ("handoff_url", "handoff_secret", "handoff_seconds"):
        assert f"`WAYMARK_{name.upper()}`" in PAGE
    assert f"how long you have to answer: {Settings().handoff_seconds}" in PAGE
