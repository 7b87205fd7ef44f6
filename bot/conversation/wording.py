"""The reviewed wording, readable without Rasa, so that danger and failure have words when everything else is dead."""
from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterable

import yaml

from bot.directory import Directory
from bot.settings import ROOT

RESPONSES = ROOT / "bot" / "data" / "responses"


@lru_cache(maxsize=1)
def responses(folder: Path = RESPONSES) -> dict[str, dict[str, Any]]:
    """Each response's one variation, by name."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.yml")):
        for name, variations in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            found[name] = variations[0]
    return found


def numbers(directory: Directory) -> dict[str, str]:
    """What the placeholders of the wording stand for: a service's first number, by its id with underscores."""
    return {
        service.id.replace("-", "_"): service.phones[0].number for service in directory.services if service.phones
    }


def cards(directory: Directory, ids: Iterable[str], now: datetime) -> list[dict[str, Any]]:
    """Contact cards for service ids, at the moment ``now``."""
    return [directory.contact(service_id, now).as_dict() for service_id in ids]


def spoken(name: str, directory: Directory, now: datetime) -> dict[str, Any]:
    """A response as Rasa would utter it, made without Rasa: text, buttons, custom."""
    response = dict(responses()[name])
    custom = response.get("custom")
    filled = {**response, "text": response["text"].format(**numbers(directory))}
    if custom:
        filled["custom"] = {**custom, "contacts": cards(directory, custom.get("contacts", ()), now)}
    return filled
