"""What a name means: exact, with its county, or misspelt. The caller decides which words to ask about."""

from __future__ import annotations

from typing import Iterator

from bot.directory.models import AreaAnswer, AreaChoice
from bot.directory.place_tables import NATION_CODES, SEED_DISTRICTS, Place, Tables, title
from bot.directory.place_words import LEADS

MOST_CHOICES = 4
DOMINANT = 10  # a big town is taken outright if the next namesake has a tenth of its people
DOMINANT_DISTRICT = 4  # a district's own name needs less: its namesakes are mostly its own edges
BIG, TOWN, TINY = 20_000, 4_000, 3_000
SURE_WORD = 50_000  # people, for a name that is an ordinary word (deal, march) and stands without "in" or "live"
SIMILAR, GAP = 0.80, 0.05


class Names:
    """Answers about single names from the place tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def clear(self, key: str, only_in: bool) -> bool:
        """Is this surely a place when it stands after a cue inside a message?"""
        t = self._tables
        if key in t.aliases or key in t.outside:
            return True
        meanings = t.places.get(key)
        if not meanings or meanings[0].approximate or key in t.ordinary_words:
            return False
        weight = max(m.weight for m in meanings)
        if meanings[0].ordinary:  # "im in bath" may be a bathroom; "i live in bath" is not
            return weight >= (10 * BIG if only_in else TOWN)
        return weight >= 1_000

    def is_word(self, part: list[str]) -> bool:
        """Is this place's name also an ordinary word?"""
        places = self._tables.places.get(" ".join(part), ())
        return any(p.ordinary for p in places) or " ".join(part) in self._tables.ordinary_words

    def exact(self, part: list[str], led: bool) -> AreaAnswer | None:
        """What just these words name, or None. `led`: a word such as "in" or "live" stood before them."""
        key = " ".join(part)
        t = self._tables
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
        word = key.removeprefix("the ") in self._tables.ordinary_words
        if top.ordinary or word:
            if not led and (word or top.weight < TOWN):
                return None
            surely = surely and (top.weight >= SURE_WORD or (led and top.weight >= TOWN))
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
        district = self._tables.districts[place.lad].name
        return AreaChoice(place.name if place.name == district else f"{place.name}, {district}", (place.lad,))

    def _big_lookalike(self, key: str) -> AreaChoice | None:
        """A big town one slip away from a hamlet's name: litchfield, lutton."""
        from rapidfuzz.distance import OSA

        if len(key) < 5:
            return None
        for name in self._tables.fuzzy:
            if abs(len(name) - len(key)) <= 1 and OSA.distance(key, name, score_cutoff=1) == 1:
                places = self._tables.places.get(name)
                if places and places[0].weight >= BIG:
                    return self._choice(places[0])
        return None

    def with_region(self, part: list[str]) -> AreaAnswer | None:
        """A known name with the wider place it lies in, or None: "newport shropshire", "hanley in stoke"."""
        for head, tail in self._splits(part):
            name = " ".join(head)
            beside = self.exact(head, led=True) if part[len(head) : -1][:1] == ["near"] else None
            if tail.status == "outside":
                if name in self._tables.outside:
                    return tail
                if beside:  # "hereford near wales" is Hereford
                    return beside
                continue
            inside = [p for p in self._tables.places.get(name, ()) if p.lad in tail.lads]
            if inside:
                return AreaAnswer("found", (inside[0].lad,), inside[0].name)
            both = [m for m in self._tables.aliases.get(name, ()) if set(m.lads) & set(tail.lads)]
            if both:
                return AreaAnswer("found", tuple(x for x in both[0].lads if x in tail.lads), both[0].label)
            if beside:
                return beside
        return None

    def only_region(self, part: list[str]) -> AreaAnswer | None:
        """What to ask about when only the wider place is known: "fegg hayes road stoke". Never taken without asking."""
        for head, tail in self._splits(part):
            if not (_NOT_HERE | LEADS).isdisjoint(head) or len(head) > 3:
                continue
            if tail.status == "outside":
                if tail.nation not in NATION_CODES:
                    continue
                choices = [_nation_choice(tail.label, tail.nation)]
            else:
                slip = self.misspelt(head)
                likely = [c for c in slip.choices if set(c.lads) <= set(tail.lads)] if slip else []
                elsewhere = [self._choice(p) for p in self._tables.places.get(" ".join(head), ())]
                choices = likely or [AreaChoice(tail.label, tail.lads), *elsewhere]
            label = choices[0].label
            return AreaAnswer("ask", label=label, choices=tuple(choices[:MOST_CHOICES]), confirm=len(choices) == 1)
        return None

    def _splits(self, part: list[str]) -> Iterator[tuple[list[str], AreaAnswer]]:
        """Each way to read the words as a name and the wider place it lies in, the longest wider place first."""
        for cut in range(1, len(part)):
            tail = self.exact(part[cut:], led=True)
            if tail is None or tail.status == "ask":
                continue
            head = part[:cut]
            while head and head[-1] in ("in", "near", "of"):
                head = head[:-1]
            while head and head[0] in LEADS:
                head = head[1:]
            if head:
                yield head, tail

    def misspelt(self, part: list[str]) -> AreaAnswer | None:
        """ "Did you mean Tamworth?", or None. Always a question: a misspelling is never taken."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        key = " ".join(part)
        if len(key) < 5 or key.removeprefix("the ") in self._tables.ordinary_words:
            return None
        if key.endswith("boro"):
            key += "ugh"
        hits = process.extract(
            key, self._tables.fuzzy, scorer=OSA.normalized_similarity, score_cutoff=SIMILAR - GAP, limit=6
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
        exact = self.exact(name.split(), led=True)
        if exact is None:
            return []
        if exact.status == "found":
            return [AreaChoice(exact.label, exact.lads)]
        if exact.status == "outside":
            return [_nation_choice(exact.label, exact.nation)] if exact.nation in NATION_CODES else []
        return list(exact.choices)


_NOT_HERE = frozenset(
    "or and but not never left his her their he she they was used fled lives ex dad mum sister brother friend".split()
)


def _nation_choice(name: str, nation: str) -> AreaChoice:
    """A place in another nation, as a choice: its one code is the ONS code of the nation."""
    return AreaChoice(name if name == nation else f"{name}, {nation}", (NATION_CODES[nation],))
