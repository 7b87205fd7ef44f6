"""Change a record's file without losing its comments, order or style, and in one step."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any


def _editor() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(type(None), lambda r, _: r.represent_scalar("tag:yaml.org,2002:null", "null"))
    return yaml


def read_for_change(path: Path) -> Any:
    """The record as a mapping that remembers its comments."""
    return _editor().load(path.read_text("utf-8"))


def write(path: Path, record: Any) -> None:
    """Replace the file in one step: a reader sees the old text or the new, never half of one."""
    out = io.StringIO()
    _editor().dump(record, out)
    new = path.with_suffix(".yml.new")
    new.write_text(out.getvalue(), "utf-8")
    os.replace(new, path)
