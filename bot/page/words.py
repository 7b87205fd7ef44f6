"""Reads the words of the page (widget/words.json)."""

from __future__ import annotations

import json
from pathlib import Path

WIDGET = Path(__file__).resolve().parents[2] / "widget"


def load_words(path: Path = WIDGET / "words.json") -> dict:
    """Return the words of the page, by the part of the page that shows them.

    Raises:
        ValueError: the file is not valid JSON; names file and line.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}, line {error.lineno}: {error.msg}. Check the quotes and commas there.") from error
