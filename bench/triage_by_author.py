"""How well the danger rules alone do, author by author.

    python bench/triage_by_author.py FOLDER [--show missed|alarms] [--author NAME]

FOLDER holds author_*.tsv files with one `label<TAB>text` a line. Prints, for each author, the share of emergencies that the
rules call an emergency (recall) and the share of other messages that they call one (false alarms), for harmless messages
(other, other_figurative) and for the rest. --show prints the messages behind the figures, for developing: not for unseen text.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from bot.triage import assess

HARMLESS = ("other", "other_figurative")


def main() -> None:
    """Read the folder, print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--show", choices=("missed", "alarms"))
    arguments.add_argument("--author", default="*")
    chosen = arguments.parse_args()
    print(f"{'author':10} {'recall':>14} {'alarm harmless':>16} {'alarm others':>14}   by label (alarms)")
    for path in sorted(chosen.folder.glob(f"author_{chosen.author}.tsv")):
        total, alarms = Counter(), Counter()
        shown = []
        for line in path.read_text(encoding="utf-8").splitlines():
            label, _, text = line.partition("\t")
            found = assess(text)
            total[label] += 1
            alarms[label] += found.emergency
            if chosen.show == "missed" and label == "emergency" and not found.emergency:
                shown.append(f"  {found.urgency:9} {text}")
            if chosen.show == "alarms" and label != "emergency" and found.emergency:
                rules = [reason.rule for reason in found.reasons if reason.urgency == "emergency"]
                shown.append(f"  {label} {rules} {text}")
        print(_row(path.stem.removeprefix("author_"), total, alarms))
        print(*shown, sep="\n", end="\n" if shown else "")


def _row(name: str, total: Counter, alarms: Counter) -> str:
    others = [label for label in total if label not in (*HARMLESS, "emergency")]
    cells = [_share(["emergency"], total, alarms), _share(HARMLESS, total, alarms), _share(others, total, alarms)]
    by_label = ", ".join(f"{label} {alarms[label]}" for label in sorted(others) if alarms[label])
    return f"{name:10} {cells[0]:>14} {cells[1]:>16} {cells[2]:>14}   {by_label}"


def _share(labels, total: Counter, alarms: Counter) -> str:
    of = sum(total[label] for label in labels)
    hit = sum(alarms[label] for label in labels)
    return f"{hit}/{of} {hit / of:.3f}" if of else "-"


if __name__ == "__main__":
    main()
