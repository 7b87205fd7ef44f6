"""Check data against one of the JSON Schemas in seeds/schema and say, for each fault, where it is and what to do."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.directory.models import Problem
from bot.directory.yamlfile import Lines


@lru_cache(maxsize=8)
def validator(path: Path):  # noqa: ANN201 - jsonschema's own type
    """The compiled validator of a schema file."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(path.read_text("utf-8")))


def schema_problems(data: Any, schema: Path, shown: str, lines: Lines) -> list[Problem]:
    """Every place where `data` breaks the schema."""
    return [p for error in validator(schema).iter_errors(data) for p in _explain(error, shown, lines)]


def _line(lines: Lines, path: tuple[Any, ...]) -> int:
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 1)


def _name(path: tuple[Any, ...]) -> str:
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".") or "(file)"


def _explain(error: Any, shown: str, lines: Lines) -> list[Problem]:
    path = tuple(error.absolute_path)
    means = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
    should = f"It should be {means}" if means else "Compare with another record"

    def problem(at: tuple[Any, ...], what: str, remedy: str) -> Problem:
        return Problem(shown, _line(lines, at), _name(at), what, remedy)

    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema.get("properties", {})
        return [
            problem((*path, key), "is not a known field", "Correct its spelling or remove it")
            for key in error.instance
            if key not in known
        ]
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        props = error.schema.get("properties", {})
        return [
            problem((*path, k), "is missing", f"Add it: {props.get(k, {}).get('description', 'it is required')}")
            for k in missing
        ]
    if error.validator == "enum":
        allowed = ", ".join(str(v).lower() for v in error.validator_value)
        return [problem(path, f"has the value {_short(error.instance)}, which is not known", f"Use one of: {allowed}")]
    if error.validator == "if":
        return [problem(("schedules",), "is missing", "Add the opening times, or set availability to unstated")]
    if error.validator == "not":
        return [problem(("schedules",), "is given, but availability is not scheduled", "Set availability to scheduled")]
    if error.validator == "type":
        return [problem(path, f"is {_short(error.instance)}, not of the right kind", should)]
    return [problem(path, f"has the value {_short(error.instance)}, which does not fit", should)]


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."
