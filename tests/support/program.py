"""Runs a program as somebody at a terminal would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUIET = {"PYTHONWARNINGS": "ignore", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "RASA_TELEMETRY_ENABLED": "false", "NO_COLOR": "1"}


def environment(**more: str) -> dict[str, str]:
    """The environment of a program: without our own variables, but those in ``more``."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith("WAYMARK_")}, **QUIET, **more}


def run(*arguments: str, stdin: str = "", cwd: Path = ROOT, seconds: int = 240, **more: str) -> subprocess.CompletedProcess[str]:
    """`python -m <arguments>`; its output is text."""
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, input=stdin, cwd=cwd, env=environment(**more), capture_output=True, text=True, timeout=seconds)
