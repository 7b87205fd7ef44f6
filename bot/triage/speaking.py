"""Who does what to whom, in numbers: what sentence vectors blur and a classifier needs beside them."""

from __future__ import annotations

from bot.triage.assessing import is_figure
from bot.triage.loading import room
from bot.triage.matching import find
from bot.triage.reading import read


def parts(text: str) -> dict[str, float]:
    """Numbers from 0 to 1 that tell who does what to whom, when it happens and how it is told.

    The names are the ids of seeds/needs/parts.yml, always all of them, plus `question` (sentences that end in a question mark),
    `length` (words, up to 100) and `figure_of_speech` (0 or 1). The others rise with the number of
    matches: 0, 0.5, 0.75 and so on. The same for he, she and they, and for husband, wife and
    partner. Linear in the length of the text; never raises for a str.
    """
    everything = room()
    message = read(text, everything.vocabulary)
    places: dict[str, set[int]] = {phrase.id: set() for phrase in everything.parts.phrases}
    for one in find(everything.parts, message.words, message):
        places[one.phrase.id].add(one.end)
    numbers = {name: 1.0 - 0.5 ** len(ends) for name, ends in places.items()}
    numbers["figure_of_speech"] = float(is_figure(message))
    numbers["question"] = 1.0 - 0.5 ** sum(sentence.question for sentence in message.sentences)
    numbers["length"] = min(len(message.words), 100) / 100
    return numbers
