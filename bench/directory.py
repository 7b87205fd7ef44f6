"""How long the directory takes to answer one question, in process: the middle, the slowest in a hundred, and a ratio.

    python bench/directory.py [--questions N]

Each question is new (another district, audience, harm, way, need and minute of the year), so that little is remembered from
one to the next. The ratio is against reading one small JSON document of the same contacts with the standard library, in the
same run: it holds on a busy machine too, where milliseconds do not.
"""

from __future__ import annotations

import argparse
import json
from datetime import datetime, timedelta, timezone
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, Callable

from bot.directory import Directory, load
from bot.directory.models import AUDIENCES, HARMS, NEEDS, WAYS

PLACES = ("lichfield", "im in cannock", "tamwroth", "ws13", "newcastle", "rather not say", "the moon", "near leek")


def main() -> None:
    """Ask, and print what it took."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--questions", type=int, default=2_000)
    count = arguments.parse_args().questions
    directory = load()
    directory.read_places()
    chance = Random(7)
    asked = [_question(directory, chance) for _ in range(count)]
    answers, taken = _time(lambda question: directory.find(**question), asked)
    documents = [json.dumps([contact.as_dict() for contact in answer]) for answer in answers]
    _, reading = _time(json.loads, documents)
    _, resolving = _time(directory.resolve_area, [chance.choice(PLACES) for _ in range(count)])
    for name, times in (("a question", taken), ("a place", resolving), ("reading its answer as JSON", reading)):
        slow = sorted(times)[int(len(times) * 0.99)]
        print(f"{name:28} middle {median(times) * 1000:7.3f} ms   slowest in 100 {slow * 1000:7.3f} ms")
    print(f"a question takes {median(taken) / median(reading):.0f} times as long as reading its answer as JSON")


def _question(directory: Directory, chance: Random) -> dict[str, Any]:
    start = datetime(2026, 11, 20, tzinfo=timezone.utc)
    return {
        "lads": (chance.choice(directory.district_codes),),
        "audience": chance.choice(AUDIENCES),
        "harm": chance.choice((None, *HARMS)),
        "way": chance.choice(WAYS),
        "needs": chance.choice([(), (chance.choice(NEEDS),)]),
        "now": start + timedelta(minutes=chance.randrange(366 * 24 * 60)),
    }


def _time(call: Callable[[Any], Any], given: list[Any]) -> tuple[list[Any], list[float]]:
    """What each call gives and how many seconds it took."""
    answers, times = [], []
    for one in given:
        started = perf_counter()
        answers.append(call(one))
        times.append(perf_counter() - started)
    return answers, times


if __name__ == "__main__":
    main()
