"""The training messages nearest to a message: the reason that a person can read for what the classifier decided."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Sequence

import numpy as np


class Neighbours:
    """Training messages and their sentence vectors."""

    def __init__(self, texts: Sequence[str], intents: Sequence[str], vectors: np.ndarray) -> None:
        self._texts, self._intents, self._vectors = list(texts), list(intents), vectors.astype(np.float32)

    def nearest(self, vector: np.ndarray, count: int = 2) -> list[tuple[str, str, float]]:
        """The ``count`` nearest messages: text, intent and cosine similarity, nearest first."""
        similarity = self._vectors @ vector
        best = np.argsort(-similarity, kind="stable")[:count]
        return [(self._texts[n], self._intents[n], float(similarity[n])) for n in best]

    def save(self, directory: Path) -> None:
        """Write ``neighbours.json`` and ``neighbours.npz`` (half precision is enough to rank)."""
        messages = json.dumps([self._texts, self._intents], ensure_ascii=False)
        (directory / "neighbours.json").write_text(messages, encoding="utf-8")
        np.savez_compressed(directory / "neighbours.npz", vectors=self._vectors.astype(np.float16))

    @classmethod
    def load(cls, directory: Path) -> "Neighbours":
        """Read what :meth:`save` wrote."""
        texts, intents = json.loads((directory / "neighbours.json").read_text(encoding="utf-8"))
        with np.load(directory / "neighbours.npz", allow_pickle=False) as stored:
            return cls(texts, intents, stored["vectors"])
