"""How well messages by people it has never met are understood: writes docs/understanding.md.

Some hands are left out of everything that learns: of the tuning of the encoder (`bot/understanding/tuned.npz` says which), and here of
the classifier ("left-out hands"). Then all authors are used, as in the product, and the development set (tests/understanding, never
trained on) is read. Beside it, trained on the same messages in the same run: the classifier without the tuned layers, and logistic
regression on word n-grams alone, which is what Rasa gives without sentence vectors.

    .venv/bin/python -m bench.understanding            (about ten minutes on two cores)
"""
from __future__ import annotations

import csv
import math
import random
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Callable, Iterable

import numpy as np
import yaml
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.settings import ROOT, settings
from bot.triage import assess
from bot.understanding.classifier import Classifier, Example
from bot.understanding.data import training_messages
from bot.understanding.danger import Thresholds
from bot.understanding.doors import Doubt, doors
from bot.understanding.encoder import WIDTH, Encoder, Reading, hands_left_out
from bot.understanding.features import Features, words
from bot.understanding.pieces import sentences
from bot.understanding.topics import DISCLOSURES, EMERGENCY, topic_of
from bot.understanding.vector_cache import VectorCache

TESTS = ROOT / "tests" / "understanding"
REPORT = ROOT / "docs" / "understanding.md"
# Shares by topic, danger a class of its own; the shares for danger of the clearest piece and of the clearest suspected sentence.
Predict = Callable[[str], tuple[dict[str, float], float, float]]
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
    cache = VectorCache(settings().cache_dir / "vectors.npz", encoder)
    read = lru_cache(maxsize=None)(encoder.read)
    numbers = _configured()
    left_out = hands_left_out()
    learners = {"ours": _ours(cache, read), "without tuned layers": _untuned(cache, read), "n-grams": _ngrams}
    known = [example for example in examples if example.author not in left_out]
    sums: dict[str, Counter] = {}
    rows = []
    for name, learn in learners.items():
        predict = learn(known)
        for author in left_out:
            cases = [(e.text, frozenset({topic_of(e.intent)})) for e in examples if e.author == author]
            counted = _count(cases, predict, numbers)
            sums[name] = sums.get(name, Counter()) + counted
            if name == "ours":
                rows.append((author, counted))
    final = {name: learn(examples) for name, learn in learners.items()}
    development = {name: _count(_cases("development"), predict, numbers) for name, predict in final.items()}
    long = _count([*_cases("long_emergencies"), *_cases("long_harmless")], final["ours"], numbers)
    rules = _count(_cases("development"), lambda text: ({"other": 1.0}, 0.0, 0.0), numbers)
    as_typed = {name: _count(_roughened(roughen), final["ours"], numbers) for name, roughen in ROUGH.items()}
    confusion = _confusion(_cases("development"), final["ours"])
    report = _report(examples, left_out, rows, sums, development, long, rules, as_typed, confusion)
    REPORT.write_text(report, encoding="utf-8")
    print(f"wrote {REPORT.relative_to(ROOT)}")


def _ours(cache: VectorCache, read: Callable[[str], Reading]) -> Callable[[list[Example]], Predict]:
    def learn(known: list[Example]) -> Predict:
        classifier = Classifier.train(known, cache.encode)

        def predict(text: str) -> tuple[dict[str, float], float, float]:
            prediction = classifier.predict(text, read(text))
            suspects = [classifier.predict(s, read(s)).topics for s in sentences(text) if assess(s).alarming]
            return prediction.topics, prediction.piece, max((topics.get(EMERGENCY, 0.0) for topics in suspects), default=0.0)

        return predict

    return learn


def _untuned(cache: VectorCache, read: Callable[[str], Reading]) -> Callable[[list[Example]], Predict]:
    def learn(known: list[Example]) -> Predict:
        features = Features.learn([example.text for example in known])
        vectors = np.array([cache.encode(example.text)[:WIDTH] for example in known])
        rows = features.rows([example.text for example in known], vectors)
        model = LogisticRegression(max_iter=500).fit(rows, [topic_of(example.intent) for example in known])

        def predict(text: str) -> tuple[dict[str, float], float, float]:
            shares = model.predict_proba(features.rows([text], read(text).vector[None, :WIDTH]))[0].tolist()
            topics = dict(zip(model.classes_, shares))
            return topics, 0.0, 0.0

        return predict

    return learn


