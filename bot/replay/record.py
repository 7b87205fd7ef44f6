"""A conversation in the terminal, written down as a transcript."""
from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.replay.transcript import USUAL_MOMENT

OK, BAD_INPUT = 0, 2


def record(file: Path, at: str | None, console: Console) -> int:
    """Talk at the moment ``at`` and write ``file``. Never writes over a file that is there."""
    from bot.replay import vocabulary

    problems: list[str] = []
    moment = vocabulary.moment(at, lambda what, remedy: problems.append(f"{what}. {remedy}.")) if at else USUAL_MOMENT
    if file.exists():
        problems.append(f"{file} is there already. Choose another name.")
    elif not file.parent.is_dir():
        problems.append(f"There is no folder {file.parent}.")
    if problems or moment is None:
        console.print("\n".join(problems), soft_wrap=True)
        return BAD_INPUT
    steps = asyncio.run(_talk(moment, console))
    if steps:
        file.write_text(as_yaml(file.stem.replace("_", " ").capitalize(), moment, steps), encoding="utf-8")
        console.print(f"Written to {file}. Give it a title, and say what you expect of the answers (docs/replay.md).", soft_wrap=True)
    return OK


async def _talk(moment: datetime, console: Console) -> list[dict[str, Any]]:
    from bot import clock
    from bot.conversation.terminal import show
    from bot.dialogue.local import local_engine

    steps: list[dict[str, Any]] = []
    with console.status("One moment ..."):
        engine = await local_engine()
    with clock.standing_at(moment):
        messages = await engine.start("record")
        while True:
            choices = show(console, messages)
            try:
                said = await asyncio.to_thread(console.input, "[bold]> [/bold]")
            except (EOFError, KeyboardInterrupt):
                return steps
            if not said.strip():
                return steps
            if said.strip().isdigit() and 0 < int(said) <= len(choices):
                chosen = choices[int(said) - 1]
                steps.append({"choose": chosen["label"]})
                messages = await engine.choose("record", chosen["id"])
            else:
                steps.append({"user": said})
                messages = await engine.say("record", said)


def as_yaml(title: str, moment: datetime, steps: list[dict[str, Any]]) -> str:
    """A transcript as text; each step has `user` or `choose`, and perhaps `at` and `expect`."""
    import yaml

    data = {"title": title, "at": moment.isoformat(), "steps": steps}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
