"""JSON lines and CSV: one turn, or one whole transcript, a line."""
from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any, Callable, Iterable

from bot.replay import plain_yaml, vocabulary
from bot.replay.transcript import USUAL_MOMENT, Fault, Step, Transcript

_TURN_KEYS = ("transcript", "at", "user", "choose", "expect", "note")
Turn = tuple[int, dict[str, Any]]  # line, keys and values


def read_jsonl(path: Path, shown: Callable[[Path], str] = str) -> tuple[list[Transcript], list[Fault]]:
    """Each line is a transcript (with `steps`) or a turn; turns with the same `transcript` belong together.

    A line that cannot be read is named, and its conversation left out; the rest is read.
    """
    name = shown(path)
    try:
        text = plain_yaml.read_text(path, name)
    except plain_yaml.Unreadable as error:
        return [], [error.fault]
    faults: list[Fault] = []
    turns: list[Turn] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            where = f" at character {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            faults.append(Fault(name, number, f"this line is not JSON{where}", "Each line is one object in {braces}"))
            continue
        if not isinstance(record, dict):
            faults.append(Fault(name, number, "this line is not an object", "Write it like {\"transcript\": \"...\", \"user\": \"...\"}"))
        elif "steps" in record:
            steps = record["steps"] if isinstance(record["steps"], list) else [None]
            common = {"transcript": record.get("title") or f"line {number}", "at": record.get("at")}
            for key in set(record) - {"title", "at", "steps", "note"}:
                faults.append(Fault(name, number, *vocabulary.unknown(key, ("title", "at", "steps"), "the key")))
            for first, step in enumerate(steps):
                whole = {**step, **({} if first else {"at": step.get("at") or common["at"]})} if isinstance(step, dict) else {"": step}
                turns.append((number, {**whole, "transcript": f"{common['transcript']}\0{number}"}))
        else:
            turns.append((number, record))
    return _transcripts(turns, name, faults)


def read_csv(path: Path, shown: Callable[[Path], str] = str) -> tuple[list[Transcript], list[Fault]]:
    """Columns `transcript`, `at`, `user`, `choose` and any expect key; several values in one field are set apart by `;`."""
    name = shown(path)
    try:
        text = plain_yaml.read_text(path, name)
    except plain_yaml.Unreadable as error:
        return [], [error.fault]
    reader = csv.DictReader(io.StringIO(text))
    known = (*_TURN_KEYS, *vocabulary.EXPECT_KEYS)
    faults = [Fault(name, 1, *vocabulary.unknown(str(column), known, "the column")) for column in reader.fieldnames or () if column not in known]
    if not {"user", "choose"} & set(reader.fieldnames or ()):
        faults.append(Fault(name, 1, "there is no column user", "The first line names the columns, such as: transcript,at,user,says,offers"))
    if faults:
        return [], faults
    turns: list[Turn] = []
    for row in reader:
        expect = {key: _split(key, value) for key, value in row.items() if key in vocabulary.EXPECT_KEYS and value}
        if None in row or None in row.values():
            faults.append(Fault(name, reader.line_num, "this row has more or fewer fields than there are columns", 'Put text with a comma in "quotes"'))
            expect = {"": None}
        turns.append((reader.line_num, {**{k: v for k, v in row.items() if k in _TURN_KEYS and v}, "expect": expect}))
    return _transcripts(turns, name, faults)


def _split(key: str, value: str) -> Any:
    if key in vocabulary.LISTS:
        return [one.strip() for one in value.split(";") if one.strip()]
    if key == "slots":
        return dict((part.split("=", 1) if "=" in part else (part, "")) for part in value.split(";"))
    return value.strip()


def _transcripts(turns: Iterable[Turn], name: str, faults: list[Fault]) -> tuple[list[Transcript], list[Fault]]:
    """Turns put together by the name of their transcript, in the order of the file."""
    together: dict[str, list[Step]] = {}
    moments: dict[str, datetime] = {}
    faulty: set[str] = set()
    for line, record in turns:
        title = str(record.get("transcript") or f"{Path(name).name}, line {line}")

        def wrong(what: str, remedy: str) -> None:
            faulty.add(title)
            faults.append(Fault(name, line, what, remedy))

        step, moment = _step(record, name, line, wrong)
        steps = together.setdefault(title, [])
        if moment and not steps:
            moments[title] = moment
        if step:
            steps.append(step if steps else Step(name, line, step.user, step.choose, None, step.expect))
    return [
        Transcript(title.partition("\0")[0], moments.get(title, USUAL_MOMENT), tuple(steps), name, steps[0].line)
        for title, steps in together.items()
        if steps and title not in faulty
    ], faults


def _step(record: dict[str, Any], name: str, line: int, wrong: Callable[[str, str], None]) -> tuple[Step | None, datetime | None]:
    for key in record:
        if key not in _TURN_KEYS:
            wrong(*vocabulary.unknown(str(key), _TURN_KEYS, "the key"))
    moment = vocabulary.moment(record["at"], wrong) if record.get("at") else None
    said = [key for key in ("user", "choose") if isinstance(record.get(key), (str, int))]
    if len(said) != 1:
        wrong("this turn has not just one of user and choose", "Give what the person types (user) or the button they press (choose)")
        return None, moment
    expect = vocabulary.expectation(record.get("expect"), wrong)
    return Step(name, line, **{said[0]: str(record[said[0]])}, at=moment, expect=expect), moment
