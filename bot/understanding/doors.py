"""Honest doubt: one topic when sure, else the two or three that a person may choose between ("doors")."""
from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.topics import DISCLOSURES, EMERGENCY, TOPICS


@dataclass(frozen=True)
class Doubt:
    """How sure is sure. The values in use, with the reason for each, are in config.yml."""

    temperature: float = 1.0  # above 1 the classifier is taken to be less sure than it says
    sure: float = 0.8  # one door when the best topic has at least this share
    mass: float = 0.9  # else doors until their shares sum to this
    most: int = 3  # never more doors than this: a frightened person will not read a menu


def tempered(topics: dict[str, float], temperature: float) -> dict[str, float]:
    """Shares of the seven topics, best first, danger's own share left out and the rest made to sum to one."""
    powered = {topic: max(topics.get(topic, 0.0), 1e-12) ** (1 / temperature) for topic in TOPICS}
    total = sum(powered.values())
    return dict(sorted(((t, p / total) for t, p in powered.items()), key=lambda item: -item[1]))


def doors(topics: dict[str, float], doubt: Doubt, in_danger: bool = False) -> list[str]:
    """The topics to offer, best first; one when sure.

    A message in danger that looks like nothing else is about something done to the person: its topic is a disclosure.
    """
    shares = tempered(topics, doubt.temperature)
    if in_danger and topics.get(EMERGENCY, 0.0) > 0.5:
        shares = {topic: share for topic, share in shares.items() if topic in DISCLOSURES}
        total = sum(shares.values())
        shares = {topic: share / total for topic, share in shares.items()}
    offered, sum_of_shares = [], 0.0
    for topic, share in shares.items():
        offered.append(topic)
        sum_of_shares += share
        if share >= doubt.sure or sum_of_shares >= doubt.mass or len(offered) == doubt.most:
            break
    return offered
