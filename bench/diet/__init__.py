"""Rasa's stock pipeline as a peer, in an environment of its own (`bench/diet/requirements.txt`): it needs TensorFlow, Waymark does not."""
from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Sequence

HERE = Path(__file__).parent
PYTHON = HERE / ".venv" / "bin" / "python"
MOST_WORDS = 40  # DIET makes every message as long as the longest beside it: with longer ones it learns for hours


def shares(training: Sequence[tuple[str, str]], texts: Sequence[str]) -> dict[str, dict[str, float]]:
    """Train DIET on ``training`` (message, topic), less what is longer than MOST_WORDS; for each of ``texts`` its shares by topic.

    Raises FileNotFoundError when its environment is missing (`make evaluate` makes it), CalledProcessError when training fails.
    """
    if not PYTHON.exists():
        raise FileNotFoundError(f"{PYTHON} is missing: 'make evaluate' makes it.")
    with tempfile.TemporaryDirectory() as folder:
        learnt = [(text, topic) for text, topic in training if len(text.split()) <= MOST_WORDS]
        task, answers = Path(folder, "task.json"), Path(folder, "answers.json")
        task.write_text(json.dumps({"train": learnt, "ask": list(texts)}), encoding="utf-8")
        subprocess.run([PYTHON, HERE / "predict.py", task, answers], check=True, cwd=folder)
        return dict(zip(texts, json.loads(answers.read_text(encoding="utf-8"))))
