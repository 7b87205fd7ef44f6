"""The classifier: learns, remembers short messages word for word, and is the same after saving."""

from __future__ import annotations

import json

import numpy as np
import pytest

from bot.understanding.classifier import EXACT_WORDS, Classifier, Example
from bot.understanding.encoder import WIDTH, Reading
from bot.understanding.features import words

TEXTS = {
    "abuse": ["he hits me", "my partner hits me", "she hits me every week", "he hits me at home"],
    "ask_men": ["can men get help", "is there help for men", "do men get help too", "help for men please"],
    "ask_sarc": ["what is a sarc", "where is a sarc", "tell me what a sarc is", "what does a sarc do"],
    "thank": ["thanks", "thank you", "thanks a lot", "ta thanks"],
    "greet": ["hello", "hello there", "hi hello", "well hello"],
}
EXAMPLES = [Example(text, intent) for intent, texts in TEXTS.items() for text in texts]


def vector(text: str) -> np.ndarray:
    """Stands in for the encoder: a direction for each text, the same every time."""
    seed = np.frombuffer(text.encode().ljust(8, b"_")[:8], dtype=np.uint32)
    found = np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)
    return found / np.linalg.norm(found)


VECTORS = {example.text: vector(example.text) for example in EXAMPLES}


def reading(text: str) -> Reading:
    """A message of one piece."""
    return Reading(vector(text), (text,), vector(text)[None, :])


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.train(EXAMPLES, VECTORS)


NEW = "i think my partner hits me and it happens at home most weeks now"


def test_shares_sum_to_one_best_first(classifier):
    prediction = classifier.predict(NEW, reading(NEW))
    for shares in (prediction.topics, prediction.intents):
        assert sum(shares.values()) == pytest.approx(1, abs=1e-5)
        assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert set(prediction.topics) == {"abuse", "information", "other"} and set(prediction.intents) == set(TEXTS)
    assert not prediction.exact


def test_a_short_message_that_was_learnt_is_known(classifier):
    prediction = classifier.predict("He HITS me", reading("He HITS me"))
    assert prediction.exact and prediction.intents == {"abuse": 1.0} and prediction.topics == {"abuse": 1.0}


def test_a_long_message_is_never_known_word_for_word():
    long = " ".join(["word"] * (EXACT_WORDS + 1))
    assert not Classifier.train([*EXAMPLES, Example(long, "greet")], VECTORS).predict(long, reading(long)).exact


@pytest.mark.parametrize("nothing", ["", " ", "...", "😀"])
def test_nothing_said_is_nothing_known(classifier, nothing):
    assert not classifier.predict(nothing, Reading(np.zeros(WIDTH, dtype=np.float32), (nothing,), np.zeros((1, WIDTH), dtype=np.float32))).exact


@pytest.mark.parametrize("letters", ["hrmphgrmph", "qpwoei zmxn"])
def test_letters_that_mean_nothing_are_no_greeting_and_no_question(classifier, letters):
    intents = classifier.predict(letters, reading(letters)).intents
    assert "other" in intents and not {"greet", "thank", "ask_men", "ask_sarc"} & set(intents)


def test_it_is_the_same_after_saving(classifier, tmp_path):
    classifier.save(tmp_path)
    restored = Classifier.load(tmp_path)
    before, after = classifier.predict(NEW, reading(NEW)), restored.predict(NEW, reading(NEW))
    assert before.topics == pytest.approx(after.topics) and before.intents == pytest.approx(after.intents)
    assert restored.predict("he hits me", reading("x")).exact


def test_training_twice_gives_the_same(classifier):
    again = Classifier.train(EXAMPLES, VECTORS)
    assert again.predict(NEW, reading(NEW)) == classifier.predict(NEW, reading(NEW))


def test_a_saved_model_holds_numbers_and_json_never_code(classifier, tmp_path):
    classifier.save(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["classifier.json", "classifier.npz"]
    json.loads((tmp_path / "classifier.json").read_text(encoding="utf-8"))
    with np.load(tmp_path / "classifier.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind == "f" for name in arrays.files)


@pytest.mark.parametrize("damage", ["classifier.json", "classifier.npz"])
def test_a_damaged_model_is_refused(classifier, tmp_path, damage):
    classifier.save(tmp_path)
    (tmp_path / damage).write_bytes(b"{")
    with pytest.raises((OSError, ValueError)):
        Classifier.load(tmp_path)


def test_words_are_what_a_phone_would_send():
    assert words("He’s HURTING me!! 2nite?") == ["hes", "hurting", "me", "!", "!", "2", "nite", "?"]
