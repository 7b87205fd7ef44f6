"""Transcripts in YAML: steps, included fragments, and tables that make one transcript of each row."""
from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any, Callable

from bot.replay import plain_yaml, vocabulary
from bot.replay.transcript import USUAL_MOMENT, Fault, Step, Transcript

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
Shown = Callable[[Path], str]


class _Reader:
    """Reads one file; `faults` collects everything wrong, so that all of it can be put right at once."""

    def __init__(self, path: Path, shown: Shown) -> None:
        self.path, self.shown, self.faults = path, shown, []

    def fault(self, file: Path, line: int, what: str, remedy: str) -> None:
        found = Fault(self.shown(file), line, what, remedy)
        if found not in self.faults:
            self.faults.append(found)

    def transcripts(self) -> list[Transcript]:
        try:
            data, lines = plain_yaml.read(self.path, self.shown(self.path))
        except plain_yaml.Unreadable as error:
            self.faults.append(error.fault)
            return []
        if not isinstance(data, dict):
            self.fault(self.path, 1, "this is not a transcript", "Start with `title:`, `at:` and `steps:`")
            return []
        for key in data:
            if key not in vocabulary.TRANSCRIPT_KEYS:
                self.fault(self.path, lines[(key,)], *vocabulary.unknown(key, vocabulary.TRANSCRIPT_KEYS, "the key"))
        if "fragment" in data:  # read where it is included
            return []
        if not data.get("title"):
            self.fault(self.path, 1, "the transcript has no title", "Add a line such as `title: A man asks for help`")
        steps = self._steps(self.path, data, lines, ())
        rows = self._rows(data, lines)
        made = [self._one(data, lines, steps, row, number) for number, row in enumerate(rows, start=1 if "rows" in data else 0)]
        return [] if self.faults else [transcript for transcript in made if transcript]

    def _steps(self, file: Path, data: dict, lines: plain_yaml.Lines, within: tuple[Path, ...]) -> list[tuple[Path, int, dict, dict]]:
        """Each step with its file, its line and the lines of its keys; includes are replaced by what they hold."""
        raw = data.get("steps")
        if not isinstance(raw, list) or not raw:
            self.fault(file, lines.get(("steps",), 1), "there are no steps", "Add `steps:` and under it `- user: ...`")
            return []
        found = []
        for number, step in enumerate(raw):
            line = lines[("steps", number)]
            if not isinstance(step, dict):
                self.fault(file, line, "this step has no key", "Write it like `- user: hello`")
                continue
            for key in step:
                if key not in vocabulary.STEP_KEYS:
                    self.fault(file, lines[("steps", number, key)], *vocabulary.unknown(key, vocabulary.STEP_KEYS, "the key"))
            if "include" in step:
                found += self._included(file, line, step, within)
            else:
                at = {key: lines[("steps", number, key)] for key in step}
                at.update({f"expect.{k}": lines[("steps", number, "expect", k)] for k in step.get("expect") or {} if isinstance(step.get("expect"), dict)})
                found.append((file, line, step, at))
        return found

    def _included(self, file: Path, line: int, step: dict, within: tuple[Path, ...]) -> list:
        if set(step) - {"include", "note"}:
            self.fault(file, line, "a step with include has other keys too", "Give them a step of their own")
            return []
        target = (file.parent / str(step["include"])).resolve()
        if target in within or target == file.resolve():
            self.fault(file, line, f"{step['include']} includes itself", "Take one of the includes out")
            return []
        if not target.is_file():
            self.fault(file, line, f"the file to include, {step['include']}, is not there", "Check the name; it is looked for beside this file")
            return []
        try:
            data, lines = plain_yaml.read(target, self.shown(target))
        except plain_yaml.Unreadable as error:
            self.faults.append(error.fault)
            return []
        if not isinstance(data, dict):
            self.fault(target, 1, "this is not a fragment", "Start with `fragment:` and `steps:`")
            return []
        return self._steps(target, data, lines, (*within, file.resolve()))

    def _rows(self, data: dict, lines: plain_yaml.Lines) -> list[dict[str, Any]]:
        """A list of rows as it is; columns with lists as every combination of their values."""
        rows = data.get("rows")
        if "rows" not in data:
            return [{}]
        if isinstance(rows, dict) and rows and all(isinstance(values, list) and values for values in rows.values()):
            return [dict(zip(rows, values)) for values in product(*rows.values())]
        if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
            for number, row in enumerate(rows[1:], start=1):
                if set(row) != set(rows[0]):
                    odd = ", ".join(sorted(set(row) ^ set(rows[0])))
                    self.fault(self.path, lines[("rows", number)], f"this row has other columns than the first: {odd}", "Give every row the same columns")
            return rows
        self.fault(self.path, lines[("rows",)], "rows is not a table", "Write a list of rows, such as `- {area: luton}`, or columns, such as `area: [luton, stoke]`")
        return []

    def _one(self, data: dict, lines: plain_yaml.Lines, steps: list, row: dict[str, Any], number: int) -> Transcript | None:
        def fill(value: Any, file: Path, line: int) -> Any:
            if not row:
                return value
            if isinstance(value, list):
                filled = [fill(one, file, line) for one in value]
                return [one for part in filled for one in (part if isinstance(part, list) else [part])]
            if isinstance(value, dict):
                return {key: fill(one, file, line) for key, one in value.items()}
            if not isinstance(value, str):
                return value
            whole = _PLACEHOLDER.fullmatch(value)
            for name in _PLACEHOLDER.findall(value):
                if name not in row:
                    self.fault(file, line, *vocabulary.unknown(name, row, "the column"))
                    return value
            return row[whole[1]] if whole else _PLACEHOLDER.sub(lambda found: str(row[found[1]]), value)

        at_line = lines.get(("at",), 1)
        at = USUAL_MOMENT
        if "at" in data:
            at = vocabulary.moment(fill(data["at"], self.path, at_line), lambda *said: self.fault(self.path, at_line, *said))
        opening_line = lines.get(("opening",), 1)
        opening = vocabulary.expectation(fill(data.get("opening"), self.path, opening_line), lambda *said: self.fault(self.path, opening_line, *said))
        made = self._timed([self._step(*found, fill) for found in steps])
        title = fill(str(data.get("title") or ""), self.path, lines.get(("title",), 1))
        if at is None:
            return None
        return Transcript(title, at, tuple(made), self.shown(self.path), 1, number, opening)

    @staticmethod
    def _timed(steps: list[Step | datetime | None]) -> list[Step]:
        """A step that only moves the clock (`- at: ...`) moves it for the next turn."""
        made, moment = [], None
        for step in steps:
            if isinstance(step, datetime):
                moment = step
            elif step:
                made.append(replace(step, at=step.at or moment))
                moment = None
        return made

    def _step(self, file: Path, line: int, raw: dict, at_lines: dict[str, int], fill: Callable) -> Step | datetime | None:
        if "at" in raw and set(raw) <= {"at", "note"}:
            return vocabulary.moment(fill(raw["at"], file, line), lambda *said: self.fault(file, line, *said))
        said = [key for key in ("user", "choose") if key in raw]
        if len(said) != 1:
            what = "this step has both user and choose" if said else "this step has neither user nor choose"
            self.fault(file, line, what, "Write what the person types (`user:`) or the button they press (`choose:`)")
            return None
        value = fill(raw[said[0]], file, line)
        if value is None or isinstance(value, (dict, list)):
            self.fault(file, line, f"{said[0]} is not one line of text", f'Write it like `- {said[0]}: hello`; for nothing at all write ""')
            return None

        def report(what: str, remedy: str) -> None:
            key = next((k for k in at_lines if k.startswith("expect.") and f"{k[7:]!r}" in what or what.startswith(f"{k[7:]}:")), "expect")
            self.fault(file, at_lines.get(key, line), what, remedy)

        moment = None
        if "at" in raw:
            moment = vocabulary.moment(fill(raw["at"], file, line), lambda *said: self.fault(file, at_lines["at"], *said))
        expect = vocabulary.expectation(fill(raw.get("expect"), file, line), report)
        return Step(self.shown(file), line, **{said[0]: str(value)}, at=moment, expect=expect)


def read_yaml(path: Path, shown: Shown = str) -> tuple[list[Transcript], list[Fault]]:
    """The transcripts of a file (none for a fragment), and everything wrong with it."""
    reader = _Reader(path, shown)
    return reader.transcripts(), reader.faults
