"""What kind of harm a message tells of, what the person needs, and the part they have in it."""

from __future__ import annotations

from typing import Mapping

from bot.triage.loading import room
from bot.triage.matching import find
from bot.triage.models import Noticed, Reason
from bot.triage.reading import read
from bot.triage.speaking import parts

#: How much each number of parts() speaks for a part; found by hand on messages of three authors, checked on the others.
_SPEAKS_FOR: Mapping[str, Mapping[str, float]] = {
    "done_to_me": {
        "done_to_me": 2.0, "to_my_things": 1.5, "they_blame_me": 1.0, "is_it_abuse": 0.6, "me_count": 0.6, "partner_named": 0.4,
        "control_words": 0.5, "sexual_words": 0.5, "fear_words": 0.3, "they_count": 0.2, "family_named": 0.2,
    },
    "done_by_me": {"done_by_me": 2.2, "own_remorse": 1.6, "i_count": 0.3, "partner_named": 0.2, "they_blame_me": -0.6, "done_to_me": -0.8},
    "done_to_someone_else": {
        "other_person": 1.7, "done_to_other": 1.3, "told_me": 0.9, "friend_named": 0.8, "child_named": 0.1, "done_to_me": -0.8,
        "me_count": -0.4, "family_named": 0.1, "they_count": 0.3, "done_by_me": -0.7,
    },
    "question": {
        "asks_fact": 2.2, "service_named": 0.8, "question": 0.8, "professional_voice": 1.0, "done_to_me": -1.0, "me_count": -0.6,
        "done_by_me": -0.8, "other_person": -0.3,
    },
}
_WHY = {
    "done_to_me": "Somebody does something to the person who writes.",
    "done_by_me": "The person who writes does something to somebody.",
    "done_to_someone_else": "Something is done to somebody else.",
    "question": "It asks for a fact and tells nothing of the person.",
    "unknown": "It does not show who does what to whom.",
}
#: Below this nothing is clear enough to be said.
_LEAST = 0.9


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
    sums = {part: sum(weight * numbers[name] for name, weight in weights.items()) for part, weights in _SPEAKS_FOR.items()}
    best = max(sums, key=sums.__getitem__)
    return best if sums[best] >= _LEAST else "unknown"
