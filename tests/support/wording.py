"""The wording and the vocabulary as files, for tests that read every line of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "bot" / "data"


@lru_cache(maxsize=1)
def domain() -> dict[str, Any]:
    """domain.yml."""
    return yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


def slots_of_forms() -> list[tuple[str, str]]:
    """Each form with each slot that it asks for."""
    return [(form, slot) for form, described in domain()["forms"].items() for slot in described["required_slots"]]


@lru_cache(maxsize=1)
def wording() -> dict[str, list[dict[str, Any]]]:
    """Every response with all of its variations, by name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((DATA / "responses").glob("*.yml")):
        for name, variations in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            assert name not in found, f"{path.name}: {name} is there twice"
            found[name] = variations
    return found


def buttons() -> list[tuple[str, str, str]]:
    """Each button of the wording: response, title, intent of its payload."""
    return [
        (name, button["title"], button["payload"].lstrip("/"))
        for name, variations in wording().items()
        for variation in variations
        for button in variation.get("buttons") or ()
    ]


@lru_cache(maxsize=1)
def examples() -> dict[str, set[str]]:
    """The training messages of each intent."""
    found: dict[str, set[str]] = {}
    for path in sorted((DATA / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = (line.strip() for line in block["examples"].splitlines())
            found.setdefault(block["intent"], set()).update(line[2:] for line in lines if line.startswith("- "))
    return found
