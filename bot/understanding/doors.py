"""Honest doubt: one topic when sure, else the two or three that a person may choose between ("doors")."""
from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.topics import DISCLOSURES, EMERGENCY, TOPICS, topic_of

SHORT = 8  # words


@dataclass(frozen=True)
class Doubt:
    """How sure is sure. The values in use, with the reason for each, are in config.yml."""

    temperature: float = 1.0  # above 1 the classifier is taken to be less sure than it says
    sure: float = 0.8  # one door when the best topic has at least this share
    mass: float = 0.9  # else doors until their shares sum to this
    most: int = 3  # never more doors than this: a frightened person will not read a menu
    other: float = 1.0  # what a vague share of `other` counts: below 1 a disclosure that may be one is not taken for small talk
    other_short: float = 1.0  # the same in a message of fewer than SHORT words: most of those that were learnt are small talk

    def counts(self, words: int) -> float:
        """What a vague share of `other` counts in a message of ``words`` words."""
        return self.other_short if words < SHORT else self.other


# Within a topic, an intent that is less clear than this share gives way to the topic's plain intent: "stop" or "delete" must
# not be guessed, and a wrong answer to a question is worse than saying that there is no checked one.
PLAIN = {"other": ("other", 0.7), "information": ("information", 0.45)}
VAGUE = ("other", "figurative", "information")
HARMLESS = ("greet", "help", "not_sure", "thank", "goodbye")  # said to somebody who wants something plain, but not clearly what, these do no harm
MOSTLY_VAGUE = 0.35  # with a smaller share of what is vague, "is anyone there" is no small talk
SMALL_TALK = 0.6  # what its share counts beside a question's: small talk in reply to "will anyone believe me" hurts


def plainly_other(intents: dict[str, float]) -> float:
    """The share of the intents of `other` that mean something plain: what `other` has beside them is small talk or nothing we know."""
    return sum(share for intent, share in intents.items() if topic_of(intent) == "other" and intent not in VAGUE)


def best_intent(intents: dict[str, float], offered: list[str]) -> tuple[str, float] | None:
    """The intent to act on, and its share of the whole; None when a person has to choose between the doors.

    Between a question and small talk nobody has to choose: no disclosure is at stake, so the clearest intent is taken, a question rather.
    """
    if len(offered) > 1 and set(offered) & set(DISCLOSURES):
        return None
    topic = offered[0] if len(offered) == 1 else "information"
    within = {intent: share for intent, share in intents.items() if topic_of(intent) in offered}
    plain, least = PLAIN.get(topic, (topic, 0.0))
    clear = {intent: share for intent, share in within.items() if intent not in VAGUE or len(offered) == 1}
    best = max(clear, key=lambda intent: clear[intent] * (SMALL_TALK if topic_of(intent) == "other" else 1), default=plain)
    of_its_topic = sum(share for intent, share in within.items() if topic_of(intent) == topic_of(best))
    if best != "figurative" and clear.get(best, 0.0) < least * of_its_topic:
        vague = sum(within.get(intent, 0.0) for intent in VAGUE)
        harmless = max(HARMLESS, key=lambda intent: clear.get(intent, 0.0))
        best = harmless if topic == "other" and harmless in clear and vague < MOSTLY_VAGUE * of_its_topic else plain
    return best, within.get(best, 0.0)


def offer(topics: dict[str, float], intents: dict[str, float], doubt: Doubt, words: int) -> tuple[list[str], tuple[str, float] | None]:
    """The topics to offer to somebody in no danger who wrote ``words`` words, first the one that is acted on; and the intent to act on
    with its share, if any."""
    offered = doors(topics, doubt, plainly=plainly_other(intents), words=words)
    chosen = best_intent(intents, offered)
    if chosen:
        offered.sort(key=lambda topic: topic != topic_of(chosen[0]))
    return offered, chosen


def tempered(topics: dict[str, float], temperature: float) -> dict[str, float]:
    """Shares of the seven topics, best first, danger's own share left out and the rest made to sum to one."""
    powered = {topic: max(topics.get(topic, 0.0), 1e-12) ** (1 / temperature) for topic in TOPICS}
    total = sum(powered.values())
    return dict(sorted(((t, p / total) for t, p in powered.items()), key=lambda item: -item[1]))


def doors(topics: dict[str, float], doubt: Doubt, in_danger: bool = False, plainly: float = 0.0, words: int = SHORT) -> list[str]:
    """The topics to offer, best first; one when sure. ``plainly``: the share of `other` that means something plain, "skip" or "thanks";
    ``words``: how many the message has.

    A message in danger that looks like nothing else is about something done to the person: its topic is a disclosure.
    """
    if not in_danger:
        topics = {**topics, "other": plainly + (topics.get("other", 0.0) - plainly) * doubt.counts(words)}
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
