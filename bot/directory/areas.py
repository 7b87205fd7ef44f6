"""From the words a person uses for where they are to ONS districts.

Exact names are taken; names with several meanings are offered; a misspelling is never taken without asking;
ordinary words are not places. Nothing is logged and nothing is kept.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from bot.directory.models import AreaAnswer, AreaChoice
from bot.directory.place_names import MOST_CHOICES, Names
from bot.directory.place_tables import Tables, district_codes, read_tables
from bot.directory.place_words import LEADS, LOCATING, candidates, clauses, words
from bot.directory.postcodes import bare_postcode, full_postcode

__all__ = ["Places", "district_codes"]

NONE = AreaAnswer("none")
LONG_ANSWER = 8  # words: above this an answer is a message, and only a clearly stated place counts
# In a longer message a place counts only after one of these.
CUES = tuple(
    tuple(c.split())
    for c in (
        "i am in", "im in", "i live in", "i live near", "i live at", "i am living in", "i am from", "im from", "i am near",
        "im near", "i am based in", "im based in", "we live in", "we live near", "we are in", "we are living in", "i stay in",
        "i am staying in", "im staying in", "we are staying in", "here in", "i moved to", "we moved to", "i come from",
        "im living in", "i am at", "i am around", "i am outside", "i am just outside", "i am over in", "im over in",
        "i am up in", "i am down in", "im up in", "im down in", "i am currently in", "im currently in",
    )
)  # fmt: skip


class Places:
    """Answers questions about places from the tables of one folder, which are read at the first question."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _names(self) -> Names:
        return Names(self.tables)

    @cached_property
    def tables(self) -> Tables:
        """The tables; reading them takes about a tenth of a second."""
        return read_tables(self._folder)

    def resolve(self, text: str) -> AreaAnswer:
        """What a person's answer to "where are you?" means. Never raises; unknown words give status none."""
        postcode = full_postcode(text, self.tables)
        if postcode:
            return postcode
        tokens = words(text)
        if len(tokens) > LONG_ANSWER:
            return self.find_in(text) or self._mentioned(tokens) or NONE
        tries = candidates(tokens)
        for part, _ in tries:
            before = tokens[: len(tokens) - len(part)]
            answer = None if "the" in before else bare_postcode(" ".join(part), self.tables)  # "the m6" is a road
            if answer:
                return answer
        for part, led in tries:
            if _follows_the(part, tokens) and self._names.is_word(part):
                continue  # "in the bath"
            answer = self._names.exact(part, led) or self._names.with_region(part)
            if answer and answer.nation == "abroad" and "from" in tokens:
                return NONE  # "im from eritrea" says where somebody was born, not where they need help
            if answer:
                return answer
        answer = self._several(text)
        if answer:
            return answer
        for ask in (self._names.misspelt, self._names.only_region):
            for part, _ in tries[::-1]:
                answer = ask(part)
                if answer:
                    return answer
        return self.find_in(text) or self._mentioned(tokens) or NONE

    def find_in(self, text: str) -> AreaAnswer | None:
        """A place that a longer message states clearly ("..., im in cannock"), or None. Exact names only."""
        postcode = full_postcode(text, self.tables)
        if postcode:
            return postcode
        tokens = words(text)
        for at in range(len(tokens)):
            for cue in CUES:
                if tuple(tokens[at : at + len(cue)]) != cue:
                    continue
                after = tokens[at + len(cue) : at + len(cue) + 5]
                only_in = cue[-1] == "in" and not {"live", "living", "staying", "stay", "based"} & set(cue)
                for end in range(len(after), 0, -1):
                    if self._names.clear(" ".join(after[:end]), only_in):
                        answer = self._names.exact(after[:end], led=True)
                        if answer and not (answer.nation == "abroad" and "from" in cue):
                            return answer
        return None

    def _several(self, text: str) -> AreaAnswer | None:
        """ "London, but i work in Leeds" is London; "luton or dunstable" is a question back."""
        parts = clauses(text)
        if len(parts) < 2:
            return None
        first, second = self._stated(parts[0], led=False), self._stated(parts[1], led=True)
        if first is None or first.status != "found":
            return None
        if second is None or " but " in f" {text.lower()} " or second.lads == first.lads:
            return first
        choices = (AreaChoice(first.label, first.lads), *(second.choices or (AreaChoice(second.label, second.lads),)))
        return AreaAnswer("ask", label=first.label, choices=choices[:MOST_CHOICES])

    def _stated(self, tokens: list[str], led: bool) -> AreaAnswer | None:
        """The place that a clause is, found or to be asked; never an ordinary word."""
        while tokens and tokens[0] in LEADS | {"between"}:
            led, tokens = led or tokens[0] in LOCATING | {"between"}, tokens[1:]
        if not tokens or not self._names.clear(" ".join(tokens), only_in=True):
            return None
        answer = self._names.exact(tokens, led)
        return answer if answer and answer.status in ("found", "ask") else None

    def _mentioned(self, tokens: list[str]) -> AreaAnswer | None:
        """Places named in a rambling answer ("a little village near leek in staffordshire"): always asked."""
        found: list[AreaChoice] = []
        at = 1
        while at < len(tokens):
            step = 1
            if tokens[at - 1] in LOCATING | {"of"}:
                for end in range(min(at + 5, len(tokens)), at, -1):
                    part = tokens[at:end]
                    answer = (
                        self._names.exact(part, led=True) if self._names.clear(" ".join(part), only_in=True) else None
                    )
                    if answer and answer.status in ("found", "ask"):
                        found += answer.choices or (AreaChoice(answer.label, answer.lads),)
                        step = end - at
                        break
            at += step
        narrow = [c for c in found if not any(set(o.lads) < set(c.lads) for o in found)]
        choices = tuple({c.lads: c for c in narrow}.values())[:MOST_CHOICES]
        return (
            AreaAnswer("ask", label=choices[0].label, choices=choices, confirm=len(choices) == 1) if choices else None
        )


def _follows_the(part: list[str], tokens: list[str]) -> bool:
    return any(["the", *part] == tokens[at : at + 1 + len(part)] for at in range(len(tokens)))
