"""Ask every question at every change of status and count what is wrong."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Sequence

from bot.directory.directory import Directory
from bot.directory.hours import opening
from bot.directory.load import load, seeds_folder
from bot.directory.proof import second_clock
from bot.directory.proof.coverage import load_coverage
from bot.directory.proof.moments import moments_of_change
from bot.directory.proof.questions import ASKED, Area, different_areas, every_area, questions
from bot.directory.proof.rules import Question, faults

MOST_SHOWN = 60


@dataclass
class Proof:
    """What was asked and what was found wrong. `seconds` is for people; nothing depends on it."""

    areas: int = 0
    districts: int = 0
    kinds: int = 0
    moments: int = 0
    states: int = 0
    hours_checked: int = 0
    answers_checked: int = 0
    failures: list[str] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0

    def fail(self, message: str) -> None:
        """Count a failure; keep the words of the first ones."""
        self.failed += 1
        if len(self.failures) < MOST_SHOWN:
            self.failures.append(message)


def prove(
    seeds: Path | None = None,
    first_day: date | None = None,
    sample: int | None = None,
    workers: int = 1,
    days: int = 366,
) -> Proof:
    """Prove the directory of `seeds` over the year (or fewer `days`) from `first_day`.

    Every area is asked every audience, harm and way in every different state of the directory (which lines are open,
    closed or unsure), and one area of each kind also with every need. With `sample`, about that many questions are
    asked instead, chosen by a fixed seed. `workers` is the number of processes.
    """
    started = time.monotonic()
    seeds = seeds or seeds_folder()
    directory = load(seeds)
    proof = Proof()
    areas = every_area(directory)
    kinds = different_areas(directory, areas)
    states = _check_hours(directory, first_day or date.today(), days, proof)
    _check_coverage(seeds, directory, states, proof)
    proof.areas, proof.kinds, proof.states = len(areas), len(kinds), len(states)
    proof.districts = len(directory.district_codes)
    work = [(area, False) for area in areas] + [(area, True) for area in kinds]
    for part in _run(seeds, directory, work, states, sample, workers):
        proof.answers_checked += part.answers_checked
        for message in part.failures:
            proof.fail(message)
        proof.failed += part.failed - len(part.failures)
    proof.seconds = time.monotonic() - started
    return proof


def _check_hours(directory: Directory, first_day: date, days: int, proof: Proof) -> list[datetime]:
    """Compare both clocks at every change; return one moment for each different state of the directory."""
    timed = [s for s in directory.services if s.availability == "scheduled"]
    moments = moments_of_change(timed, first_day, days)
    proof.moments = len(moments)
    states: dict[tuple[str, ...], datetime] = {}
    for moment in moments:
        found = tuple(opening(s, moment).status for s in timed)
        states.setdefault(found, moment)
        for service, status in zip(timed, found):
            proof.hours_checked += 1
            if second_clock.status(service, moment) != status:
                proof.fail(f"P4: at {moment.isoformat()} {service.id} is {status}, by the second clock it is not")
    return list(states.values())


def _check_coverage(seeds: Path, directory: Directory, states: Sequence[datetime], proof: Proof) -> None:
    known = {s.id for s in directory.services}
    for expected in load_coverage(seeds, directory):
        for moment in states:
            shown = [c.service_id for c in _ask(directory, expected.question, moment, expected.of)]
            proof.answers_checked += 1
            missing = [i for i in expected.shows if i not in shown]
            hidden = [i for i in expected.hides if i in shown]
            where = f"coverage.yml line {expected.line}: {expected.question}"
            if hidden:
                proof.fail(f"{where} must never show {hidden}")
                break
            if missing:
                gone = [i for i in missing if i not in known]
                why = f"has no record for {gone}" if gone else f"shows {shown}"
                proof.fail(f"{where} must show {missing}; the directory {why}")
                break


def _ask(directory: Directory, q: Question, now: datetime, limit: int = 3):  # noqa: ANN202
    return directory.find(
        lads=q.lads, nation=q.nation, audience=q.audience, harm=q.harm, way=q.way, needs=q.needs, now=now, limit=limit
    )


Work = list[tuple[Area, bool]]  # an area, and whether every need is asked too


def _run(
    seeds: Path, directory: Directory, work: Work, states: list[datetime], sample: int | None, workers: int
) -> list[Proof]:
    if sample is not None or workers < 2:
        return [_check_areas(directory, work, states, sample)]
    shares = [work[i::workers] for i in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(_in_process, [seeds] * workers, shares, [states] * workers))


def _in_process(seeds: Path, work: Work, states: list[datetime]) -> Proof:
    return _check_areas(load(seeds), work, states, None)


def _check_areas(directory: Directory, work: Work, states: list[datetime], sample: int | None) -> Proof:
    proof = Proof()
    known = {s.id: s for s in directory.services}
    if sample is None:
        asked = ((q, moment) for area, needs in work for q in questions(area, needs) for moment in states)
    else:
        chance = Random(7)
        picked = (chance.choice(work)[0] for _ in range(sample))
        asked = ((Question(*area, *chance.choice(ASKED)), chance.choice(states)) for area in picked)
    for question, moment in asked:
        proof.answers_checked += 1
        shown = _ask(directory, question, moment)
        for fault in faults(question, shown, known, moment):
            proof.fail(f"{question} at {moment.isoformat()}: {fault}")
    return proof
