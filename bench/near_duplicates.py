"""Training messages that are nearly the same as a message of the development set or of the long texts: there must be none.

    .venv/bin/python -m bench.near_duplicates            (exit code 1 if any is found)
"""
from __future__ import annotations

import csv
import sys
from typing import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer

from bot.settings import ROOT
from bot.understanding.data import training_messages

HELD_OUT = ("development", "long_emergencies", "long_harmless")
LEAST_WORDS = 5  # "i want to die" is what everybody writes: shorter messages are the same without being copied
ALIKE = 0.85  # cosine of runs of three to five letters; at this a word or two differ


def near_duplicates(held_out: Sequence[str], training: Sequence[str], alike: float = ALIKE) -> list[tuple[str, str, float]]:
    """Pairs of a held-out and a training message that are alike, with how much (0 to 1), most alike first."""
    asked = [text for text in held_out if len(text.split()) >= LEAST_WORDS]
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    learnt = vectorizer.fit_transform(training)
    found = (vectorizer.transform(asked) @ learnt.T).tocoo()
    pairs = [(asked[row], training[column], float(share)) for row, column, share in zip(found.row, found.col, found.data) if share >= alike]
    return sorted(pairs, key=lambda pair: -pair[2])


def held_out_messages() -> list[str]:
    """The texts of tests/understanding that nothing may learn from."""
    texts = []
    for name in HELD_OUT:
        with (ROOT / "tests" / "understanding" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            texts += [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return texts


def main() -> int:
    """Print every pair."""
    pairs = near_duplicates(held_out_messages(), [example.text for example in training_messages()])
    for held_out, training, share in pairs:
        print(f"{share:.2f}\n  held out: {held_out}\n  training: {training}")
    print(f"{len(pairs)} near-duplicates")
    return 1 if pairs else 0


if __name__ == "__main__":
    sys.exit(main())
