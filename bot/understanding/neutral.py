"""The same message whoever it is about (P9): wife and husband become partner, and a message that names a woman first is turned
around, so that the first one named is always told as a man. A partner or somebody else called "they" is a man too (`one_person`).
It also begins with what it says: greetings and excuses go (`courtesy`).

Turning keeps who is who apart ("she told me he hit her"), which writing "they" for everybody would blur. Plural `men` and `women`
stay: they stand in questions about services. What needs the gender that a person named reads the message as typed: `bot.triage.notice`.
"""
from __future__ import annotations

from bot.understanding.courtesy import without_courtesy
from bot.understanding.one_person import WORD, one_person

_PARTNERS = set("husband wife spouse boyfriend girlfriend bf gf hubby missus wifey hubbie fiance fiancee".split())
# Told as a man : told as a woman; the first of each is what the other side is turned into.
_PAIRS = """
he:she  himself:herself  hes:shes  he's:she's  he'd:she'd  he'll:she'll  man,bloke,guy,fella:woman,lady  boy:girl  boys:girls  lad:lass  lads:lasses
dad:mum,mam,mom  daddy:mummy,mommy  dads:mums,mams,moms  father:mother  stepdad:stepmum,stepmom  stepfather:stepmother
brother:sister  brothers:sisters  bro:sis  son:daughter  sons:daughters  stepson:stepdaughter  grandson:granddaughter
grandad,grandpa,granddad:nan,gran,grandma,nana,nanna,granny  grandfather:grandmother  uncle:aunt,auntie,aunty  nephew:niece  mr:mrs
"""
_MEN: dict[str, str] = {}  # a word that tells of a man: the same told of a woman
_WOMEN: dict[str, str] = {}
for _pair in _PAIRS.split():
    _his, _hers = (side.split(",") for side in _pair.split(":"))
    _MEN.update({word: _hers[0] for word in _his})
    _WOMEN.update({word: _his[0] for word in _hers})
_HIM, _HER = {"him", "his"}, {"her", "hers"}
# What follows "him" rather than "his". "her" is both, so what was typed must not decide.
_AFTER_HIM = set(
    "a about again all alone already and anymore are as at away back be because before being but by can cant could coming did do does doing "
    "dont down even every everywhere for from get getting go going had has have he hes how i id if ill im in into is it its just last like me "
    "more my never no not now of off on once one or out over right said say saying she shes since so still take than that the then theres they "
    "theyre this through to today tonight too until up was we well were what when where which while who why will with without wont would "
    "yesterday yet you your".split()
)


def neutral(text: str) -> str:
    """``text`` told of a man first, with partners told alike and no courtesies before. Everything else stays as it is typed. Linear in
    its length.
    """
    text = without_courtesy(text)
    found = [(match, match.group().lower().replace("’", "'")) for match in WORD.finditer(text)]
    with_gender = [_is_woman(word) for _, word in found if _is_woman(word) or _is_man(word)]
    turned = bool(with_gender) and with_gender[0]
    told: list[str] = []
    end = 0
    for number, (match, word) in enumerate(found):
        follows = found[number + 1] if number + 1 < len(found) else None
        beside = follows[1] if follows and not text[match.end() : follows[0].start()].strip() else ""
        new = _told(word, beside, turned)
        told += [text[end : match.start()], match.group() if new == word else new]
        end = match.end()
    plain = "".join([*told, text[end:]])
    return plain if with_gender else one_person(plain)


def _stem(word: str) -> str:
    """The word without "'s", or without the "s" of a phone's "wifes"."""
    stem = word.partition("'")[0] if word not in _MEN and word not in _WOMEN else word
    known = stem in _MEN or stem in _WOMEN or stem in _PARTNERS
    bare = stem[:-1]
    return bare if not known and stem.endswith("s") and len(bare) > 2 and (bare in _MEN or bare in _WOMEN or bare in _PARTNERS) else stem


def _is_man(word: str) -> bool:
    return word in _HIM or _stem(word) in _MEN


def _is_woman(word: str) -> bool:
    return word in _HER or _stem(word) in _WOMEN


def _told(word: str, beside: str, turned: bool) -> str:
    if word in _HIM or word in _HER:
        if (word in _HER) != turned:
            return "her"  # for "hers" too
        return "his" if beside and beside not in _AFTER_HIM else "him"
    stem = _stem(word)
    rest = word[len(stem) :]
    if stem in _PARTNERS:
        return "partner" + rest
    # Words that are many for one side ("mum", "mam") are told by one word even when nothing is turned.
    if stem in _MEN:
        return (_MEN[stem] if turned else _WOMEN[_MEN[stem]] if stem in _MANY else stem) + rest
    if stem in _WOMEN:
        return (_WOMEN[stem] if turned else _MEN[_WOMEN[stem]] if stem in _MANY else stem) + rest
    return word


_MANY = {word for word, other in _MEN.items() if _WOMEN[other] != word} | {word for word, other in _WOMEN.items() if _MEN[other] != word}
