"""Transcripts as test stories of Rasa, for `rasa test core`: which actions follow which words, as seen while replaying."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console

from bot.replay.run import Checked, Result

# Chosen by an action, not by a policy: `rasa test`, which runs no actions, cannot foretell what follows.
FOLLOWING = "following an action"
_MARKUP = re.compile(r"[\[\]{}\n]")  # Rasa would read these in a story as its own marks


def export_stories(results: list[Result], folder: Path, console: Console) -> int:
    """Write one story a transcript into ``folder``, grouped by folder of the transcripts; the number of stories written.

    A story ends before a turn that `rasa test` cannot follow: it runs no actions, so it does not know what they ask for next.
    """
    stories: dict[str, list[dict[str, Any]]] = {}
    for result in results:
        steps = _steps(result)
        if steps:
            group = re.sub(r"\W+", "_", Path(result.transcript.file).parent.name) or "transcripts"
            row = f" (row {result.transcript.row})" if result.transcript.row else ""
            stories.setdefault(group, []).append({"story": f"{result.transcript.title}{row}", "steps": steps})
    folder.mkdir(parents=True, exist_ok=True)
    for group, made in sorted(stories.items()):
        text = yaml.safe_dump({"version": "3.1", "stories": made}, allow_unicode=True, sort_keys=False, width=10_000)
        (folder / f"test_{group}.yml").write_text(text, encoding="utf-8")
    written = sum(map(len, stories.values()))
    console.print(f"{written} stories written to {folder}. Try them with: rasa test core --stories {folder}", soft_wrap=True)
    return written


def _steps(result: Result) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []
    form: str | None = None
    for checked in result.turns:
        made = _turn(checked, form)
        if made is None:
            break
        steps += made
        form = checked.turn.seen.form if checked.turn.seen else None
    return steps


def _turn(checked: Checked, form: str | None) -> list[dict[str, Any]] | None:
    """One turn as steps of a story, or None when a story cannot hold it. ``form``: the one that was active before."""
    turn, seen = checked.turn, checked.turn.seen
    if _MARKUP.search(turn.user or "") or seen is None or not seen.intent or turn.problem or not seen.actions:
        return None
    if any(policy == FOLLOWING for _, policy in seen.actions[:-1]) or (checked.step and checked.step.at):
        return None
    made: list[dict[str, Any]] = [_said(turn, seen.intent)]
    for action, _ in seen.actions:
        if action in ("action_listen", "action_session_start"):
            continue
        made.append({"action": action})
        is_form = action.endswith("_form") and not action.startswith(("action_", "validate_"))
        if is_form or (form and form != seen.form):  # a form begins, goes on or ends here, or another action has ended it
            form = action if is_form and seen.form else None
            made.append({"active_loop": form})
            made.append({"slot_was_set": [{"requested_slot": seen.slots.get("requested_slot") if form else None}]})
    return made


def _said(turn: Any, intent: str) -> dict[str, Any]:
    if turn.number == 0:
        return {"user": "/start", "intent": "start"}
    if turn.user is None:
        return {"intent": intent}
    return {"user": turn.user, "intent": intent}
