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
    """A pattern ready to match.

    `anchors` are words one of which any match holds, (least, most) = `before` words after its start. `near` and `far` are sets of words
    of which each must have one within NEAR words of the anchor, or within GREATEST_LENGTH: most tries end at that.
    """

    source: str
    steps: tuple[Step, ...]
    anchors: frozenset[str]
    before: tuple[int, int]
    near: tuple[frozenset[str], ...] = ()
    far: tuple[frozenset[str], ...] = ()

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
                    if p < last:
                        for choice in step.choices:
                            end = p + 1
                            if words[p] in choice[0]:
                                for allowed in choice[1:]:
                                    if end == last or words[end] not in allowed:
                                        break
                                    end += 1
                                else:
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
    return Pattern(source, tuple(steps), *_anchor(steps, source))


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


def _anchor(
    steps: Sequence[Step], source: str
) -> tuple[frozenset[str], tuple[int, int], tuple[frozenset[str], ...], tuple[frozenset[str], ...]]:
    """The step whose words are rarest (matching is tried only around those), where it lies, and what else must stand around it."""
    required: list[tuple[frozenset[str], int, int]] = []
    least = most = 0
    for step in steps:
        if step.choices and not step.optional:
            required.append((frozenset().union(*(choice[0] for choice in step.choices)), least, most))
        least += step.least
        most += step.most
    if not required:
        raise PatternError(f"{source!r}: needs at least one word that is not optional")
    words, least, most = anchor = min(required, key=lambda step: sum(FREQUENCY.get(word, RARE) for word in step[0]))
    others = [step for step in required if step is not anchor]
    near = tuple(other for other, low, high in others if max(most - low, high - least) <= NEAR)
    far = tuple(other for other, low, high in others if max(most - low, high - least) > NEAR)
    return words, (least, most), near, far


#: How often a word stands in a thousand, for the commonest, as counted in messages like ours; any other counts as RARE.
FREQUENCY = {
    word: int(number)
    for word, number in (pair.split(":") for pair in """
i:54 is:49 the:35 they:33 and:31 my:29 a:27 to:20 them:19 it:19 in:16 me:15 have:13 on:10 for:8 of:8 partner:8 with:7 do:7 that:7 was:6 at:6 you:5 parent:5 what:5 person:5
child:5 dont:5 got:5 if:4 just:4 out:4 how:4 when:4 there:4 want:4 so:4 but:3 up:3 about:3 can:3 we:3 now:3 says:3 like:3 would:3 one:3 been:3 this:3 know:3 said:3 all:3 friend:3
cant:3 from:3 who:3 say:2 told:2 not:2 will:2 go:2 get:2 or:2 off:2 because:2 sibling:2 back:2 someone:2 isnt:2 then:2 no:2 had:2 only:2 think:2 going:2 by:2 every:2 never:2 phone:2
did:2 wont:2 over:2 put:2 two:2 tell:2 down:2 ex:2 work:2 night:1 here:1 door:1 last:1 since:1 time:1 our:1 car:1 keep:1 after:1 home:1 see:1 as:1 years:1 text:1 until:1 come:1
still:1 stop:1 please:1 house:1 where:1 police:1 let:1 day:1 again:1 left:1 us:1 gone:1 before:1
""".split())
}
RARE = 0.1
#: How far around an anchor the first look goes.
NEAR = 8
