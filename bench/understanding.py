"""How well messages by people it has never met are understood: writes docs/understanding.md.

Some hands are left out of everything that learns: of the tuning of the encoder (`bot/understanding/tuned.npz` says which), and here of
the classifier ("left-out hands"). Then all authors are used, as in the product, and the development set (tests/understanding, never
trained on) is read. Beside it, trained in the same run: Rasa's stock pipeline (DIET with n-grams, `bench/diet`), and logistic
regression on word n-grams alone.

    make evaluate            (half an hour on two cores, most of it for DIET; with WITHOUT_DIET=1 five minutes)
"""
from __future__ import annotations

import csv
import os
import random
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Callable, Iterable, Sequence

import numpy as np
import yaml
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bench import diet
from bench.understanding_report import REPORT, report
from bot.settings import ROOT, settings
from bot.triage import assess, notice
from bot.understanding.classifier import Classifier, Example
from bot.understanding.data import training_messages
from bot.understanding.danger import ONLY_CLEAR_DANGER, Thresholds
from bot.understanding.doors import Doubt, doors, offer
from bot.understanding.encoder import Encoder, Reading, hands_left_out
from bot.understanding.features import words
from bot.understanding.pieces import pieces, sentences
from bot.understanding.topics import DISCLOSURES, EMERGENCY, topic_of
from bot.understanding.vector_cache import VectorCache

TESTS = ROOT / "tests" / "understanding"
# Shares by topic, danger a class of its own; shares by intent; the shares for danger of the clearest piece and of the clearest
# suspected sentence.
Predict = Callable[[str], tuple[dict[str, float], dict[str, float], float, float]]
Case = tuple[str, frozenset[str]]  # a message and the labels a careful reader may give it


@dataclass(frozen=True)
class Configured:
    """The numbers of config.yml."""

    doubt: Doubt
    danger: Thresholds


def main() -> None:
    """Measure and write the report."""
    examples = training_messages()
    encoder = Encoder(settings().encoder_dir)
    short = [example.text for example in examples if len(pieces(example.text)) == 1]
    cache = VectorCache(settings().cache_dir / "vectors.npz", encoder)
    vectors = dict(zip(short, cache.encode_all(short)))
    read = lru_cache(maxsize=None)(encoder.read)
    numbers = _configured()
    left_out = hands_left_out()
    known = [example for example in examples if example.author not in left_out]
    by_hand = {hand: [(e.text, frozenset({topic_of(e.intent)})) for e in examples if e.author == hand] for hand in left_out}
    of_strangers = [case for cases in by_hand.values() for case in cases]
    development, long = _cases("development"), [*_cases("long_emergencies"), *_cases("long_harmless")]

    learners = {"ours": _ours(read, vectors), "n-gram regression": _ngrams}
    before = {name: learn(known) for name, learn in learners.items()}
    if not os.environ.get("WITHOUT_DIET"):
        before["stock Rasa (DIET)"] = _diet(known, [text for text, _ in [*of_strangers, *development]])
    final = {**before, **{name: learn(examples) for name, learn in learners.items()}}  # DIET learns once: it takes so long
    ours = final["ours"]
    nobody_asked = Configured(numbers.doubt, replace(numbers.danger, found=0.0))
    rules = counted(development, lambda text: ({"other": 1.0}, {}, 0.0, 0.0), nobody_asked)
    page = report(
        examples=len(examples),
        hands=len({example.author for example in examples}),
        left_out=left_out,
        strangers={name: counted(of_strangers, predict, numbers) for name, predict in before.items()},
        by_hand={hand: counted(cases, before["ours"], numbers) for hand, cases in by_hand.items()},
        development={name: counted(development, predict, numbers) for name, predict in final.items()},
        long=counted(long, ours, numbers),
        rules=rules,
        as_typed={name: counted(_roughened(roughen), ours, numbers) for name, roughen in ROUGH.items()},
        confusion=_confusion(development, ours),
    )
    REPORT.write_text(page, encoding="utf-8")
    print(f"wrote {REPORT.relative_to(ROOT)}")


def _ours(read: Callable[[str], Reading], vectors: dict[str, np.ndarray]) -> Callable[[list[Example]], Predict]:
    def learn(known: list[Example]) -> Predict:
        classifier = Classifier.train(known, vectors)

        def predict(text: str) -> tuple[dict[str, float], dict[str, float], float, float]:
            prediction = classifier.predict(text, read(text))
            suspects = [classifier.predict(s, read(s)).topics for s in sentences(text) if assess(s).alarming]
            sentence = max((topics.get(EMERGENCY, 0.0) for topics in suspects), default=0.0)
            return prediction.topics, prediction.intents, prediction.piece, sentence

        return predict

    return learn


