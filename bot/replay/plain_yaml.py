"""YAML as text with the line of every value: in a transcript `user: no` means the word, not a truth value."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.replay.transcript import Fault

MAX_BYTES = 1_000_000
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Lines = dict[tuple[Any, ...], int]


class Unreadable(ValueError):
    """The file is not YAML that can be read. `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))


def read_text(path: Path, shown: str) -> str:
    """The text of a file.

    Raises:
        Unreadable: it is not there, too large, or not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = "is not there" if isinstance(error, FileNotFoundError) else f"cannot be read ({error.strerror})"
        raise Unreadable(Fault(shown, 1, f"the file {reason}", "Check the name")) from None
    if len(raw) > MAX_BYTES:
        raise Unreadable(Fault(shown, 1, f"the file is {len(raw)} bytes long, more than {MAX_BYTES}", "Make several of it"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unreadable(Fault(shown, line, "this line is not UTF-8 text", "Save the file with the encoding UTF-8")) from None


def read(path: Path, shown: str) -> tuple[Any, Lines]:
    """The values of a YAML file, and the line of each by its path of keys.

    Raises:
        Unreadable: says where and what to do.
    """
    text = read_text(path, shown)
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        problem, context = getattr(error, "problem", None), getattr(error, "context", None) or ""
        mark = getattr(error, "context_mark" if "quoted" in context else "problem_mark", None)  # where the quote was opened
        what = f"this is not YAML: {problem or 'a character that is not text'}"
        remedy = 'Check the indentation, and put text with a colon or a # in "quotes"'
        raise Unreadable(Fault(shown, mark.line + 1 if mark else 1, what, remedy)) from None
    if node is None:
        raise Unreadable(Fault(shown, 1, "the file is empty", "Write a title, a time and steps, or delete it"))
    lines: Lines = {}
    return _plain(node, (), lines, shown, 0), lines


def _plain(node: yaml.Node, path: tuple[Any, ...], lines: Lines, shown: str, depth: int) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if depth > 20:
        raise Unreadable(Fault(shown, line, "this is nested too deep", "Compare with another transcript"))
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, key_line = str(key_node.value), key_node.start_mark.line + 1
            if key in out:
                raise Unreadable(Fault(shown, key_line, f"{key!r} is written twice here", "Keep one of the two"))
            lines[(*path, key)] = key_line
            out[key] = _plain(value_node, (*path, key), lines, shown, depth + 1)
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), lines, shown, depth + 1) for i, item in enumerate(node.value)]
    empty = node.style is None and node.value in ("", "~", "null")
    return None if empty else node.value
