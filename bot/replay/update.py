"""Writes today's answers into transcripts as expectations, for a person to review: what is, is not yet what is right."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from bot.replay.run import Checked, Result


def update_files(results: list[Result], console: Console) -> None:
    """Rewrite the files of ``results``, comments kept. Tables, fragments and answers that break a promise are left alone."""
    for result in results:
        path = Path(result.transcript.file)
        reason = _why_not(result, path)
        if reason:
            console.print(Text(f"left alone  {path}: {reason}", style="yellow"), soft_wrap=True)
        elif _rewrite(path, result):
            console.print(f"rewritten   {path}", soft_wrap=True)
    console.print("Read every change before you keep it: what the bot says today is not always right (docs/replay.md).", soft_wrap=True)


def _why_not(result: Result, path: Path) -> str:
    if path.suffix not in (".yml", ".yaml"):
        return "only YAML can be rewritten"
    if result.transcript.row:
        return "a table has one expectation for all its rows"
    if any(checked.broken for checked in result.turns):
        return "an answer breaks a promise, and that must never be expected"
    return "not all steps could be played" if result.unplayed else ""


def _rewrite(path: Path, result: Result) -> bool:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(path.read_text(encoding="utf-8"))
    own = [checked for checked in result.turns if checked.step and checked.step.file == result.transcript.file]
    steps = [step for step in data["steps"] if "include" not in step and set(step) & {"user", "choose"}]
    for step, checked in zip(steps, own):
        step["expect"] = expectations_of(checked)
    before = path.read_text(encoding="utf-8")
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
    return before != path.read_text(encoding="utf-8")


def expectations_of(checked: Checked) -> dict[str, Any]:
    """What was so in this turn, as expectations; those that only forbid are kept from before."""
    turn, seen = checked.turn, checked.turn.seen
    before = dict(checked.step.expect) if checked.step else {}
    made: dict[str, Any] = {}
    if seen and turn.user is not None:
        made.update(urgency=seen.urgency, topic=seen.topic)
    if turn.messages and turn.messages[0]["kind"] == "emergency":
        made["kind"] = "emergency"
    made["says"] = [message["text"].split("\n")[0] for message in turn.messages if message["text"]]
    if turn.service_ids:
        made["offers"] = turn.service_ids
        made["open"] = list(dict.fromkeys(c["service_id"] for c in turn.contacts if c["status"] == "open"))
        made["closed"] = list(dict.fromkeys(c["service_id"] for c in turn.contacts if c["status"] == "closed"))
    kept = {key: value for key, value in before.items() if key in ("never", "offers_never")}
    return {key: value for key, value in {**made, **kept}.items() if value not in (None, [], "")}
