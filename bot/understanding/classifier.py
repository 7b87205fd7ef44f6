"""Intents from features, in two steps: which topic, then which intent within it.

The topic is what two opinions agree on: a multinomial logistic regression on words, which learns from the messages at every
training, and the tuned encoder with its own head (`bot.understanding.encoder`), by a weighted geometric mean. They err on different messages. Sentence vectors are
kept from the first: the encoder was tuned to these very messages, and would seem surer of them than of any stranger's.
"""
from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from bot.understanding.encoder import Reading, tuned_head
from bot.understanding.features import Features, with_vectors, words
from bot.understanding.neutral import neutral
from bot.understanding.topics import EMERGENCY, topic_of

WORDS_SAY = 0.43  # of the two opinions on the topic the weight of the words; the rest is the encoder's
ITERATIONS = 150  # more change no answer, and a training would take minutes more
EXACT_WORDS = 8  # a message of at most this many words that was learnt word for word is known, not guessed


@dataclass(frozen=True)
class Example:
    """One training message. ``author`` is the hand that wrote it (for cross-validation)."""

    text: str
    intent: str
    author: str = ""


@dataclass(frozen=True)
class Prediction:
    """Probabilities that sum to one: by topic (danger a class of its own) and by intent, best first.

    `piece` is the share for danger of the most dangerous piece of a long message; of a short one, which is one piece, that of the whole.
    """

    topics: dict[str, float]
    intents: dict[str, float]
    piece: float
    exact: bool


class Classifier:
    """Learns from examples; predicts topics and intents; saves as numbers and JSON, never as code."""

    def __init__(self, features: Features, topic_model: "_Model", intent_models: dict[str, "_Model"], known: dict[str, str]):
        self._features, self._topic_model, self._intent_models, self._known = features, topic_model, intent_models, known
        self._second = _Second(topic_model.classes)

    @classmethod
    def train(cls, examples: Sequence[Example], vectors: Mapping[str, np.ndarray]) -> "Classifier":
        """Learn from ``examples``, deterministically; ``vectors`` by message (`Encoder.encode`).

        Every message teaches topics; those with a vector teach intents within their topic too.
        """
        texts = [neutral(example.text) for example in examples]
        features = Features.learn(texts)
        rows = features.rows(texts)
        read = np.array([example.text in vectors for example in examples])
        topics = np.array([topic_of(example.intent) for example in examples])
        intents = np.array([example.intent for example in examples])
        intent_models = {}
        for topic in sorted(set(topics)):
            within = (topics == topic) & read
            if len(set(intents[within])) > 1:
                seen = np.array([vectors[example.text] for example, chosen in zip(examples, within) if chosen])
                intent_models[topic] = _Model.fit(with_vectors(rows[within], seen), intents[within])
        known: dict[str, str] = {}
        for example in examples:
            key = _key(example.text)
            if key:
                known[key] = example.intent
        return cls(features, _Model.fit(rows, topics), intent_models, known)

    def predict(self, text: str, reading: Reading) -> Prediction:
        """What ``text`` may mean."""
        exact = self._known.get(_key(text) or "")
        if exact:
            topic = topic_of(exact)
            return Prediction({topic: 1.0}, {exact: 1.0}, float(topic == EMERGENCY), exact=True)
        texts, vectors = [neutral(text)], reading.vector[None, :]
        if len(reading.texts) > 1:
            texts, vectors = [*texts, *reading.texts], np.vstack([vectors, reading.vectors])
        rows = self._features.rows(texts)
        shares = self._topic_model.shares(rows) ** WORDS_SAY * self._second.shares(vectors) ** (1 - WORDS_SAY)
        shares /= shares.sum(axis=1, keepdims=True)
        classes = self._topic_model.classes
        topics = dict(zip(classes, shares[0].tolist()))
        intents: dict[str, float] = {}
        full = with_vectors(rows[:1], vectors[:1])
        told = self._features.knows_a_word(texts[0])  # letters that mean nothing are no greeting and no question
        for topic, share in topics.items():
            model = self._intent_models.get(topic) if told else None
            within = zip(model.classes, model.shares(full)[0].tolist()) if model else [(_only_intent(topic), 1.0)]
            intents.update({intent: share * part for intent, part in within})
        of_pieces = shares[1:] if len(shares) > 1 else shares
        piece = float(of_pieces[:, classes.index(EMERGENCY)].max()) if EMERGENCY in classes else 0.0
        return Prediction(_best_first(topics), _best_first(intents), piece, exact=False)

    def save(self, directory: Path) -> None:
        """Write ``classifier.json`` and ``classifier.npz`` into ``directory``."""
        models = {"": self._topic_model, **self._intent_models}
        arrays = {"idf": self._features.vectorizer.idf_}
        for name, model in models.items():
            arrays[f"weights/{name}"], arrays[f"bias/{name}"] = model.weights, model.bias
        vocabulary = self._features.vectorizer.vocabulary_
        description = {
            "terms": sorted(vocabulary, key=vocabulary.get),
            "parts": self._features.part_names,
            "classes": {name: model.classes for name, model in models.items()},
            "known": self._known,
        }
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "classifier.json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")
        np.savez_compressed(directory / "classifier.npz", **arrays)

    @classmethod
    def load(cls, directory: Path) -> "Classifier":
        """Read what :meth:`save` wrote. Raises OSError or ValueError when the files are missing or damaged."""
        description = json.loads((directory / "classifier.json").read_text(encoding="utf-8"))
        with np.load(directory / "classifier.npz", allow_pickle=False) as arrays:
            features = Features.restore(description["terms"], arrays["idf"], description["parts"])
            models = {
                name: _Model(classes, arrays[f"weights/{name}"], arrays[f"bias/{name}"])
                for name, classes in description["classes"].items()
            }
        return cls(features, models.pop(""), models, description["known"])


