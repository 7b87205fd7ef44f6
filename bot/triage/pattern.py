"""The small language in which phrases are written, and its matcher. seeds/danger/README.md explains it to practitioners.

    outside                a word (he, she and they mean the same, so do husband and wife: words.yml says which)
    WEAPON                 any word of the class WEAPON (words.yml)
    HIT.ing                one form of the verbs of the class HIT: .ing .ed .s (base or -s); HIT alone is every form
    (at the door|outside)  one of these; brackets may stand inside brackets
    (right|just)?          may be missing
    ~3                     up to three words of any kind (~ alone is ~3)
    ^  $                   the start, the end of a sentence

Every pattern has a greatest length, so the work is bounded by a constant for each word of the message: matching is linear in
the length of the text whatever anybody types. There is no "any number of".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

GREATEST_GAP = 12
GREATEST_LENGTH = 40
GREATEST_CHOICES = 400


class PatternError(ValueError):
    """A pattern that cannot be read; the message says where and what to do."""


@dataclass(frozen=True)
class Step:
    """One element: `choices` are sequences of word sets, one of which must match; or a gap of up to `gap` words."""

    choices: tuple[tuple[frozenset[str], ...], ...] = ()
    gap: int = 0
    optional: bool = False
    edge: str = ""

    @property
    def least(self) -> int:
        if self.optional or self.gap or self.edge:
            return 0
        return min(len(choice) for choice in self.choices)

    @property
    def most(self) -> int:
        if self.edge:
            return 0
        return self.gap or max(len(choice) for choice in self.choices)


@dataclass(frozen=True)
class Pattern:
    """A pattern ready to match. `anchors` are words one of which any match holds; it lies `before` = (least, most) words in."""

    source: str
    steps: tuple[Step, ...]
    anchors: frozenset[str]
    before: tuple[int, int]

    def match_at(self, words: Sequence[str], start: int, first: int, last: int) -> Optional[int]:
        """The end of the longest match that starts at `start` within words[first:last], or None."""
        places = {start}
        for step in self.steps:
            reached: set[int] = set()
            if step.edge == "^":
                reached = {p for p in places if p == first}
            elif step.edge == "$":
                reached = {p for p in places if p == last}
            elif step.gap:
                for p in places:
                    reached.update(range(p, min(p + step.gap, last) + 1))
            else:
                if step.optional:
                    reached |= places
                for p in places:
                    for choice in step.choices:
                        end = p + len(choice)
                        if end <= last and all(words[p + k] in allowed for k, allowed in enumerate(choice)):
                            reached.add(end)
            if not reached:
                return None
            places = reached
        return max(places)

    def find(self, words: Sequence[str], anchor_at: int, first: int, last: int) -> Optional[tuple[int, int]]:
        """A match that holds the anchor word at `anchor_at`, as (start, end), or None."""
        least, most = self.before
        for start in range(max(first, anchor_at - most), anchor_at - least + 1):
            end = self.match_at(words, start, first, last)
            if end is not None and end > anchor_at:
                return start, end
        return None


_TOKEN = re.compile(r"\s*(~\d*|\^|\$|[()|?]|[A-Z][A-Z_]+(?:\.[a-z]+)?|[a-z0-9]+)")
_Sequence = tuple  # of frozenset[str]


@dataclass(frozen=True)
class Wording:
    """What a pattern may name: classes of words, and how typed words are rewritten (so a pattern may say "he" or "they")."""

    classes: Mapping[str, frozenset[str]]
    rewrites: Mapping[str, tuple[str, ...]]


def parse(source: str, wording: Wording) -> Pattern:
    """Read a pattern. Raises PatternError with the place and the remedy."""
    tokens = _tokens(source)
    steps: list[Step] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.startswith("~"):
            gap = int(token[1:] or 3)
            if not 1 <= gap <= GREATEST_GAP:
                raise PatternError(f"{source!r}: {token} must be from ~1 to ~{GREATEST_GAP}")
            steps.append(Step(gap=gap))
            at += 1
        elif token in "^$":
            steps.append(Step(edge=token))
            at += 1
        else:
            choices, at = _element(tokens, at, wording, source)
            if () in choices:
                steps.append(Step(choices=_merged([c for c in choices if c]), optional=True))
            else:
                steps.append(Step(choices=_merged(choices)))
    if sum(step.most for step in steps) > GREATEST_LENGTH:
        raise PatternError(f"{source!r}: could match more than {GREATEST_LENGTH} words; split it into two phrases")
    anchors, before = _anchor(steps, source)
    return Pattern(source, tuple(steps), anchors, before)


def _tokens(source: str) -> list[str]:
    tokens = []
    at = 0
    end = len(source.rstrip())
    while at < end:
        found = _TOKEN.match(source, at)
        if not found:
            raise PatternError(f"{source!r}: cannot read from {source[at:at + 12]!r}; use small words, CLASSES, ( | ) ? ~ ^ $")
        tokens.append(found.group(1))
        at = found.end()
    return tokens


def _element(tokens: Sequence[str], at: int, wording: Wording, source: str) -> tuple[list[_Sequence], int]:
    """A word or a bracket at tokens[at], with its "?", as the sequences it stands for; and where the next element starts."""
    if tokens[at] == "(":
        choices: list[_Sequence] = []
        at += 1
        while True:
            sequences: list[_Sequence] = [()]
            empty = True
            while at < len(tokens) and tokens[at] not in ("|", ")"):
                if tokens[at][0] in "~^$":
                    raise PatternError(f"{source!r}: {tokens[at]!r} cannot stand inside a bracket; write two patterns")
                more, at = _element(tokens, at, wording, source)
                sequences = [one + two for one in sequences for two in more]
                empty = False
                if len(sequences) > GREATEST_CHOICES:
                    raise PatternError(f"{source!r}: a bracket stands for more than {GREATEST_CHOICES} wordings; write two patterns")
            if at == len(tokens):
                raise PatternError(f"{source!r}: a bracket is not closed")
            if empty:
                raise PatternError(f"{source!r}: an empty choice in a bracket; put '?' after the bracket instead")
            choices += sequences
            at += 1
            if tokens[at - 1] == ")":
                break
    elif tokens[at] in (")", "|", "?"):
        raise PatternError(f"{source!r}: {tokens[at]!r} stands alone; write (this|that) or word?")
    else:
        choices = [_word(tokens[at], wording, source)]
        at += 1
    if at < len(tokens) and tokens[at] == "?":
        choices = [*choices, ()]
        at += 1
    return choices, at


def _word(token: str, wording: Wording, source: str) -> _Sequence:
    if token[0].isupper():
        try:
            return (wording.classes[token],)
        except KeyError:
            raise PatternError(f"{source!r}: no class {token} in words.yml") from None
    return tuple(frozenset((word,)) for word in wording.rewrites.get(token, (token,)))


def _merged(choices: Sequence[_Sequence]) -> tuple[_Sequence, ...]:
    """The same choices with all one-word ones in one set, each once."""
    single = frozenset().union(*(choice[0] for choice in choices if len(choice) == 1))
    longer = dict.fromkeys(choice for choice in choices if len(choice) > 1)
    return (*(((single,),) if single else ()), *longer)


def _anchor(steps: Sequence[Step], source: str) -> tuple[frozenset[str], tuple[int, int]]:
    """The step whose words are fewest: matching is tried only around those."""
    best: Optional[tuple[int, frozenset[str], tuple[int, int]]] = None
    least = most = 0
    for step in steps:
        if step.choices and not step.optional:
            words = frozenset().union(*(choice[0] for choice in step.choices))
            # Common words make poor anchors: they stand in every message.
            cost = len(words) + 200 * len(words & COMMON)
            if best is None or cost < best[0]:
                best = (cost, words, (least, most))
        least += step.least
        most += step.most
    if best is None:
        raise PatternError(f"{source!r}: needs at least one word that is not optional")
    return best[1], best[2]


COMMON = frozenset(
    "they them i me my is was have had the a to and in on at it of for with that not now just will going someone partner ex".split()
)
