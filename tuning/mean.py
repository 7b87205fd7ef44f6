"""Writes the mean of several tuned encoders, each gone on from the one before: it forgets less than the last of them.

    python tuning/mean.py FILE FILE ... --out FILE

Needs NumPy only. All files must know the same topics and have left out the same hands.
"""
from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from thin import thin


def mean(files: list[Path]) -> dict[str, np.ndarray]:
    """The arrays of the mean of what tuning changed. SystemExit where the files do not fit together."""
    tuned = [dict(np.load(file, allow_pickle=False)) for file in files]
    for file, one in zip(files, tuned):
        for key in ("head.classes", "left_out"):
            if one[key].tolist() != tuned[0][key].tolist():
                raise SystemExit(f"{file}: {key} is {one[key].tolist()}, in {files[0]} it is {tuned[0][key].tolist()}")
    arrays: dict[str, np.ndarray] = {}
    for key in tuned[0]:
        name, _, kind = key.partition("|")
        if kind == "left":
            changes = [(one[key] * one[f"{name}|sizes"]) @ one[f"{name}|right"].astype(np.float32) for one in tuned]
            arrays |= thin(name, np.mean(changes, axis=0))
        elif kind in ("change", "") and key not in ("head.classes", "left_out"):
            arrays[key] = np.mean([one[key].astype(np.float32) for one in tuned], axis=0).astype(tuned[0][key].dtype)
    return arrays | {key: tuned[0][key] for key in ("head.classes", "left_out")}


def main() -> None:
    """Read, average and write."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("files", type=Path, nargs="+", metavar="FILE")
    arguments.add_argument("--out", type=Path, required=True)
    chosen = arguments.parse_args()
    np.savez_compressed(chosen.out, **mean(chosen.files))


if __name__ == "__main__":
    main()
