"""The page for people who look after the directory says what is true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "directory.md").read_text("utf-8")


def test_every_field_of_a_record_is_explained() -> None:
    schema = json.loads((ROOT / "seeds" / "schema" / "service.schema.json").read_text("utf-8"))
    assert not {f for f in schema["properties"] if f"`{f}`" not in PAGE}


def test_every_command_on_the_page_exists() -> None:
    from bot.commands.directory import app

    known = {c.name or c.callback.__name__ for c in app.registered_commands}
    assert set(re.findall(r"waymark directory (\w+)", PAGE)) == known


def test_every_file_on_the_page_exists() -> None:
    for name in re.findall(r"`(seeds/[\w./-]+)`", PAGE):
        assert (ROOT / name).exists(), name


def test_the_list_of_words_is_complete() -> None:
    words = yaml.safe_load((ROOT / "seeds" / "wording" / "status.yml").read_text("utf-8"))
    for part, entries in words.items():
        line = re.search(rf"- `{part}`: ([^`]+?)(?=\n- |\n\n)", PAGE)
        assert line and {w.strip() for w in line[1].replace("\n", " ").split(",")} == set(entries)
