"""What kind of harm a message tells of, what the person needs, and the part they have in it."""

from __future__ import annotations

import math
from typing import Mapping

from bot.triage.loading import room
from bot.triage.matching import find
from bot.triage.models import Noticed, Reason
from bot.triage.reading import read
from bot.triage.speaking import parts

#: How much each number of parts() speaks for a part ("" is the start). Fitted (logistic regression) on the messages of six authors and
#: checked on four others: 0.55 to 0.72 right over five classes, 0.62 to 0.78 where it is sure.
_SPEAKS_FOR: Mapping[str, Mapping[str, float]] = {
    "done_by_me": {
        "": -1.4,
        "again_and_again": 0.7, "asks_fact": -1.1, "child_named": 0.4, "control_words": 1.4, "denied": 0.6, "done_by_me": 3.7,
        "done_to_me": -0.7, "done_to_other": 0.4, "figurative": -0.3, "friend_named": -0.4, "greeting": -0.3, "i_count": 2.0,
        "is_it_abuse": 0.7, "length": -1.5, "me_count": 1.1, "other_person": -0.8, "own_remorse": 3.2, "partner_named": 0.7,
        "past": 0.3, "professional_voice": -0.3, "question": -1.0, "sexual_words": 0.4, "story_world": -0.5,
        "suicide_words": 0.3, "they_blame_me": -0.5, "they_count": 0.6, "to_my_things": -0.9, "told_me": -0.3,
    },
    "done_to_me": {
        "": 0.1,
        "again_and_again": 0.5, "asks_fact": -1.1, "child_named": -0.4, "control_words": 0.5, "denied": 0.4,
        "done_by_me": -1.0, "done_to_me": 2.4, "done_to_other": -0.8, "figurative": -1.3, "figure_of_speech": -1.2,
        "friend_named": -0.9, "greeting": -0.5, "i_count": 1.5, "imagined": 0.3, "is_it_abuse": 2.3, "length": -1.5,
        "me_count": 1.7, "other_person": -0.6, "past": 1.1, "professional_voice": -0.8, "question": -1.5, "sexual_words": 2.1,
        "suicide_words": 0.6, "they_blame_me": 1.2, "they_count": 0.5, "to_my_things": 2.2, "told_me": -0.7,
    },
    "done_to_someone_else": {
        "": -1.5,
        "again_and_again": 0.6, "child_named": 1.0, "control_words": -1.3, "done_by_me": -0.7, "done_to_me": -0.7,
        "done_to_other": 2.5, "family_named": 1.0, "fear_words": 1.3, "friend_named": 1.5, "greeting": -0.8, "i_count": -0.8,
        "imagined": -0.6, "is_it_abuse": -0.4, "me_count": -0.4, "other_person": 1.8, "own_remorse": -1.7,
        "partner_named": 0.6, "professional_voice": 1.4, "question": -1.2, "service_named": -1.0, "sexual_words": -0.3,
        "suicide_words": -0.5, "they_count": 2.5, "to_my_things": 0.4, "told_me": 1.7,
    },
    "question": {
        "": 0.4,
        "again_and_again": -1.8, "asks_fact": 2.4, "child_named": -0.6, "control_words": 1.0, "denied": -0.8,
        "done_by_me": -1.3, "done_to_me": -0.6, "family_named": -0.9, "fear_words": -1.2, "figure_of_speech": -0.6,
        "friend_named": -0.7, "greeting": 0.8, "i_count": -2.7, "imagined": 1.6, "is_it_abuse": -1.6, "length": 1.8,
        "me_count": -2.5, "own_remorse": 0.5, "partner_named": -0.5, "past": -1.6, "present": -0.3, "professional_voice": 0.6,
        "question": 2.8, "service_named": 2.9, "sexual_words": 0.9, "story_world": -0.5, "suicide_words": -0.4,
        "they_blame_me": -0.4, "they_count": -2.0, "to_my_things": -1.1,
    },
    "unknown": {
        "": 1.0,
        "asks_fact": -0.4, "child_named": -0.4, "control_words": -1.5, "denied": -0.4, "done_by_me": -0.7,
        "done_to_other": -2.0, "family_named": -0.3, "figurative": 1.6, "figure_of_speech": 1.6, "friend_named": 0.5,
        "greeting": 0.9, "imagined": -1.3, "is_it_abuse": -1.0, "length": 1.3, "other_person": -0.4, "own_remorse": -2.0,
        "partner_named": -0.8, "present": 0.4, "professional_voice": -0.9, "question": 0.8, "service_named": -2.0,
        "sexual_words": -3.0, "story_world": 1.0, "they_count": -1.7, "to_my_things": -0.5, "told_me": -0.9,
    },
}
_WHY = {
    "done_to_me": "Somebody does something to the person who writes.",
    "done_by_me": "The person who writes does something to somebody.",
    "done_to_someone_else": "Something is done to somebody else.",
    "question": "It asks for a fact and tells nothing of the person.",
    "unknown": "It does not show who does what to whom.",
}
#: A part is named only when it is at least this likely.
_SURE = 0.5


def notice(text: str) -> Noticed:
    """Harms, needs and the speaker's part in a message, with reasons. Linear in its length; never raises for a str.

    `harms` and `needs` are ids of seeds/needs/harms.yml and needs.yml in the order of those files; `speaker_part` is done_to_me,
    done_by_me, done_to_someone_else, question or unknown. `man` and the like are noticed only when the person says so: they are
    never guessed from the gender of the other.
    """
    everything = room()
    message = read(text, everything.vocabulary)
    found = {one.phrase.id for one in find(everything.needs, message.gendered, message)}
    matched = [phrase for phrase in everything.needs.phrases if phrase.id in found]
    part = _speaker_part(parts(text))
    reasons = [Reason(phrase.id, phrase.family, phrase.why) for phrase in matched]
    reasons.append(Reason(part, "speaker_part", _WHY[part]))
    return Noticed(
        harms=tuple(phrase.id for phrase in matched if phrase.family == "harms"),
        needs=tuple(phrase.id for phrase in matched if phrase.family == "needs"),
        speaker_part=part,
        reasons=tuple(reasons),
    )


def _speaker_part(numbers: Mapping[str, float]) -> str:
    sums = {
        part: weights[""] + sum(weight * numbers[name] for name, weight in weights.items() if name)
        for part, weights in _SPEAKS_FOR.items()
    }
    best = max(sums, key=sums.__getitem__)
    likely = 1.0 / sum(math.exp(other - sums[best]) for other in sums.values())
    return best if likely >= _SURE else "unknown"
