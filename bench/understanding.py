"""How well messages by people it has never met are understood: writes docs/understanding.md.

Each author who wrote all kinds of messages is left out in turn, and the classifier is trained on the others ("left-out hands"); then
all authors are used and the development set (tests/understanding, never trained on) is read. Beside it, trained on the same messages in
the same run: logistic regression on word n-grams alone, which is what Rasa gives without sentence vectors.

    .venv/bin/python -m bench.understanding            (about ten minutes on two cores)
"""
from __future__ import annotations

import csv
import math
from collections import Counter
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
from bot.understanding.doors import Doubt, doors
from bot.understanding.encoder import Encoder
from bot.understanding.features import words
from bot.understanding.topics import DISCLOSURES, EMERGENCY, topic_of
from bot.understanding.vector_cache import VectorCache

LEFT_OUT = "cdefghij"  # the hands that wrote every kind of message
TESTS = ROOT / "tests" / "understanding"
REPORT = ROOT / "docs" / "understanding.md"
Predict = Callable[[str], dict[str, float]]  # shares by topic, danger a class of its own
Case = tuple[str, frozenset[str]]  # a message and the labels a careful reader may give it


def main() -> None:
    """Measure and write the report."""
    examples = training_messages()
    cache = VectorCache(settings().cache_dir / "vectors.npz", Encoder(settings().encoder_dir))
    doubt, threshold = _configured()
    sums: dict[str, Counter] = {}
    rows = []
    for author in LEFT_OUT:
        known = [example for example in examples if example.author != author]
        cases = [(e.text, frozenset({topic_of(e.intent)})) for e in examples if e.author == author]
        for name, learn in (("ours", _ours(cache)), ("n-grams", _ngrams)):
            counted = _count(cases, learn(known), doubt, threshold)
            sums[name] = sums.get(name, Counter()) + counted
            rows.append((f"{author}, {name}", counted))
    final = {name: learn(examples) for name, learn in (("ours", _ours(cache)), ("n-grams", _ngrams))}
    development = {name: _count(_cases("development"), predict, doubt, threshold) for name, predict in final.items()}
    long = _count([*_cases("long_emergencies"), *_cases("long_harmless")], final["ours"], doubt, threshold)
    confusion = _confusion(_cases("development"), final["ours"])
    REPORT.write_text(_report(len(examples), rows, sums, development, long, confusion), encoding="utf-8")
    print(f"wrote {REPORT.relative_to(ROOT)}")


def _ours(cache: VectorCache) -> Callable[[list[Example]], Predict]:
    def learn(known: list[Example]) -> Predict:
        classifier = Classifier.train(known, cache.encode)
        return lambda text: classifier.predict(text, cache.encode(text)).topics

    return learn


def _ngrams(known: list[Example]) -> Predict:
    vectorizer = TfidfVectorizer(tokenizer=words, token_pattern=None, lowercase=False, ngram_range=(1, 2), min_df=2)
    rows = vectorizer.fit_transform([example.text for example in known])
    model = LogisticRegression(C=10, max_iter=500).fit(rows, [topic_of(example.intent) for example in known])

    def predict(text: str) -> dict[str, float]:
        return dict(zip(model.classes_, model.predict_proba(vectorizer.transform([text]))[0].tolist()))

    return predict


def _count(cases: Iterable[Case], predict: Predict, doubt: Doubt, threshold: float) -> Counter:
    count: Counter = Counter()
    for text, labels in cases:
        topics = predict(text)
        danger = assess(text).emergency or topics.get(EMERGENCY, 0.0) >= threshold
        if EMERGENCY in labels:
            count["emergencies"] += 1
            count["found"] += danger
            continue
        offered = doors(topics, doubt)
        right = bool(labels & set(offered))
        count.update(messages=1, doors=len(offered), offered_right=right)
        if len(offered) == 1:
            count.update(single=1, single_right=right)
        if "other" in labels:
            count.update(harmless=1, harmless_alarm=danger, harmless_disclosure=offered[0] in DISCLOSURES and not right)
        elif labels & set(DISCLOSURES):
            count.update(disclosures=1, disclosure_alarm=danger, disclosure_other=offered[0] == "other")
    return count


def _confusion(cases: list[Case], predict: Predict) -> Counter:
    confused: Counter = Counter()
    for text, labels in cases:
        first = doors(predict(text), Doubt(most=1))[0]
        if EMERGENCY not in labels and first not in labels:
            confused[(sorted(labels)[0], first)] += 1
    return confused


def _cases(name: str) -> list[Case]:
    with (TESTS / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    harmless = {"other_figurative": "other"}
    return [(row["text"], frozenset(harmless.get(x, x) for x in (row["label"], row["also"]) if x)) for row in rows]


def _configured() -> tuple[Doubt, float]:
    pipeline = yaml.safe_load(Path(ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    by_name = {part["name"].rsplit(".", 1)[-1]: part for part in pipeline}
    numbers = {key: value for key, value in by_name["DoorsClassifier"].items() if key != "name"}
    return Doubt(**numbers), by_name["TriageClassifier"]["threshold"]


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


def _report(total: int, rows, sums, development, long: Counter, confusion: Counter) -> str:
    head = f"| | {' | '.join(name for name, _, _ in COLUMNS)} | doors |\n|---|{'---|' * (len(COLUMNS) + 1)}"
    worst = "\n".join(f"- {true} taken for {taken}: {n}" for (true, taken), n in confusion.most_common(8))
    return TEMPLATE.format(
        total=f"{total:,}",
        head=head,
        left_out="\n".join(_line(f"left-out hands, {name}", count) for name, count in sums.items()),
        development="\n".join(_line(f"development set, {name}", count) for name, count in development.items()),
        hands="\n".join(_line(name, count) for name, count in rows if name.endswith("ours")),
        long=_line("long texts", long),
        worst=worst,
    )


TEMPLATE = (Path(__file__).parent / "understanding_template.md").read_text(encoding="utf-8")

if __name__ == "__main__":
    main()
