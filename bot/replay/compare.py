"""What changed between two runs, from their --json files: for whoever reviews a new model, new wording or new data."""
from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any, Iterator

from rich.console import Console
from rich.text import Text

SAME, DIFFERENT, BAD_INPUT = 0, 1, 2


def compare_files(old: Path, new: Path, console: Console) -> int:
    """Print the differences; 0 when there are none, 1 when there are, 2 when a file is not a result of replay."""
    try:
        before, after = _read(old), _read(new)
    except ValueError as error:
        console.print(Text(str(error), style="yellow"), soft_wrap=True)
        return BAD_INPUT
    changed = list(differences(before, after))
    for line in changed:
        style = {"-": "red", "+": "green", "=": "bold"}.get(line[:1])
        console.print(Text(line, style=style or ""), soft_wrap=True)
    heads = sum(line.startswith("=") for line in changed)
    console.print(f"{heads} transcripts differ." if heads else "Nothing differs.")
    return DIFFERENT if changed else SAME


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {one["id"]: one for one in data["transcripts"]}
    except OSError as error:
        raise ValueError(f"{path}: cannot be read ({error.strerror}). Check the name.") from None
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"{path}: this is not a result of `waymark replay --json`. Make one with: waymark replay PATH --json {path}") from None


def differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Lines that say what changed, transcript by transcript."""
    for name in [*before, *(name for name in after if name not in before)]:
        if name not in after:
            yield f"= {name}: is not in the new run"
        elif name not in before:
            yield f"= {name}: is new, {_verdict(after[name])}"
        else:
            lines = list(_turns(before[name], after[name]))
            if lines or before[name]["passed"] != after[name]["passed"]:
                yield f"= {name} ({after[name]['title']}): {_verdict(before[name])} -> {_verdict(after[name])}"
                yield from lines


def _verdict(one: dict[str, Any]) -> str:
    return "passed" if one["passed"] else "failed"


def _turns(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for number in range(max(len(old["turns"]), len(new["turns"]))):
        a = _told(old["turns"][number]) if number < len(old["turns"]) else []
        b = _told(new["turns"][number]) if number < len(new["turns"]) else []
        if a != b:
            turn = (new["turns"] if number < len(new["turns"]) else old["turns"])[number]
            yield f"  step {number}: {turn['user'] if turn['user'] is not None else turn['choose'] or 'the opening'}"
            yield from (line for line in difflib.unified_diff(a, b, lineterm="", n=0) if not line.startswith(("---", "+++", "@@")))


def _told(turn: dict[str, Any]) -> list[str]:
    """A turn as lines: what was said, the cards, the buttons, the findings, who decided."""
    lines = []
    for message in turn["messages"]:
        lines += [f"   {message['kind']}: {part}" for part in message["text"].splitlines() if part]
        lines += [f"   card: {c['service_id']}, {c['phone'] or c['sms'] or c['url']}, {c['status_text']}" for c in message["contacts"]]
        lines += [f"   button: {c['label']}" for c in message["choices"]]
    lines += [f"   wrong: {f['check']}: expected {f['expected']}, got {f['got']}" for f in turn["broken"] + turn["missed"]]
    decision = turn["decision"]
    if decision:
        lines.append(f"   decided: {decision['urgency']}, {decision['topic']}, {decision['intent']}, {', '.join(a for a, _ in decision['actions'])}")
    return lines
