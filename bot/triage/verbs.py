"""English verb forms, so that a phrase file can list a verb once."""

from __future__ import annotations

from dataclasses import dataclass

_VOWELS = "aeiou"
_KEEP_SINGLE = frozenset("batter threaten follow enter open happen murder smother slaughter corner shoulder bother wander".split())


@dataclass(frozen=True)
class Forms:
    """base "hit", s "hits", ing "hitting", past ("hit",)."""

    base: str
    s: str
    ing: str
    past: tuple[str, ...]


def forms(written: str) -> Forms:
    """The forms of a regular verb, or of "base/past" or "base/past/participle" ("take/took/taken")."""
    base, *irregular = written.split("/")
    if base.endswith(("s", "sh", "ch", "x", "z")):
        s = base + "es"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        s = base[:-1] + "ies"
    else:
        s = base + "s"
    stem = base
    if base.endswith("ie"):
        ing = base[:-2] + "ying"
    elif base.endswith("e") and not base.endswith("ee"):
        ing = base[:-1] + "ing"
    else:
        stem = base + base[-1] if _doubles(base) else base
        ing = stem + "ing"
    if irregular:
        past = tuple(irregular)
    elif base.endswith("e"):
        past = (base + "d",)
    elif base.endswith("y") and base[-2] not in _VOWELS:
        past = (base[:-1] + "ied",)
    else:
        past = (stem + "ed",)
    return Forms(base, s, ing, past)


def _doubles(base: str) -> bool:
    """ "stab" -> "stabbing": consonant, one vowel, consonant; not "follow", not "batter"."""
    if len(base) < 3 or base in _KEEP_SINGLE or base[-1] in _VOWELS + "wxy" or base[-2] not in _VOWELS:
        return False
    return base[-3] not in _VOWELS
