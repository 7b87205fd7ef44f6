"""Read a small YAML file with the line of every field, and refuse files made to do harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bot.directory.models import Problem

MAX_BYTES = 64 * 1024
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 20
_STARTS = (
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
)
_ENDS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
Lines = dict[tuple[Any, ...], int]


def read(path: Path, shown: str) -> tuple[Any, Lines, list[Problem]]:
    """The data of one file, the line of each field (by its path of keys), and what is wrong with the file.

    `shown` is the file's name as the reader of an error knows it. Aliases and anchors are refused: a record
    needs none, and nested ones can fill a machine's memory.
    """
    lines: Lines = {}

    def bad(line: int, what: str, remedy: str, name: str = "(file)") -> tuple[None, Lines, list[Problem]]:
        return None, lines, [Problem(shown, line, name, what, remedy)]

    try:
        raw = path.read_bytes()
    except OSError as error:
        return bad(1, f"cannot be read ({error.strerror})", "Check that the file exists and may be read")
    if len(raw) > MAX_BYTES:
        return bad(1, f"is {len(raw)} bytes long, over the limit of {MAX_BYTES}", "Keep one service a file")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return bad(line, "is not UTF-8 text", "Save the file with the encoding UTF-8")
    try:
        depth = 0
        for token in yaml.scan(text, Loader=_Loader):
            line = token.start_mark.line + 1
            depth += isinstance(token, _STARTS) - isinstance(token, _ENDS)
            if depth > MAX_DEPTH:  # libyaml itself crashes on very deep nesting
                return bad(line, "is nested too deep", "Compare with another file of this folder")
            if isinstance(token, (yaml.AnchorToken, yaml.AliasToken)):
                return bad(line, "uses an anchor or alias (& or *)", "Write the value out in full")
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "it holds a character that is not text"
        return bad(mark.line + 1 if mark else 1, f"is not YAML: {what}", "Compare with another file of this folder")
    if node is None:
        return bad(1, "is empty", "Fill it in or delete it")
    problems: list[Problem] = []
    return _value(node, (), lines, problems, shown), lines, problems


def _value(node: yaml.Node, path: tuple[Any, ...], lines: Lines, problems: list[Problem], shown: str) -> Any:
    """The plain value of a node; dates stay text, so that what is written is what is checked."""
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in out:
                problems.append(Problem(shown, line, key, "is written twice", "Keep one of the two"))
            out[key] = _value(value_node, (*path, key), lines, problems, shown)
            lines[(*path, key)] = line
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, i), lines, problems, shown) for i, item in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: yaml.ScalarNode) -> Any:
    tag, text = node.tag.rsplit(":", 1)[-1], node.value
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() in ("true", "yes", "on")
    if tag == "int":
        try:
            return int(text)
        except ValueError:
            return text
    return text
