"""Joins the widget's modules into one script, so that the page needs few requests and users need no build tools.

It knows just the JavaScript that widget/ is written in: `import {a, b} from "./x.js"`, `import name from "./x.json"`,
and `export` in front of a function, class or const. Comments and spaces that mean nothing are dropped;
strings stay as written. Names at the top level must be unique over all modules, and the join fails if they are not.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

_IMPORT = re.compile(r'^import\s+(?:\{[^}]*\}|(?P<name>\w+))\s+from\s+"(?P<file>[^"]+)"(?:\s+with\s+\{[^}]*\})?;$')
_NOT_FOR_THE_SCRIPT = ("page",)  # words that stand in the page itself
_STRING = re.compile(r'("(?:[^"\\\n]|\\.)*")')
_TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|class|const|let)\s+(\w+)")


def bundle_script(entry: Path) -> str:
    """Return `entry` and everything it imports as one script that runs by itself.

    Raises:
        ValueError: two modules use the same top-level name, or an import is written in a way not known here.
    """
    parts: list[str] = []
    owners: dict[str, Path] = {}
    _add(entry.resolve(), parts, owners, seen=set())
    return '(()=>{"use strict";\n' + _without_spaces("\n".join(parts)) + "\n})();\n"


def bundle_styles(files: list[Path]) -> str:
    """Return the style sheets as one, without comments and indentation."""
    return "\n".join(_lean_css(file.read_text(encoding="utf-8")) for file in files) + "\n"


def _add(file: Path, parts: list[str], owners: dict[str, Path], seen: set[Path]) -> None:
    if file in seen:
        return
    seen.add(file)
    lines: list[str] = []
    for number, line in enumerate(_without_comments(file.read_text(encoding="utf-8")), start=1):
        if not line.startswith("import "):
            lines.append(_own(line, file, owners))
            continue
        found = _IMPORT.match(line)
        if not found:
            raise ValueError(f'{file}: "{line}" is an import that bot/page/bundle.py does not know; see its first lines')
        imported = (file.parent / found["file"]).resolve()
        if found["name"] is None:
            _add(imported, parts, owners, seen)
        else:
            _claim(found["name"], file, owners)
            parts.append(f"const {found['name']}={_as_value(imported)};")
    parts.append("\n".join(lines))


def _own(line: str, file: Path, owners: dict[str, Path]) -> str:
    found = _TOP_LEVEL.match(line)
    if found:
        _claim(found[1], file, owners)
    return line.removeprefix("export ").strip()


def _claim(name: str, file: Path, owners: dict[str, Path]) -> None:
    if owners.setdefault(name, file) != file:
        raise ValueError(f'{file}: the name "{name}" is also used in {owners[name]}; rename one of them')


def _as_value(file: Path) -> str:
    words = {name: part for name, part in json.loads(file.read_text(encoding="utf-8")).items() if name not in _NOT_FOR_THE_SCRIPT}
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


def _without_comments(script: str) -> list[str]:
    # A "//" inside an address or a string is left alone: a comment fills its line, or follows the end of a statement.
    script = re.sub(r"^[ \t]*/\*.*?\*/[ \t]*$", "", script, flags=re.DOTALL | re.MULTILINE)
    script = re.sub(r"(?:^|(?<=[;{,]))[ \t]*// .*$", "", script, flags=re.MULTILINE)
    return [line.rstrip() for line in script.splitlines() if line.strip()]


def _without_spaces(script: str) -> str:
    # Strings stay. So do spaces between two signs such as "a + ++b". The modules end every statement with ";".
    def lean(code: str) -> str:
        code = re.sub(r"\s*([{}()\[\],;:?=<>&|!])\s*", r"\1", code)
        return re.sub(r"(?<![+-]) ([+*-]) (?![+-])", r"\1", code)

    return "".join(piece if piece.startswith('"') else lean(piece) for piece in _STRING.split(script))


def _lean_css(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", css))
    return re.sub(r"([:,])\s+", r"\1", css).replace(";}", "}").strip()