def _diet(known: list[Example], texts: Sequence[str]) -> Predict:
    found = diet.shares([(example.text, topic_of(example.intent)) for example in known], texts)
    return lambda text: (found[text], {}, 0.0, 0.0)


def _ngrams(known: list[Example]) -> Predict:
    vectorizer = TfidfVectorizer(tokenizer=words, token_pattern=None, lowercase=False, ngram_range=(1, 2), min_df=2)
    rows = vectorizer.fit_transform([example.text for example in known])
    model = LogisticRegression(C=10, max_iter=500).fit(rows, [topic_of(example.intent) for example in known])

    def predict(text: str) -> tuple[dict[str, float], dict[str, float], float, float]:
        topics = dict(zip(model.classes_, model.predict_proba(vectorizer.transform([text]))[0].tolist()))
        return topics, {}, 0.0, 0.0

    return predict


def _mistyped(text: str, chance: random.Random) -> str:
    words_typed = text.split()
    for _ in range(1 + len(words_typed) // 12):
        which = chance.randrange(len(words_typed))
        word = words_typed[which]
        if len(word) > 3:
            at = chance.randrange(1, len(word) - 1)
            words_typed[which] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words_typed)


FIVE_WORDS = ("hi sorry to bother you", "i never do this but", "my mate said try here", "dont know how to start", "so its like this really")
ROUGH: dict[str, Callable[[str, random.Random], str]] = {
    "two letters swapped in every twelfth word": _mistyped,
    "no punctuation": lambda text, _: re.sub(r"[^\w\s]", "", text),
    "CAPITALS": lambda text, _: text.upper(),
    'five words before, such as "i never do this but"': lambda text, chance: f"{chance.choice(FIVE_WORDS)} {text}",
}


def _roughened(roughen: Callable[[str, random.Random], str]) -> list[Case]:
    chance = random.Random(0)
    return [(roughen(text, chance), labels) for text, labels in _cases("development")]


def counted(cases: Iterable[Case], predict: Predict, numbers: Configured) -> Counter:
    """How often what `report` shows happens in ``cases`` (`bench.understanding_report.COLUMNS`)."""
    count: Counter = Counter()
    for text, labels in cases:
        topics, intents, *of_parts = predict(text)
        found = assess(text)
        danger = numbers.danger.reached(
            topics.get(EMERGENCY, 0.0), *of_parts, words=len(text.split()), found=found.emergency, suspected=found.suspected,
            finding=not ONLY_CLEAR_DANGER.isdisjoint(notice(text).needs),
        )  # fmt: skip
        if labels == {EMERGENCY}:
            count["emergencies"] += 1
            count["found"] += danger
            continue
        offered, _ = offer(topics, intents, numbers.doubt, len(text.split()))
        right = bool(labels & set(offered))
        count.update(messages=1, doors=len(offered), offered_right=right)
        if len(offered) == 1:
            count.update(single=1, single_right=right)
        danger = danger and EMERGENCY not in labels  # a card that a careful reader may give too is no false alarm
        if "other" in labels:
            count.update(harmless=1, harmless_alarm=danger, harmless_disclosure=offered[0] in set(DISCLOSURES) - labels)
        elif labels & set(DISCLOSURES):
            count.update(disclosures=1, disclosure_alarm=danger, disclosure_other=offered[0] == "other")
    return count


def _confusion(cases: list[Case], predict: Predict) -> Counter:
    confused: Counter = Counter()
    for text, labels in cases:
        first = doors(predict(text)[0], Doubt(most=1))[0]
        if EMERGENCY not in labels and first not in labels:
            confused[(sorted(labels)[0], first)] += 1
    return confused


def _cases(name: str) -> list[Case]:
    with (TESTS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    harmless = {"other_figurative": "other"}
    labels = ((row["label"],) if row["label"] == EMERGENCY else (row["label"], row["also"]) for row in rows)
    return [(row["text"], frozenset(harmless.get(x, x) for x in both if x)) for row, both in zip(rows, labels)]


def _configured() -> Configured:
    pipeline = yaml.safe_load(Path(ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    by_name = {part["name"].rsplit(".", 1)[-1]: part for part in pipeline}
    numbers = {key: value for key, value in by_name["DoorsClassifier"].items() if key != "name"}
    triage = {key: value for key, value in by_name["TriageClassifier"].items() if key != "name"}
    return Configured(Doubt(**numbers), Thresholds(**triage))


if __name__ == "__main__":
    main()