class _Model:
    """A softmax over linear scores."""

    def __init__(self, classes: list[str], weights: np.ndarray, bias: np.ndarray) -> None:
        self.classes, self.weights, self.bias = classes, weights, bias

    @classmethod
    def fit(cls, rows: csr_matrix, labels: np.ndarray) -> "_Model":
        used = np.unique(rows.indices)  # an empty column learns nothing: without them it is the same, three times as fast
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # the last digits are of no use
            fitted = LogisticRegression(C=1.0, max_iter=ITERATIONS, tol=1e-3, random_state=0).fit(rows[:, used], labels)
        weights, bias = np.zeros((len(fitted.coef_), rows.shape[1])), fitted.intercept_
        weights[:, used] = fitted.coef_
        if len(fitted.classes_) == 2:  # scikit-learn keeps one row for two classes
            weights, bias = np.vstack([np.zeros_like(weights[0]), weights[0]]), np.array([0.0, bias[0]])
        return cls(list(fitted.classes_), weights.astype(np.float32), bias.astype(np.float32))

    def shares(self, rows) -> np.ndarray:
        """For each row the share of each class."""
        scores = np.asarray(rows @ self.weights.T) + self.bias
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        return shares / shares.sum(axis=1, keepdims=True)


class _Second:
    """The second opinion on topics, by the tuned vector: its head as it was tuned, brought into the order of ``classes``."""

    def __init__(self, classes: Sequence[str]) -> None:
        learnt, weights, bias = tuned_head()
        self._model = _Model(learnt, weights, bias)
        # Tuning tells violent figures of speech (an intent of `other`) from the rest of `other`.
        self._sort = np.array([[topic_of(name) == topic for topic in classes] for name in learnt], dtype=np.float32)

    def shares(self, vectors: np.ndarray) -> np.ndarray:
        """For each tuned vector the share of each of the classes."""
        return self._model.shares(vectors) @ self._sort


def _key(text: str) -> str | None:
    found = [word for word in words(neutral(text)) if word not in "?!"]  # "Help!" is "help"
    return " ".join(found) if 0 < len(found) <= EXACT_WORDS else None


def _only_intent(topic: str) -> str:
    return topic


def _best_first(shares: dict[str, float]) -> dict[str, float]:
    return dict(sorted(shares.items(), key=lambda item: -item[1]))
