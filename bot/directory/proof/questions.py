"""Every question the proof asks."""

from __future__ import annotations

from typing import Iterator, Sequence

from bot.directory.directory import Directory
from bot.directory.models import AUDIENCES, HARMS, NEEDS, WAYS
from bot.directory.proof.rules import UNITED_KINGDOM, Question

Area = tuple[tuple[str, ...], str]  # districts, nation


def every_area(directory: Directory) -> list[Area]:
    """No area, every district of England, every county and everyday name, and the other nations."""
    areas: list[Area] = [((), nation) for nation in UNITED_KINGDOM]
    areas += [((lad,), "England") for lad in directory.district_codes]
    areas += [(lads, "England") for lads in directory.named_areas]
    return list(dict.fromkeys(areas))


def different_areas(directory: Directory, areas: Sequence[Area]) -> list[Area]:
    """One area of each kind: two areas are of one kind if the same local records serve them, wholly or in part."""
    kinds: dict[tuple, Area] = {}
    for lads, nation in areas:
        served = []
        for service in directory.services:
            common = set(lads) & set(service.areas.lads)
            if common:
                served.append((service.id, common == set(lads)))
        kinds.setdefault((nation, bool(lads), tuple(served)), (lads, nation))
    return list(kinds.values())


# Every audience, harm and way; and with every need.
WITHOUT_NEEDS = tuple((audience, harm, way, ()) for audience in AUDIENCES for harm in (None, *HARMS) for way in WAYS)
ASKED = tuple(
    (audience, harm, way, needs)
    for audience in AUDIENCES
    for harm in (None, *HARMS)
    for way in WAYS
    for needs in ((), *((need,) for need in NEEDS))
)


def questions(area: Area, needs: bool) -> Iterator[Question]:
    """Every question for one area, with or without every need."""
    return (Question(*area, *asked) for asked in (ASKED if needs else WITHOUT_NEEDS))
