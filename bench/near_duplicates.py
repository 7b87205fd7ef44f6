"""Training messages that are nearly the same as one that a test asks about: there must be none, or the test shows only what was learnt.

    .venv/bin/python -m bench.near_duplicates            (exit code 1 if any is found)
"""
from __future__ import annotations

import csv
import sys
from collections import defaultdict
from typing import Sequence

import yaml
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.replay.read import read
from bot.settings import ROOT
from bot.triage.loading import room
from bot.understanding.data import training_messages

JUDGES = ROOT / "tests" / "understanding"
HELD_OUT = ("development", "long_emergencies", "long_harmless")
LEAST_WORDS = 5  # "i want to die" is what everybody writes: shorter messages are the same without being copied
LEAST_FOR_A_WORD = 7  # from this length on a message in which one word is another, or one more or less, is a copy
ALIKE = 0.8  # cosine of runs of three to five letters


def near_duplicates(held_out: Sequence[str], training: Sequence[str], alike: float = ALIKE) -> list[tuple[str, str]]:
    """Pairs of a held-out and a training message that are alike in their letters, or in all their words but one."""
    asked = [text for text in held_out if len(text.split()) >= LEAST_WORDS]
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    learnt = vectorizer.fit_transform(training)
    found = (vectorizer.transform(asked) @ learnt.T).tocoo()
    pairs = {(asked[row], training[column]) for row, column, share in zip(found.row, found.col, found.data) if share >= alike}
    return sorted(pairs | _a_word_apart(asked, training))


def _a_word_apart(asked: Sequence[str], training: Sequence[str]) -> set[tuple[str, str]]:
    by_rest = defaultdict(set)
    for text in asked:
        for rest in _without_a_word(text):
            by_rest[rest].add(text)
    return {(text, learnt) for learnt in training for rest in _without_a_word(learnt) for text in by_rest.get(rest, ())}


def _without_a_word(text: str) -> set[tuple[str, ...]]:
    words = tuple(text.lower().split())
    if len(words) < LEAST_FOR_A_WORD:
        return set()
    return {words} | {words[:which] + words[which + 1 :] for which in range(len(words))}


def held_out_messages() -> list[str]:
    """What tests ask about understanding and nothing may learn from: the sets of tests/understanding, the sentences of seeds/danger,
    and what people type in tests/transcripts.
    """
    texts = (JUDGES / "ordinary_statements.txt").read_text(encoding="utf-8").splitlines()
    for name in HELD_OUT:
        with (JUDGES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            texts += [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for phrase in [*room().danger.phrases, *room().harmless.phrases]:
        texts += [*phrase.should_match, *phrase.should_not_match]
    transcripts, _ = read([str(ROOT / "tests" / "transcripts")])
    return texts + [step.user for transcript in transcripts for step in transcript.steps if step.user]


def learnt_messages() -> list[str]:
    """The training messages, but for the words on a button: whoever types them instead of tapping must be understood."""
    buttons = _on_buttons()
    return [example.text for example in training_messages() if example.text not in buttons]


def _on_buttons() -> set[str]:
    answers = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "bot" / "data" / "responses").glob("*.yml"))]
    responses = [response for answer in answers for variations in answer["responses"].values() for response in variations]
    return {button["title"] for response in responses for button in response.get("buttons", [])}


def main() -> int:
    """Print every pair."""
    pairs = near_duplicates(held_out_messages(), learnt_messages())
    for held_out, training in pairs:
        print(f"held out: {held_out}\ntraining: {training}\n")
    print(f"{len(pairs)} near-duplicates")
    return 1 if pairs else 0


if __name__ == "__main__":
    sys.exit(main())
