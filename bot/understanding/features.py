"""The numbers a message is judged by: its words, who does what to whom, and for intents within a topic its sentence vector."""
from __future__ import annotations

import re
from typing import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.triage import parts

# Scikit-learn's C is the same for every column, so the weight of a group of features is the scale of its columns.
# Chosen by cross-validation that leaves one author out (docs/understanding.md).
WORDS_SCALE = 4.0
PARTS_SCALE = 2.0
VECTOR_SCALE = 10.0  # of intents within a topic, where words count less:
BESIDE_VECTORS = 0.4

_APOSTROPHES = re.compile(r"['’`´]")
_WORDS = re.compile(r"[a-z]+|[0-9]+|[?!]")


def words(text: str) -> list[str]:
    """Lower-case words, numbers and the marks ``?`` and ``!``; apostrophes dropped, as phones often do."""
    return _WORDS.findall(_APOSTROPHES.sub("", text.lower()))


class Features:
    """Turns messages into the rows of a sparse matrix."""

    def __init__(self, vectorizer: TfidfVectorizer, part_names: Sequence[str]) -> None:
        self.vectorizer = vectorizer
        self.part_names = list(part_names)

    @classmethod
    def learn(cls, texts: Sequence[str]) -> "Features":
        """Learn the vocabulary (words and pairs of words that at least three messages share) from training messages."""
        vectorizer = _vectorizer(min_df=3).fit(texts)
        return cls(vectorizer, sorted(parts("")))

    @classmethod
    def restore(cls, terms: Sequence[str], idf: np.ndarray, part_names: Sequence[str]) -> "Features":
        """The features as saved: the terms in column order and their inverse document frequencies."""
        vectorizer = _vectorizer(vocabulary={term: column for column, term in enumerate(terms)})
        vectorizer.idf_ = idf
        return cls(vectorizer, part_names)

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """One row a message: its words and who does what to whom."""
        spoken = np.array([[found.get(name, 0.0) for name in self.part_names] for found in map(parts, texts)])
        return hstack([self.vectorizer.transform(texts) * WORDS_SCALE, csr_matrix(spoken * PARTS_SCALE)], format="csr")

    def knows_a_word(self, text: str) -> bool:
        """Whether any word of the message was learnt."""
        return bool(self.vectorizer.transform([text]).nnz)


def with_vectors(rows: csr_matrix, vectors: np.ndarray) -> csr_matrix:
    """The rows of `Features.rows` with the sentence vectors of the same messages beside them."""
    return hstack([csr_matrix(vectors * VECTOR_SCALE), rows * BESIDE_VECTORS], format="csr")


def _vectorizer(**options) -> TfidfVectorizer:
    return TfidfVectorizer(tokenizer=words, token_pattern=None, lowercase=False, ngram_range=(1, 2), sublinear_tf=True, **options)
