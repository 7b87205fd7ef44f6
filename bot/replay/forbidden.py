"""Wording that must never reach a person: seeds/wording/never.yml, read into patterns."""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterator

import yaml

from bot.replay.expectations import same
from bot.settings import ROOT

NEVER = ROOT / "seeds" / "wording" / "never.yml"
SCHEMA = ROOT / "seeds" / "schema" / "never.schema.json"
_WORD = r"[\w'%-]+"
# "not ... confront", or "if you need to leave home": advice about the thing, not advice to do it.
_NEGATED = re.compile(r"\bif\W*$|(?:\b(?:not|never|no|nor|nobody|neither|without|cannot)\b|n't\b)(?:\W+" + _WORD + r"){0,5}\W*$")


@dataclass(frozen=True)
class Phrase:
    """One forbidden phrase. `unless_negated`: "do not confront them" is good advice; "confront them" is not."""

    id: str
    written: str
    pattern: re.Pattern[str]
    why: str
    unless_negated: bool = False
    needs: tuple[str, ...] = ()  # words that make it right when they stand in the same message


def pattern(written: str) -> re.Pattern[str]:
    """`leave him|her|them`: one of several words; `*`: up to three words of any kind. Capitals and kinds of quotes are the same."""
    parts = []
    for word in same(written).split():
        if word == "*":
            parts.append(rf"(?:{_WORD}\W+){{0,3}}?")
        else:
            parts.append("(?:" + "|".join(re.escape(one) for one in word.split("|")) + r")(?![\w])\W*")
    return re.compile(r"(?<![\w])" + "".join(parts))


@lru_cache(maxsize=8)
def phrases(path: Path = NEVER) -> tuple[Phrase, ...]:
    """Every forbidden phrase.

    Raises:
        ValueError: the file does not fit its schema (which entry, and why).
    """
    import json

    from jsonschema import Draft202012Validator

    entries: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["never"]
    for error in Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).iter_errors({"never": entries}):
        where = "/".join(str(part) for part in error.absolute_path)
        raise ValueError(f"{path.name}: {where}: {error.message}. Compare with the other entries.")
    return tuple(
        Phrase(entry["id"], written, pattern(written), entry["why"], entry.get("unless_negated", False), tuple(entry.get("needs", ())))
        for entry in entries
        for written in entry["phrases"]
    )


def found_in(text: str, known: tuple[Phrase, ...]) -> Iterator[tuple[Phrase, str]]:
    """Each forbidden phrase in ``text``, with the sentence it stands in."""
    plain = same(text)
    for phrase in known:
        for hit in phrase.pattern.finditer(plain):
            start = max(plain.rfind(mark, 0, hit.start()) for mark in ".!?:;") + 1
            if phrase.unless_negated and _NEGATED.search(plain[start : hit.start()]):
                continue
            if phrase.needs and all(same(word) in plain for word in phrase.needs):
                continue
            end = min((plain.find(mark, hit.end()) for mark in ".!?" if plain.find(mark, hit.end()) > 0), default=len(plain))
            yield phrase, plain[start : end + 1].strip()
            break
