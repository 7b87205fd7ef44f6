"""Tells a past that is over from a present that follows it: "he hit me last year and he is outside" is danger now."""

from __future__ import annotations

from bot.triage.matching import Found
from bot.triage.reading import Message

#: Words that do something. (he, she and they are "they" here.)
SUBJECTS = frozenset("they i we partner ex parent sibling child relative inlaw person someone friend neighbour".split())
#: "He's been", "he's held": here "is" stands for "has". A word in -ed is taken the same way, unless it is one of AS_IT_IS.
_HAS = frozenset("been had held hit".split())
_AS_IT_IS = frozenset("armed parked locked barricaded trapped".split())
_BETWEEN = frozenset("just now still all only".split())
#: What was said then ("last year he told me he is going to") belongs to then.
_TOLD = frozenset("said told thought swore texted text threatened saying shouted screamed dreamt".split())
#: How many words before a phrase its subject, or "he said", may stand.
_NEAR = 3
#: An earlier clause is looked for within so many words (keeps the work per phrase constant).
_LOOK_BACK = 28


def told_as_now(one: Found, message: Message) -> bool:
    """Whether a phrase is told in the present, after somebody did something else earlier in the sentence.

    "He broke my arm in May and he is at my door": the second is told as now, whatever time stands before it.
    """
    words, first = message.words, message.sentences[one.sentence].first
    for at in range(max(first, one.start - _NEAR), min(one.start + _NEAR, one.end)):
        if words[at] in SUBJECTS and at + 1 < len(words):
            after = at + 1
            present = words[after] == "is"
            while after + 1 < min(len(words), at + _LOOK_BACK) and (words[after] == "is" or words[after] in _BETWEEN):
                after += 1
            verb = words[after]
            present = (present and not _has_done(verb)) or verb.endswith("ing")
            if present:
                reported = not _TOLD.isdisjoint(words[max(first, at - _NEAR) : at])
                return not reported and not SUBJECTS.isdisjoint(words[max(first, at - _LOOK_BACK) : at])
    return False


def _has_done(word: str) -> bool:
    return word in _HAS or (word.endswith("ed") and word not in _AS_IT_IS)
