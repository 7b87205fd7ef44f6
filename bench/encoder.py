"""How long the encoder takes: prints milliseconds, and ratios to NumPy in the same run.

    .venv/bin/python -m bench.encoder
"""
from __future__ import annotations

import time
from statistics import median

import numpy as np

from bot.understanding.encoder import WIDTH, Encoder

TEXT = "i dont know if this is the right place to ask but my husband has started checking my phone every night and he wants to know who i talk to at work "
LENGTHS = {"30 words": TEXT, "1,000 characters": (TEXT * 7)[:1000]}
ROUNDS = 40


def main() -> None:
    """Measure; the peer is the model's matrix products in NumPy, without all that lies between them."""
    encoder = Encoder()
    for name, text in LENGTHS.items():
        ours, peer = [], []
        tokens = len(encoder._tokens(text))
        for _ in range(ROUNDS):
            ours.append(_timed(lambda: encoder.read(text)))
            peer.append(_timed(lambda: _products(tokens)))
        print(f"{name}: {median(ours):.1f} ms, {median(ours) / median(peer):.1f} times the bare matrix products in NumPy")


def _products(tokens: int, rng=np.random.default_rng(0)) -> None:
    hidden = rng.normal(size=(tokens, WIDTH)).astype(np.float32)
    for _ in range(6):
        hidden = ((hidden @ _QKV)[:, :WIDTH] @ _OUT @ _GROW) @ _SHRINK


_QKV, _OUT = np.ones((WIDTH, 3 * WIDTH), np.float32) / 1e3, np.ones((WIDTH, WIDTH), np.float32) / 1e3
_GROW, _SHRINK = np.ones((WIDTH, 4 * WIDTH), np.float32) / 1e3, np.ones((4 * WIDTH, WIDTH), np.float32) / 1e3


def _timed(call) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
