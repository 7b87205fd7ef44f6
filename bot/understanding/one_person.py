"""One person called "they" is read as "he", so that who says no gender is understood as everybody else (P9).

Only where it is plain that one person is meant: somebody is named by a word without a gender ("my partner", "my friend"), nobody is
called he or she or by a word that has one, and nothing tells of several. Otherwise the message stays as it is typed.
"""

from __future__ import annotations

import re

WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")  # "he's" is one
_THEY = {
    "they": "he", "them": "him", "their": "his", "theirs": "his", "themself": "himself", "themselves": "himself", "theyre": "hes",
    "they're": "he's", "theyve": "hes", "they've": "he's", "they'll": "he'll", "theyll": "he will", "they'd": "he'd", "theyd": "he would",
}  # fmt: skip
# Of one person where "my" stands before. Husbands and wives are partners already (`neutral`).
_MY = set("partner partners ex exes friend mate neighbour neighbor boss carer flatmate housemate colleague date landlord".split())
_ASKING = set("do did are were have will can could would should what if".split())  # "what do they do if I ring": not who was named
_SEVERAL = set(
    "parents family families people kids children police cops services council school schools doctors everyone everybody both others laws "
    "inlaws students staff nurses relatives cousins twins friends mates neighbours neighbors paramedics officers gang group couple company "
    "bank court helpline hospital social nhs team two three four".split()
)
# What changes after "he": the rest of the present tense gets an s only where it cannot be the past ("they hit").
_VERBS = {"are": "is", "were": "was", "have": "has", "do": "does", "go": "goes", "dont": "doesnt", "don't": "doesn't"}
_VERBS.update({"arent": "isnt", "aren't": "isn't", "werent": "wasnt", "weren't": "wasn't", "havent": "hasnt", "haven't": "hasn't"})
_VERBS.update({"watch": "watches", "push": "pushes", "punch": "punches", "try": "tries", "smash": "smashes", "touch": "touches"})
_VERBS.update(
    (verb, verb + "s")
    for verb in (
        "ask bang blame block break call check choke come control cry demand drink drive film find follow force get give grab hate help hide "
        "hold ignore insult keep kick kill know laugh leave like live lock look love make mean message mock monitor need open own pay pick play "
        "phone pretend pull rape ring run say scare scream see seem sell send shout show sit slap sleep spend spit stand stay steal stop strangle "
        "sulk swear take talk tell text think threaten throw track treat turn twist use wait wake walk want work write yell"
    ).split()
)
_BETWEEN = set("always never just also really still often sometimes only even constantly usually then now both".split())


def one_person(text: str) -> str:
    """``text`` with "they" told as "he" where plainly one person is meant, otherwise as typed. Linear in its length."""
    words = [match.group().lower().replace("’", "'") for match in WORD.finditer(text)]
    if not _is_one(words):
        return text
    waiting = False  # for the verb of "they"

    def told(match: re.Match) -> str:
        nonlocal waiting
        word = match.group().lower().replace("’", "'")
        if waiting and word in _BETWEEN:
            return match.group()
        follows, waiting = waiting, word == "they"
        if follows and word in _VERBS:
            return _VERBS[word]
        return _THEY.get(word, match.group())

    return WORD.sub(told, text)


def _is_one(words: list[str]) -> bool:
    first = next((number for number, word in enumerate(words) if word in _THEY), len(words))
    named = any(after.removesuffix("'s") in _MY for here, after in zip(words[:first], words[1:first]) if here == "my")
    asked = any(after == "they" and here in _ASKING for here, after in zip(words, words[1:]))
    return named and not asked and not any(word in _SEVERAL for word in words)
