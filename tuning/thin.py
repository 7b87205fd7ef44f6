"""A tuned matrix in little space: its change as two thin matrices of whole numbers, as `bot.understanding.encoder` reads them."""
from __future__ import annotations

import numpy as np

RANK = 128  # of the stored change of each matrix: 94 % of it; at 48 a quarter was lost, and strangers were read a little worse


def thin(name: str, change: np.ndarray) -> dict[str, np.ndarray]:
    """The arrays to store for the ``change`` of the matrix ``name``."""
    left, sizes, right = np.linalg.svd(change, full_matrices=False)
    left, left_sizes = _whole_numbers(left[:, :RANK], axis=0)
    right, right_sizes = _whole_numbers(right[:RANK], axis=1)
    return {f"{name}|left": left, f"{name}|right": right, f"{name}|sizes": left_sizes * sizes[:RANK] * right_sizes}


def _whole_numbers(matrix: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """The matrix in whole numbers of -127 to 127, and the size of one step in each of its columns (``axis`` 0) or rows (1)."""
    steps = np.abs(matrix).max(axis=axis) / 127
    return np.round(matrix / np.expand_dims(steps, axis)).astype(np.int8), steps
