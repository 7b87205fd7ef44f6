"""The page docs/understanding.md from what `bench.understanding` counted."""
from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

from bot.settings import ROOT

REPORT = ROOT / "docs" / "understanding.md"
TEMPLATE = Path(__file__).with_name("understanding_template.md")
N_GRAMS = "logistic regression on word n-grams"
DIET = """Rasa's stock pipeline (DIET with n-grams; what would take hours was spared: it learnt for 8 epochs of its usual 100, only from
messages of at most 40 words, and once, without the left-out hands; its answers are kept for the same messages)"""
NO_DIET = "Rasa's stock pipeline, DIET with n-grams, was left out of this run: `make evaluate` without `WITHOUT_DIET` adds it"
COLUMNS = (  # heading, what is counted, of how many
    ("emergency found", "found", "emergencies"),
    ("alarm on harmless", "harmless_alarm", "harmless"),
    ("alarm on disclosure", "disclosure_alarm", "disclosures"),
    ("right door offered", "offered_right", "messages"),
    ("single door right", "single_right", "single"),
    ("disclosure taken for other", "disclosure_other", "disclosures"),
    ("harmless met with a disclosure first", "harmless_disclosure", "harmless"),
)
HEAD = f"| | {' | '.join(name for name, _, _ in COLUMNS)} | doors |\n|---|{'---|' * (len(COLUMNS) + 1)}"


def report(
    *,
    examples: int,
    hands: int,
    left_out: tuple[str, ...],
    strangers: dict[str, Counter],
    by_hand: dict[str, Counter],
    development: dict[str, Counter],
    long: Counter,
    rules: Counter,
    as_typed: dict[str, Counter],
    confusion: Counter,
) -> str:
    """The whole page. A Counter holds the counts that COLUMNS names, and `doors`; ``confusion`` counts pairs of label and first door."""
    return TEMPLATE.read_text(encoding="utf-8").format(
        total=f"{examples:,}",
        hands=hands,
        left_out_names=", ".join(left_out),
        left_out_total=f"{sum(count['messages'] + count['emergencies'] for count in by_hand.values()):,}",
        head=HEAD,
        peers=N_GRAMS + (f", and {DIET}" if len(strangers) > 2 else f" ({NO_DIET})"),
        left_out="\n".join(line(f"left-out hands, {name}", count) for name, count in strangers.items()),
        development="\n".join(line(f"development set, {name}", count) for name, count in development.items()),
        by_hand="\n".join([*(line(name, count) for name, count in by_hand.items()), average(list(by_hand.values()))]),
        long=line("long texts, ours", long),
        rules=share(rules["found"], rules["emergencies"]),
        rules_alarm=share(rules["harmless_alarm"], rules["harmless"]),
        as_typed="\n".join(line(name, count) for name, count in as_typed.items()),
        worst="\n".join(f"- {true} taken for {taken}: {count}" for (true, taken), count in confusion.most_common(8)),
    )


def line(name: str, count: Counter) -> str:
    """A row of the table."""
    cells = [share(count[part], count[whole]) for _, part, whole in COLUMNS]
    doors = f"{count['doors'] / count['messages']:.2f}" if count["messages"] else "–"
    return f"| {name} | {' | '.join(cells)} | {doors} |"


def average(counts: list[Counter]) -> str:
    """A row with each hand counting alike, however much it wrote."""
    pairs = [(part, whole) for _, part, whole in COLUMNS] + [("doors", "messages")]
    means = [[count[part] / count[whole] for count in counts if count[whole]] for part, whole in pairs]
    cells = [sum(found) / len(found) if found else float("nan") for found in means]
    return f"| average of the hands | {' | '.join(f'{cell:.3f}' for cell in cells[:-1])} | {cells[-1]:.2f} |"


def share(part: int, whole: int) -> str:
    """A share with its 95 % interval by Wilson."""
    if not whole:
        return "–"
    z, p = 1.96, part / whole
    middle, half = p + z * z / (2 * whole), z * math.sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    low, high = (middle - half) / (1 + z * z / whole), (middle + half) / (1 + z * z / whole)
    return f"{p:.3f} ({max(low, 0):.2f}–{min(high, 1):.2f})"
