"""A tuned matrix in little space, as `bot.understanding.encoder` reads it: its change as two thin matrices of whole numbers, or the rows that
changed."""
from __future__ import annotations

import numpy as np

RANK = 128  # of the stored change of each matrix: 94 % of it; at 48 a quarter was lost, and strangers were read a little worse


def thin(name: str, change: np.ndarray) -> dict[str, np.ndarray]:
    """The arrays to store for the ``change`` of the matrix ``name``."""
    left, sizes, right = np.linalg.svd(change, full_matrices=False)
    left, left_sizes = _whole_numbers(left[:, :RANK], axis=0)
    right, right_sizes = _whole_numbers(right[:RANK], axis=1)
    return {f"{name}|left": left, f"{name}|right": right, f"{name}|sizes": left_sizes * sizes[:RANK] * right_sizes}


def rows(name: str, change: np.ndarray) -> dict[str, np.ndarray]:
    """The arrays to store for the ``change`` of the matrix ``name`` where only some rows changed: those rows, in whole numbers."""
    which = np.flatnonzero(np.abs(change).max(axis=1))
    changed, steps = _whole_numbers(change[which], axis=1)
    return {f"{name}|which": which.astype(np.int32), f"{name}|rows": changed, f"{name}|steps": steps.astype(np.float32)}


def _whole_numbers(matrix: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """The matrix in whole numbers of -127 to 127, and the size of one step in each of its columns (``axis`` 0) or rows (1)."""
    steps = np.abs(matrix).max(axis=axis) / 127
    return np.round(matrix / np.expand_dims(steps, axis)).astype(np.int8), steps