def _ngrams(known: list[Example]) -> Predict:
    vectorizer = TfidfVectorizer(tokenizer=words, token_pattern=None, lowercase=False, ngram_range=(1, 2), min_df=2)
    rows = vectorizer.fit_transform([example.text for example in known])
    model = LogisticRegression(C=10, max_iter=500).fit(rows, [topic_of(example.intent) for example in known])

    def predict(text: str) -> tuple[dict[str, float], float, float]:
        topics = dict(zip(model.classes_, model.predict_proba(vectorizer.transform([text]))[0].tolist()))
        return topics, 0.0, 0.0

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


ROUGH: dict[str, Callable[[str, random.Random], str]] = {
    "two letters swapped in every twelfth word": _mistyped,
    "no punctuation": lambda text, _: re.sub(r"[^\w\s]", "", text),
    "CAPITALS": lambda text, _: text.upper(),
    "five words more": lambda text, _: f"hi sorry to bother you {text}",
}


def _roughened(roughen: Callable[[str, random.Random], str]) -> list[Case]:
    chance = random.Random(0)
    return [(roughen(text, chance), labels) for text, labels in _cases("development")]


def _count(cases: Iterable[Case], predict: Predict, numbers: Configured) -> Counter:
    count: Counter = Counter()
    for text, labels in cases:
        topics, *of_parts = predict(text)
        found = assess(text)
        danger = found.emergency or numbers.danger.reached(topics.get(EMERGENCY, 0.0), *of_parts, suspected=found.suspected)
        if labels == {EMERGENCY}:
            count["emergencies"] += 1
            count["found"] += danger
            continue
        offered = doors(topics, numbers.doubt)
        right = bool(labels & set(offered))
        count.update(messages=1, doors=len(offered), offered_right=right)
        if len(offered) == 1:
            count.update(single=1, single_right=right)
        danger = danger and EMERGENCY not in labels  # a card that a careful reader may give too is no false alarm
        if "other" in labels:
            count.update(harmless=1, harmless_alarm=danger, harmless_disclosure=offered[0] in DISCLOSURES and not right)
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


def _share(part: int, whole: int) -> str:
    if not whole:
        return "–"
    z, p = 1.96, part / whole
    middle, half = p + z * z / (2 * whole), z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    low, high = (middle - half) / (1 + z * z / whole), (middle + half) / (1 + z * z / whole)
    return f"{p:.3f} ({max(low, 0):.2f}–{min(high, 1):.2f})"


COLUMNS = (
    ("emergency found", "found", "emergencies"),
    ("alarm on harmless", "harmless_alarm", "harmless"),
    ("alarm on disclosure", "disclosure_alarm", "disclosures"),
    ("right door offered", "offered_right", "messages"),
    ("single door right", "single_right", "single"),
    ("disclosure taken for other", "disclosure_other", "disclosures"),
    ("harmless shown a disclosure door first", "harmless_disclosure", "harmless"),
)


def _line(name: str, count: Counter) -> str:
    cells = [_share(count[part], count[whole]) for _, part, whole in COLUMNS]
    return f"| {name} | {' | '.join(cells)} | {count['doors'] / max(count['messages'], 1):.2f} |"


def _report(examples, left_out, rows, sums, development, long, rules, as_typed, confusion) -> str:
    head = f"| | {' | '.join(name for name, _, _ in COLUMNS)} | doors |\n|---|{'---|' * (len(COLUMNS) + 1)}"
    worst = "\n".join(f"- {true} taken for {taken}: {n}" for (true, taken), n in confusion.most_common(8))
    return TEMPLATE.format(
        total=f"{len(examples):,}",
        hands=len({example.author for example in examples}),
        left_out_names=", ".join(left_out),
        left_out_total=f"{sum(example.author in left_out for example in examples):,}",
        head=head,
        left_out="\n".join(_line(f"left-out hands, {name}", count) for name, count in sums.items()),
        development="\n".join(_line(f"development set, {name}", count) for name, count in development.items()),
        by_hand="\n".join(_line(name, count) for name, count in rows),
        long=_line("long texts", long),
        rules=_share(rules["found"], rules["emergencies"]),
        rules_alarm=_share(rules["harmless_alarm"], rules["harmless"]),
        as_typed="\n".join(_line(name, count) for name, count in as_typed.items()),
        worst=worst,
    )


TEMPLATE = (Path(__file__).parent / "understanding_template.md").read_text(encoding="utf-8")

if __name__ == "__main__":
    main()
