"""Our transcripts as test stories of Rasa: Rasa's own test finds no wrong prediction in them."""

from __future__ import annotations

import os
import subprocess
import sys

from rich.console import Console

from bot import clock
from bot.replay.rasa_stories import export_stories
from bot.replay.read import read
from bot.replay.run import play_all
from bot.replay.talk import LocalTalk
from tests.replay.conftest import TRANSCRIPTS

FOLDERS = [TRANSCRIPTS] if os.environ.get("WAYMARK_CI") == "1" else [TRANSCRIPTS / name for name in ("danger", "ways", "digressions")]


async def test_rasa_test_agrees_with_the_exported_stories(engine, agent, against, model, tmp_path):
    transcripts, _ = read(map(str, FOLDERS))
    try:
        results = await play_all(transcripts, lambda t: LocalTalk(engine, agent, t.id), against, clock.stand_at)
    finally:
        clock.stand_at(None)
    assert export_stories(results, tmp_path / "stories", Console(quiet=True)) >= len(transcripts) // 2
    arguments = ["test", "core", "--stories", "stories", "--model", str(model), "--out", "results", "--no-plot", "--fail-on-prediction-errors"]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}
    ended = subprocess.run([sys.executable, "-m", "rasa", *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=900)
    assert ended.returncode == 0, (tmp_path / "results" / "failed_test_stories.yml").read_text() if (tmp_path / "results").exists() else ended.stderr[-2000:]
