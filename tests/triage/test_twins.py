"""Every phrase finds its own sentences and lets its twins go."""

from __future__ import annotations

import pytest

from bot.triage import assess
from bot.triage.loading import room

from tests.triage.phrases import asked, danger_phrases, found_ids, harmless_phrases, strongest


def cases(phrases, field):
    return [pytest.param(phrase, text, id=f"{phrase.id}: {text[:40]}") for phrase in phrases for text in getattr(phrase, field)]


@pytest.mark.parametrize("phrase,text", cases(danger_phrases(), "should_match"))
def test_a_phrase_finds_its_own_sentence(phrase, text):
    assert asked(phrase, text) == strongest(phrase)


@pytest.mark.parametrize("phrase,text", cases(danger_phrases(), "should_not_match"))
def test_a_phrase_lets_its_twin_go(phrase, text):
    if strongest(phrase) == "emergency":
        assert not assess(text).emergency
    else:
        assert asked(phrase, text) is None


@pytest.mark.parametrize("phrase,text", cases(harmless_phrases(), "should_match"))
def test_a_figure_of_speech_is_no_emergency(phrase, text):
    assert phrase.id in found_ids("harmless", text)
    assert not assess(text).emergency


@pytest.mark.parametrize("phrase,text", cases(harmless_phrases(), "should_not_match"))
def test_the_same_words_meant_in_earnest_are_an_emergency(phrase, text):
    assert assess(text).emergency


@pytest.mark.parametrize("phrase,text", cases(room().context.phrases, "should_match"))
def test_a_sign_is_seen(phrase, text):
    assert phrase.id in found_ids("context", text)


@pytest.mark.parametrize("phrase,text", cases(room().context.phrases, "should_not_match"))
def test_a_sign_is_not_seen_where_it_is_not(phrase, text):
    assert phrase.id not in found_ids("context", text)


@pytest.mark.parametrize("phrase", [*danger_phrases(), *harmless_phrases(), *room().context.phrases], ids=lambda phrase: phrase.id)
def test_every_phrase_has_a_reason_and_two_sentences_of_each_kind(phrase):
    assert phrase.why.endswith(".")
    assert len(phrase.should_match) >= 2
    assert len(phrase.should_not_match) >= 2
