"""Rasa's stock pipeline as a peer, in an environment of its own (`bench/diet/requirements.txt`): it needs TensorFlow, Waymark does not."""
from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Sequence

from bot.settings import ROOT

HERE = Path(__file__).parent
PYTHON = HERE / ".venv" / "bin" / "python"
PREDICT = HERE / "predict.py"
CACHE = ROOT / ".cache"
MOST_WORDS = 40  # DIET makes every message as long as the longest beside it: with longer ones it learns for hours


def shares(training: Sequence[tuple[str, str]], texts: Sequence[str]) -> dict[str, dict[str, float]]:
    """Train DIET on ``training`` (message, topic), less what is longer than MOST_WORDS; for each of ``texts`` its shares by topic.

    What it once answered to the same messages and texts is kept in .cache, since it learns for half an hour.
    Raises FileNotFoundError when its environment is missing (`make evaluate` makes it), CalledProcessError when training fails.
    """
    learnt = sorted((text, topic) for text, topic in training if len(text.split()) <= MOST_WORDS)  # so that their order is no difference
    asked = sorted(set(texts))
    task = json.dumps({"train": learnt, "ask": asked})
    known = CACHE / f"diet-{hashlib.sha256(task.encode() + PREDICT.read_bytes()).hexdigest()[:16]}.json"
    if not known.exists():
        known.parent.mkdir(exist_ok=True)
        known.write_text(json.dumps(_learnt(task)), encoding="utf-8")
    return dict(zip(asked, json.loads(known.read_text(encoding="utf-8"))))


def _learnt(task: str) -> list[dict[str, float]]:
    if not PYTHON.exists():
        raise FileNotFoundError(f"{PYTHON} is missing: 'make evaluate' makes it.")
    with tempfile.TemporaryDirectory() as folder:
        question, answers = Path(folder, "task.json"), Path(folder, "answers.json")
        question.write_text(task, encoding="utf-8")
        subprocess.run([PYTHON, PREDICT, question, answers], check=True, cwd=folder)
        return json.loads(answers.read_text(encoding="utf-8"))
