"""From a message to its urgency: which phrases match, what stands around them, what they ask for together."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Iterable, Optional, Sequence

from bot.triage.loading import room
from bot.triage.matching import Found, find
from bot.triage.models import URGENCIES, Assessment, Reason
from bot.triage.pattern import GREATEST_LENGTH
from bot.triage.reading import Message, read
from bot.triage.tense import SUBJECTS, told_as_now

#: How many words away a sign may stand and still belong to a phrase.
REACH = 20
#: How many words away "years ago", "always" or "if" may stand in the same sentence and still turn a phrase.
TENSE_REACH = 14
#: More signs than this around one phrase tell nothing new (keeps the work per phrase constant).
LOOKED_AT = 200
#: A message of so few words that says only this is meant as it stands ("hes coming up the stairs").
BRIEF = "brief"
BRIEF_WORDS = 7
#: A loose pattern asks for an emergency by itself only in a message of at most so many words. In longer ones its words meet by chance:
#: in long stories by hands that had not been seen before, loose patterns alarmed on 14 of 100 harmless ones.
LOOSE_WORDS = 12
#: Words that deny what follows them.
NEGATIONS = frozenset("not never dont didnt isnt wasnt hasnt no nor neither without nobody none".split())
_BLANK = "_"


def assess(text: str) -> Assessment:
    """How pressing a message is, and why.

    Emergency: life or safety at risk now or within about a day, anyone's. Elevated: signs of serious danger. Otherwise routine,
    which never means safe. Works for any str of any length, in time linear in its length; never raises for a str.
    """
    message = read(text, room().vocabulary)
    asked = _look(message)
    reasons = sorted(asked.values(), key=lambda reason: URGENCIES.index(reason.urgency))
    urgency = reasons[0].urgency if reasons else "routine"
    return Assessment(urgency, tuple(reasons))


def is_figure(message: Message) -> bool:
    """Whether a figure of speech stands in a message."""
    return _without_harmless(message) is not message.words


def _look(message: Message) -> dict[str, Reason]:
    """What every danger phrase asks for in a message, by phrase id."""
    everything = room()
    words = _without_harmless(message)
    danger = list(find(everything.danger, words, message))
    context = list(find(everything.context, words, message)) if danger else []
    return _ask(danger, context, message)


def _without_harmless(message: Message) -> Sequence[str]:
    """The words with figures of speech blanked out, so that no danger phrase can use them; the same object if there are none."""
    words = None
    for one in find(room().harmless, message.words, message):
        words = words or list(message.words)
        words[one.start : one.end] = [_BLANK] * (one.end - one.start)
    return words or message.words


def _ask(danger: Sequence[Found], context: Sequence[Found], message: Message) -> dict[str, Reason]:
    """What each phrase asks for here: the strongest urgency by phrase id."""
    signs = _signs(danger, context)
    asked: dict[str, Reason] = {}
    for one in danger:
        urgency = _urgency(one, signs, message)
        suspected = urgency == "emergency" and one.pattern in one.phrase.loose and len(message.words) > LOOSE_WORDS
        if suspected:
            urgency = "elevated"
        before = asked.get(one.phrase.id)
        if urgency and (before is None or _weight(urgency, suspected) > _weight(before.urgency, before.suspected)):
            asked[one.phrase.id] = Reason(one.phrase.id, one.phrase.family, one.phrase.why, urgency, suspected)
    return asked


def _weight(urgency: str, suspected: bool) -> tuple[int, bool]:
    return -URGENCIES.index(urgency), suspected


class Signs:
    """Where each sign stands, in order: looking one up costs the logarithm of their number, never their number."""

    def __init__(self, found: Iterable[tuple[str, Found]]) -> None:
        places: dict[str, set[tuple[int, int, int, str]]] = {}
        for sign, one in found:
            places.setdefault(sign, set()).add((one.start, one.end, one.sentence, one.phrase.id))
        self._places = {sign: sorted(where) for sign, where in places.items()}

    def distance(self, sign: str, one: Found, same_sentence: bool = False, not_before: bool = False) -> Optional[int]:
        """Words between a phrase and the nearest such sign of another phrase (0 when they touch), or None. Looks at REACH words.

        `same_sentence` and `not_before` leave out signs in other sentences and signs that end before the phrase starts.
        """
        nearest: Optional[int] = None
        places = self._places.get(sign, ())
        at = bisect_left(places, (one.start - REACH - GREATEST_LENGTH,))
        for start, end, sentence, giver in places[at : at + LOOKED_AT]:
            if start - one.end > REACH:
                break
            if giver == one.phrase.id or (same_sentence and sentence != one.sentence) or (not_before and end <= one.start):
                continue
            gap = max(start - one.end, one.start - end, 0)
            if gap <= REACH and (nearest is None or gap < nearest):
                nearest = gap
        return nearest


def _signs(danger: Sequence[Found], context: Sequence[Found]) -> Signs:
    return Signs([(one.phrase.id, one) for one in context] + [(sign, one) for one in danger for sign in one.phrase.gives])


def _denied(one: Found, message: Message) -> bool:
    """ "He has never hit me": a negation inside the phrase, or just before it unless the phrase starts with who does it."""
    if not NEGATIONS.isdisjoint(re.findall(r"[a-z]+", one.pattern)):
        return False
    first = one.start + 1 if message.words[one.start] in SUBJECTS else max(one.start - 2, message.sentences[one.sentence].first)
    return not NEGATIONS.isdisjoint(message.words[first : one.end])


def _urgency(one: Found, signs: Signs, message: Message) -> Optional[str]:
    phrase = one.phrase
    if signs.distance("story", one, same_sentence=True) is not None:
        return None
    if _denied(one, message):
        return "routine"
    urgency = phrase.alone
    if urgency != "emergency" and (
        any(signs.distance(sign, one) is not None for sign in phrase.emergency_with)
        or (BRIEF in phrase.emergency_with and len(message.words) <= BRIEF_WORDS)
    ):
        urgency = "emergency"
    if urgency == "emergency":
        now = signs.distance("now", one, same_sentence=True)
        today = signs.distance("today", one, same_sentence=True)
        clock = min((d for d in (now, today) if d is not None), default=None)
        for turn in sorted(phrase.turned_by):
            # A time that is over belongs to what stands beside it, not to what is told as now after it.
            over = turn == "past" and told_as_now(one, message)
            away = signs.distance(turn, one, same_sentence=True, not_before=over)
            if away is not None and away <= TENSE_REACH and (clock is None or away < clock):
                urgency = "elevated"
    return urgency
