"""Cells of CSV files that people open in a spreadsheet."""

from __future__ import annotations

from typing import Any


def safe_cell(value: Any) -> str:
    """The text of a cell; one that a spreadsheet would run as a formula gets a quote mark in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
