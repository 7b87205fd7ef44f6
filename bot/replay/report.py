"""The results of a run as plain data: for --json, for comparing two runs, and for the other reports. Same run, same bytes."""
from __future__ import annotations

import json
from typing import Any

from bot.replay.run import Checked, Result
from bot.replay.transcript import Fault


def as_data(results: list[Result], faults: list[Fault], where: str) -> dict[str, Any]:
    """Everything about a run. Holds no time of the run itself and no random name, so that two runs can be compared."""
    transcripts = [_transcript(result) for result in results]
    return {
        "replayed": where,
        "transcripts": transcripts,
        "faults": [{"file": f.file, "line": f.line, "what": f.what, "remedy": f.remedy} for f in faults],
        "summary": {
            "transcripts": len(results),
            "passed": sum(result.passed for result in results),
            "failed": sum(not result.passed for result in results),
            "turns": sum(len(result.turns) for result in results),
            "broken_promises": sum(len(c.broken) for r in results for c in r.turns),
            "missed_expectations": sum(len(c.missed) for r in results for c in r.turns),
            "not_checked": sum(len(c.unchecked) for r in results for c in r.turns),
            "unreadable": len({fault.file for fault in faults}),
        },
    }


def as_json(data: dict[str, Any]) -> str:
    """The data as text, the same for the same run."""
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def _transcript(result: Result) -> dict[str, Any]:
    transcript = result.transcript
    return {
        "id": transcript.id,
        "title": transcript.title,
        "file": transcript.file,
        "at": transcript.at.isoformat(),
        "passed": result.passed,
        "unplayed": result.unplayed,
        "turns": [_turn(checked) for checked in result.turns],
    }


def _turn(checked: Checked) -> dict[str, Any]:
    turn, seen = checked.turn, checked.turn.seen
    return {
        "turn": turn.number,
        "file": checked.step.file if checked.step else None,
        "line": checked.step.line if checked.step else None,
        "at": turn.at.isoformat(),
        "user": turn.user,
        "choose": turn.choose,
        "messages": list(turn.messages),
        "problem": turn.problem,
        "decision": {
            "layer": seen.layer,
            "urgency": seen.urgency,
            "topic": seen.topic,
            "doors": list(seen.doors),
            "intent": seen.intent,
            "confidence": seen.confidence,
            "why": list(seen.why),
            "actions": [list(action) for action in seen.actions],
            "responses": list(turn.responses),
            "form": seen.form,
            "slots": dict(sorted(seen.slots.items())),
        }
        if seen
        else None,
        "broken": [vars(finding) for finding in checked.broken],
        "missed": [vars(finding) for finding in checked.missed],
        "not_checked": list(checked.unchecked),
    }
