"""The words around a place name: what is left when greetings, little words and punctuation are taken away."""

from __future__ import annotations

import re
import unicodedata

# Before a place: "um hi im just in", "we live near", "my town is".
LEADS = frozenset(
    "a actually am and around at based but by called city close closest currently er erm far from guess hello hey hi home i "
    "im in is its meant mean sorry no just live lives living located me moved my near nearest nearby next not now of off ok okay on our out "
    "outside over place probably right round say so somewhere staying still stay the thats that think to town towards um "
    "umm village we well were where yeah yep yes area county it ive been postcode post code".split()
)
# Of those, the ones that say "what follows is a place".
LOCATING = frozenset(
    "called around at based by close from in live lives living moved near nearest nearby next outside round stay staying to town village county".split()
)
# After a place: "cannock area please", "luton uk".
TRAILS = frozenset(
    "please area uk england english centre center town city village way now mate thanks thank you ta x xx xxx lol district "
    "borough council region county though direction actually i think is am live in at the moment atm currently pls plz "
    "somewhere nearby there where im innit council last year years ago since recently week month airport station hospital university uni college".split()
)
_CONTRACTIONS = (
    (r"\bi['’]?m\b", "i am"),
    (r"\bwe['’]re\b", "we are"),
    (r"\bi['’]ve\b", "i have"),
    (r"\bit['’]?s\b", "its"),
)
_APOSTROPHES = re.compile(r"['’‘`´]")
_OTHER = re.compile(r"[^a-z0-9]+")
_SAINT = re.compile(r"\bsaint\b")
_TAG = re.compile(r"<[^>]{0,40}>")
_CLAUSE = re.compile(r"[,;.!?\n]|\bbut\b|\band\b|\bor\b", re.IGNORECASE)
MAX_CHARACTERS = 600


def words(text: str) -> list[str]:
    """The words of a text as place keys spell them: lower case, no accents or apostrophes, saint -> st, & -> and."""
    text = unicodedata.normalize("NFKD", _TAG.sub(" ", text[:MAX_CHARACTERS])).casefold()
    for pattern, plain in _CONTRACTIONS:
        text = re.sub(pattern, plain, text)
    text = _APOSTROPHES.sub("", text.replace("&", " and "))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return _SAINT.sub("st", _OTHER.sub(" ", text)).split()


def clauses(text: str) -> list[list[str]]:
    """The words of each clause: "London, but i work in Leeds" -> [[london], [i, work, in, leeds]]."""
    return [c for c in (words(part) for part in _CLAUSE.split(text[:MAX_CHARACTERS])) if c]


def key_of(name: str) -> str:
    """A place name as a table key."""
    return " ".join(words(name))


def candidates(tokens: list[str]) -> list[tuple[list[str], bool]]:
    """The whole answer, then what is left when leading and trailing words go, longest first.

    With each: whether a word such as "in" or "live" stood before it.
    """
    starts = [0]
    while starts[-1] < len(tokens) and tokens[starts[-1]] in LEADS:
        starts.append(starts[-1] + 1)
    ends = [len(tokens)]
    while ends[-1] > 0 and tokens[ends[-1] - 1] in TRAILS:
        ends.append(ends[-1] - 1)
    out = []
    for cut in range(len(starts) + len(ends) - 1):
        for i, start in enumerate(starts):
            j = cut - i
            if 0 <= j < len(ends) and start < ends[j]:
                out.append((tokens[start : ends[j]], any(w in LOCATING for w in tokens[:start])))
    return out
