"""From the words a person uses for where they are to ONS districts.

Exact names are taken; names with several meanings are offered; a misspelling is never taken without asking;
ordinary words are not places. Nothing is logged and nothing is kept.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from bot.directory.models import AreaAnswer, AreaChoice
from bot.directory.place_tables import NATION_CODES, SEED_DISTRICTS, Place, Tables, district_codes, read_tables, title
from bot.directory.place_words import LEADS, LOCATING, candidates, clauses, words
from bot.directory.postcodes import bare_postcode, full_postcode

__all__ = ["Places", "district_codes"]

NONE = AreaAnswer("none")
MOST_CHOICES = 4
DOMINANT = 10  # a big town is taken outright if the next namesake has a tenth of its people
DOMINANT_DISTRICT = 4  # a district's own name needs less: its namesakes are mostly its own edges
BIG, TOWN, TINY = 20_000, 4_000, 3_000
LONG_ANSWER = 8  # words: above this an answer is a message, and only a clearly stated place counts
SIMILAR, GAP = 0.80, 0.05
# In a longer message a place counts only after one of these.
CUES = tuple(
    tuple(c.split())
    for c in (
        "i am in", "im in", "i live in", "i live near", "i live at", "i am living in", "i am from", "im from", "i am near",
        "im near", "i am based in", "im based in", "we live in", "we live near", "we are in", "we are living in", "i stay in",
        "i am staying in", "im staying in", "we are staying in", "here in", "i moved to", "we moved to", "i come from",
        "im living in", "i am at", "based in", "i am around", "i am outside", "i am just outside", "i am over in", "im over in",
        "i am up in", "i am down in", "im up in", "im down in", "i am currently in", "im currently in", "live in",
    )
)  # fmt: skip


class Places:
    """Answers questions about places from the tables of one folder, which are read at the first question."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

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
            answer = self._exact(part, led) or self._with_region(part)
            if answer:
                return answer
        answer = self._several(text)
        if answer:
            return answer
        for part, _ in tries[::-1]:
            answer = self._misspelt(part)
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
                    if self._clear(" ".join(after[:end]), only_in):
                        answer = self._exact(after[:end], led=True)
                        if answer:
                            return answer
        return None

    def _several(self, text: str) -> AreaAnswer | None:
        """ "London, but i work in Leeds" is London; "stafford or stone" is a question back."""
        parts = clauses(text)
        if len(parts) < 2:
            return None
        first = self._stated(parts[0], led=False)
        second = self._stated(parts[1], led=True)
        if not first:
            return None
        if second and " but " not in f" {text.lower()} " and second.lads != first.lads:
            both = (AreaChoice(first.label, first.lads), AreaChoice(second.label, second.lads))
            return AreaAnswer("ask", label=first.label, choices=both)
        return first

    def _stated(self, tokens: list[str], led: bool) -> AreaAnswer | None:
        while tokens and tokens[0] in LEADS | {"between"}:
            led, tokens = led or tokens[0] in LOCATING | {"between"}, tokens[1:]
        answer = self._exact(tokens, led) if tokens else None
        if answer and answer.status == "ask" and answer.choices:
            return AreaAnswer("found", answer.choices[0].lads, answer.choices[0].label)
        return answer if answer and answer.status == "found" else None

    def _mentioned(self, tokens: list[str]) -> AreaAnswer | None:
        """Places named in a rambling answer ("a little village near leek in staffordshire"): always asked."""
        found: list[AreaChoice] = []
        at = 1
        while at < len(tokens):
            step = 1
            if tokens[at - 1] in LOCATING | {"of"}:
                for end in range(min(at + 5, len(tokens)), at, -1):
                    part = tokens[at:end]
                    answer = self._exact(part, led=True) if self._clear(" ".join(part), only_in=True) else None
                    if answer and answer.status == "found":
                        found.append(AreaChoice(answer.label, answer.lads))
                        step = end - at
                        break
            at += step
        narrow = [c for c in found if not any(set(o.lads) < set(c.lads) for o in found)]
        choices = tuple({c.lads: c for c in narrow}.values())[:MOST_CHOICES]
        return AreaAnswer("ask", label=choices[0].label, choices=choices, confirm=len(choices) == 1) if choices else None

    def _clear(self, key: str, only_in: bool) -> bool:
        """Is this surely a place when it stands after a cue inside a message?"""
        t = self.tables
        if key in t.aliases or key in t.outside:
            return True
        meanings = t.places.get(key)
        if not meanings or meanings[0].approximate or key in t.ordinary_words:
            return False
        weight = max(m.weight for m in meanings)
        if meanings[0].ordinary:  # "im in bath" may be a bathroom; "i live in bath" is not
            return weight >= (10 * BIG if only_in else TOWN)
        return weight >= 1_000

    # exact ---------------------------------------------------------------------------------------------------

    def _exact(self, part: list[str], led: bool) -> AreaAnswer | None:
        key = " ".join(part)
        t = self.tables
        abroad = t.outside.get(key)
        meanings = t.aliases.get(key)
        if meanings:
            if len(meanings) == 1 and not meanings[0].ask:
                return AreaAnswer("found", meanings[0].lads, meanings[0].label)
            offered = tuple(AreaChoice(m.label, m.lads) for m in meanings[:MOST_CHOICES])
            return AreaAnswer("ask", label=title(key), choices=offered, confirm=len(offered) == 1)
        places = t.places.get(key, ())
        if abroad and (not places or abroad[2] >= DOMINANT * places[0].weight):
            return AreaAnswer("outside", label=abroad[0], nation=abroad[1])
        if not places:
            return None
        return self._choose(key, places, led, abroad)

    def _choose(
        self, key: str, places: tuple[Place, ...], led: bool, abroad: tuple[str, str, int] | None
    ) -> AreaAnswer | None:
        top = places[0]
        surely = not top.approximate
        word = key.removeprefix("the ") in self.tables.ordinary_words
        if top.ordinary or word:
            if not led and (word or top.weight < TOWN):
                return None
            surely = surely and (top.weight >= BIG or (led and top.weight >= TOWN))
        choices = list(dict.fromkeys(self._choice(p) for p in places))
        if abroad and abroad[1] in NATION_CODES and top.weight < DOMINANT * abroad[2]:
            choices.insert(0 if abroad[2] > top.weight else 1, _nation_choice(*abroad[:2]))
            surely = False
        served = any(p.lad in SEED_DISTRICTS for p in places)
        bigger = self._big_lookalike(key) if top.weight < TINY and not served else None
        if bigger:
            choices.insert(0, bigger)
            surely = False
        second = places[1].weight if len(places) > 1 else 0
        own = top.district and not any(p.district for p in places[1:])
        times = DOMINANT_DISTRICT if own else DOMINANT
        if surely and (len(places) == 1 or top.weight >= times * max(second, 200)):
            return AreaAnswer("found", (top.lad,), top.name)
        return AreaAnswer("ask", label=top.name, choices=tuple(choices[:MOST_CHOICES]), confirm=len(choices) == 1)

    def _choice(self, place: Place) -> AreaChoice:
        district = self.tables.districts[place.lad].name
        return AreaChoice(place.name if place.name == district else f"{place.name}, {district}", (place.lad,))

    def _big_lookalike(self, key: str) -> AreaChoice | None:
        """A big town one slip away from a hamlet's name: litchfield, lutton."""
        from rapidfuzz.distance import OSA

        if len(key) < 5:
            return None
        for name in self.tables.fuzzy:
            if abs(len(name) - len(key)) <= 1 and OSA.distance(key, name, score_cutoff=1) == 1:
                places = self.tables.places.get(name)
                if places and places[0].weight >= BIG:
                    return self._choice(places[0])
        return None

    # "newport shropshire", "hanley in stoke" -------------------------------------------------------------------

    def _with_region(self, part: list[str]) -> AreaAnswer | None:
        for cut in range(1, len(part)):
            tail = self._exact(part[cut:], led=True)
            if tail is None or tail.status == "ask":
                continue
            head = part[:cut]
            while head and head[-1] in ("in", "near", "of"):
                head = head[:-1]
            while head and head[0] in LEADS:
                head = head[1:]
            if not head:
                continue
            if tail.status == "outside":
                known = self.tables.outside.get(" ".join(head))
                return tail if known or not self.tables.places.get(" ".join(head)) or tail.nation != "abroad" else None
            inside = [p for p in self.tables.places.get(" ".join(head), ()) if p.lad in tail.lads]
            if inside:
                return AreaAnswer("found", (inside[0].lad,), inside[0].name)
            named = self.tables.aliases.get(" ".join(head), ())
            both = [m for m in named if set(m.lads) & set(tail.lads)]
            if both:
                return AreaAnswer("found", tuple(x for x in both[0].lads if x in tail.lads), both[0].label)
            if not set(head).isdisjoint(_NOT_HERE) or len(head) > 3:
                return None
            elsewhere = self.tables.places.get(" ".join(head), ())
            if named or not elsewhere:
                return None if named else tail
            choices = (AreaChoice(tail.label, tail.lads), *(self._choice(p) for p in elsewhere))
            return AreaAnswer("ask", label=tail.label, choices=choices[:MOST_CHOICES])
        return None

    # misspelt ------------------------------------------------------------------------------------------------

    def _misspelt(self, part: list[str]) -> AreaAnswer | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        key = " ".join(part)
        if len(key) < 5 or key in self.tables.ordinary_words:
            return None
        if key.endswith("boro"):
            key += "ugh"
        hits = process.extract(
            key, self.tables.fuzzy, scorer=OSA.normalized_similarity, score_cutoff=SIMILAR - GAP, limit=6
        )
        if not hits or hits[0][1] < SIMILAR:
            return None
        offered: list[AreaChoice] = []
        for name, score, _ in hits:
            if hits[0][1] - score < GAP:
                offered += [c for c in self._meanings(name) if c.lads not in [o.lads for o in offered]]
        if not offered:
            return None
        return AreaAnswer(
            "ask", label=offered[0].label, choices=tuple(offered[:MOST_CHOICES]), confirm=len(offered) == 1
        )

    def _meanings(self, name: str) -> list[AreaChoice]:
        exact = self._exact(name.split(), led=True)
        if exact is None:
            return []
        if exact.status == "found":
            return [AreaChoice(exact.label, exact.lads)]
        if exact.status == "outside":
            return [_nation_choice(exact.label, exact.nation)] if exact.nation in NATION_CODES else []
        return list(exact.choices)


_NOT_HERE = frozenset("or and but not never left his her their he she they was used fled lives ex dad mum sister brother friend".split())


def _nation_choice(name: str, nation: str) -> AreaChoice:
    """A place in another nation, as a choice: its one code is the ONS code of the nation."""
    return AreaChoice(name if name == nation else f"{name}, {nation}", (NATION_CODES[nation],))
