"""The sentence encoder: the published weights and nothing else; vectors that mean something."""

from __future__ import annotations

import numpy as np
import pytest

from bot.understanding.encoder import MAX_TOKENS, WIDTH, Encoder, EncoderError, tuned_tensors
from bot.understanding.vector_cache import VectorCache


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.mark.parametrize("text", ["hello", "", "   ", "😀", "word " * 3 * MAX_TOKENS, "\x00", "é"])
def test_any_text_is_a_vector_of_length_one(encoder, text):
    made = encoder.encode(text)
    assert made.shape == (WIDTH,) and np.isfinite(made).all()
    assert np.linalg.norm(made) == pytest.approx(1, abs=1e-5)


def test_near_in_meaning_is_near_in_space(encoder):
    said, meant, other = (encoder.encode(text) for text in ("my husband beats me", "i am hit by my partner", "what is the weather tomorrow"))
    assert said @ meant > said @ other + 0.3


def test_without_tuning_the_vectors_are_those_of_the_published_model():
    """The first numbers that sentence-transformers itself gives for this sentence."""
    made = Encoder(tuned=None).encode("This is an example sentence")
    assert made[:4] == pytest.approx([0.0677, 0.0635, 0.0487, 0.0793], abs=2e-4)


def test_only_the_words_that_tuning_met_are_changed(tmp_path):
    stored = {"words|which": np.array([2]), "words|rows": np.array([[127, -10]], np.int8), "words|steps": np.array([0.01], np.float32)}
    np.savez(tmp_path / "tuned.npz", **stored)
    published = {"words": np.ones((4, 2), np.float32)}
    words = tuned_tensors(published, tmp_path / "tuned.npz")["words"]
    assert words == pytest.approx(np.array([[1, 1], [1, 1], [2.27, 0.9], [1, 1]]))
    assert (published["words"] == 1).all()


def test_the_end_of_a_long_text_counts(encoder):
    filler = "we went to the shops and came home again. " * 40
    assert encoder.encode(filler) @ encoder.encode(filler + "he strangles me every night. " * 10) < 0.999


def test_a_long_text_is_read_in_pieces_that_keep_their_own_vectors(encoder):
    filler = "We went to the shops and came home again. " * 8
    reading = encoder.read(filler + "He has a knife and he is coming up the stairs. " + filler)
    assert len(reading.texts) == len(reading.vectors) > 2
    assert " ".join(reading.texts).split() == (filler + "He has a knife and he is coming up the stairs. " + filler).split()
    dangerous = next(n for n, piece in enumerate(reading.texts) if "knife" in piece)
    assert reading.vectors[dangerous] @ encoder.encode(reading.texts[dangerous]) == pytest.approx(1, abs=1e-3)


def test_what_people_type_is_not_kept(encoder):
    encoder.encode("zanzibarcanary went home")
    assert "zanzibarcanary" not in repr(vars(encoder))


def test_other_weights_are_refused(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(EncoderError, match="SHA-256"):
        Encoder(tmp_path)


def test_missing_weights_are_named_with_what_to_do(tmp_path):
    with pytest.raises(EncoderError, match="WAYMARK_ENCODER_DIR"):
        Encoder(tmp_path)


class Counting:
    """Stands in for the encoder and counts."""

    def __init__(self):
        self.calls = []

    def encode(self, text):
        self.calls.append(text)
        return np.full(WIDTH, len(text), dtype=np.float32)


def test_a_message_is_encoded_once_over_trainings(tmp_path):
    path = tmp_path / "cache" / "vectors.npz"
    first = VectorCache(path, Counting())
    made = first.encode("abc")
    first.save()
    counting = Counting()
    again = VectorCache(path, counting)
    assert (again.encode("abc") == made).all() and counting.calls == []
    again.encode("abcd")
    assert counting.calls == ["abcd"]


def test_a_damaged_cache_is_made_again(tmp_path):
    path = tmp_path / "vectors.npz"
    path.write_bytes(b"damaged")
    counting = Counting()
    VectorCache(path, counting).encode("abc")
    assert counting.calls == ["abc"]


def test_the_cache_holds_no_texts(tmp_path):
    cache = VectorCache(tmp_path / "vectors.npz", Counting())
    cache.encode("zanzibarcanary")
    cache.save()
    assert b"zanzibarcanary" not in (tmp_path / "vectors.npz").read_bytes()
