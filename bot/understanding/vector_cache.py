"""Sentence vectors of training messages kept between trainings, so that a changed line costs one line."""
from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Iterator, Sequence

import numpy as np

from bot.understanding.encoder import WEIGHTS_SHA256, WIDTH, Encoder, tuned_fingerprint
from bot.understanding.neutral import neutral


TOGETHER = 256  # messages read at once: those of like length together are quicker


class VectorCache:
    """Vectors by the hash of the text. Only for training messages: what a person types never comes here."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        self._path, self._encoder = path, encoder
        self._known = self._read()
        self._used: dict[str, np.ndarray] = {}

    def encode(self, text: str) -> np.ndarray:
        """The vector of ``text``, from the cache or made now."""
        key = _key(text)
        if key not in self._used:
            known = self._known.get(key)
            self._used[key] = self._encoder.encode(text) if known is None else known
        return self._used[key]

    def encode_all(self, texts: Sequence[str]) -> Iterator[np.ndarray]:
        """As `encode` for each of ``texts``, in order; those not known are read many at a time."""
        new = {key: text for key, text in ((_key(text), text) for text in texts) if key not in self._used and key not in self._known}
        waiting = list(new)
        for text in texts:
            while (key := _key(text)) not in self._used and key in new:
                chosen, waiting = waiting[:TOGETHER], waiting[TOGETHER:]
                self._used.update(zip(chosen, (reading.vector for reading in self._encoder.read_all([new[key] for key in chosen]))))
            yield self.encode(text)

    def save(self) -> None:
        """Keep the vectors used since this cache was opened, and only those."""
        if self._used.keys() == self._known.keys():
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        vectors = np.array(list(self._used.values()), dtype=np.float32).reshape(-1, WIDTH)
        unfinished = self._path.with_name(f"{os.getpid()}-{self._path.name}")
        np.savez(unfinished, keys=np.array(list(self._used)), vectors=vectors)
        unfinished.replace(self._path)

    def _read(self) -> dict[str, np.ndarray]:
        try:
            with np.load(self._path, allow_pickle=False) as stored:
                return dict(zip(stored["keys"].tolist(), stored["vectors"]))
        except (OSError, ValueError, KeyError):  # none yet, or damaged: it can be made again
            return {}


def _key(text: str) -> str:
    return hashlib.sha256(f"{WEIGHTS_SHA256}\n{tuned_fingerprint()}\n{neutral(text)}".encode()).hexdigest()[:32]
