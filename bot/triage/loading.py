"""Reads the phrase files once, on first use, and compiles them. A mistake in a file is told with file, place and remedy."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

import yaml

from bot.triage.models import URGENCIES
from bot.triage.pattern import Pattern, PatternError, Wording, parse
from bot.triage.reading import Vocabulary, spelling_index
from bot.triage.verbs import forms

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
WORD_FILES = ("words", "spelling")
CONTEXT_FILE = "context"
HARMLESS_FILE = "harmless"
#: Of the lexicons (context, danger, harmless, needs, parts) the first two tell which long words are put right when misspelt.
LEXICONS_CORRECTED = 2
LONG_ENOUGH = 6
#: Signs that turn an emergency into something told, unless a phrase says otherwise.
TURNS = frozenset(("past", "habit", "if"))


class PhraseFileError(ValueError):
    """A phrase file that cannot be used; the message names file, phrase, field and remedy."""


@dataclass(frozen=True)
class Phrase:
    """One phrase of seeds/danger or seeds/needs: what it looks for, why, and what it asks for. Fields as in the README there."""

    id: str
    family: str
    why: str
    patterns: tuple[Pattern, ...]
    loose: frozenset[str] = frozenset()
    alone: str = "routine"
    emergency_with: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()
    turned_by: frozenset[str] = TURNS
    should_match: tuple[str, ...] = ()
    should_not_match: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """Phrases by the words they hang on: `by_word` maps a word to (phrase number, pattern) pairs."""

    phrases: tuple[Phrase, ...]
    by_word: Mapping[str, tuple[tuple[int, Pattern], ...]] = field(repr=False)


@dataclass(frozen=True)
class Room:
    """Everything that the triage room reads from disk."""

    vocabulary: Vocabulary
    context: Lexicon
    harmless: Lexicon
    danger: Lexicon
    needs: Lexicon
    parts: Lexicon


@lru_cache(maxsize=1)
def room() -> Room:
    """The compiled phrase files. Read and compiled on the first call, then kept."""
    return build(SEEDS)


@lru_cache(maxsize=None)
def fingerprint(seeds: Path = SEEDS) -> str:
    """sha256 (hexadecimal) over names and bytes of every phrase file: changes whenever a phrase does. Read once, then kept."""
    digest = hashlib.sha256()
    for path in phrase_files(seeds):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def phrase_files(seeds: Path) -> list[Path]:
    """Every file of seeds/danger and seeds/needs, in a fixed order."""
    return sorted((seeds / "danger").glob("*.yml")) + sorted((seeds / "needs").glob("*.yml"))


def build(seeds: Path) -> Room:
    """Read and compile the phrase files under a folder. Raises PhraseFileError."""
    words = _read(seeds / "danger" / "words.yml")
    spelling = _read(seeds / "danger" / "spelling.yml")
    rewrites = _rewrites(words, spelling)
    wording = Wording(_classes(words, rewrites), rewrites)
    families = {path.stem: path for path in sorted((seeds / "danger").glob("*.yml"))}
    context = _lexicon([families.pop(CONTEXT_FILE)], wording)
    for name in WORD_FILES:
        families.pop(name)
    harmless = _lexicon([families.pop(HARMLESS_FILE)], wording)
    danger = _lexicon(list(families.values()), wording)
    needs_files = {path.stem: path for path in sorted((seeds / "needs").glob("*.yml"))}
    parts = _lexicon([needs_files.pop("parts")], wording)
    gendered = frozenset(typed for old in words["neutral"].values() for typed in _listed(old))
    plain = {typed: new for typed, new in rewrites.items() if typed not in gendered}
    needs = _lexicon(list(needs_files.values()), Wording(_classes(words, plain), plain))
    vocabulary = _vocabulary(words, spelling, wording, gendered, (context, danger, harmless, needs, parts))
    return Room(vocabulary, context, harmless, danger, needs, parts)


def _read(path: Path) -> Any:
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise PhraseFileError(f"{path}: this file is missing; restore it from the repository") from None
    except yaml.YAMLError as error:
        raise PhraseFileError(f"{path}: not readable as YAML ({error}); check indents and quotes") from None


def _rewrites(words: Mapping[str, Any], spelling: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What a typed word stands for, if not for itself."""
    rewrites: dict[str, tuple[str, ...]] = {}
    for new, old in (*words["neutral"].items(), *words["same"].items()):
        for typed in _listed(old):
            rewrites[typed] = (str(new),)
    for typed, new in words["short"].items():
        rewrites[str(typed)] = tuple(str(new).split())
    # A short form may itself be written with words that have another spelling here ("ive": "i have").
    rewrites = {typed: tuple(w for word in new for w in rewrites.get(word, (word,))) for typed, new in rewrites.items()}
    for typed, right in spelling["wrong"].items():
        rewrites[str(typed)] = rewrites.get(right, (right,))
    return rewrites


def _classes(words: Mapping[str, Any], rewrites: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Word classes; a class may name other classes; verb classes get .ing .ed .s and the whole."""
    classes: dict[str, frozenset[str]] = {}
    for name, verbs in words["verbs"].items():
        all_forms = [forms(verb) for verb in _listed(verbs)]
        classes[name + ".ing"] = frozenset(f.ing for f in all_forms)
        classes[name + ".ed"] = frozenset(w for f in all_forms for w in f.past)
        classes[name + ".s"] = frozenset(w for f in all_forms for w in (f.base, f.s))
        classes[name] = classes[name + ".ing"] | classes[name + ".ed"] | classes[name + ".s"]
    for name, listed in words["classes"].items():
        members: set[str] = set()
        for member in _listed(listed):
            if member[0].isupper():
                if member not in classes:
                    raise PhraseFileError(f"words.yml: class {name} names {member}, which must stand above it")
                members |= classes[member]
            else:
                members.add(member)
        classes[name] = frozenset(members)
    return {name: _rewritten(name, members, rewrites) for name, members in classes.items()}


def _rewritten(name: str, members: Iterable[str], rewrites: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    for member in members:
        if len(rewrites.get(member, (member,))) > 1:
            raise PhraseFileError(f"words.yml: class {name} has {member!r}, which stands for two words; put it in a phrase")
    return frozenset(rewrites.get(member, (member,))[0] for member in members)


def _listed(value: Any) -> list[str]:
    """A list, or words in one string."""
    return [str(word) for word in (value.split() if isinstance(value, str) else value)]


def _lexicon(paths: Sequence[Path], wording: Wording) -> Lexicon:
    phrases: list[Phrase] = []
    seen: set[str] = set()
    for path in paths:
        data = _read(path)
        for number, entry in enumerate(data.get("phrases") or ()):
            phrase = _phrase(path, data.get("family", path.stem), number, entry, wording)
            if phrase.id in seen:
                raise PhraseFileError(f"{path}: the id {phrase.id!r} is used twice; give each phrase its own")
            seen.add(phrase.id)
            phrases.append(phrase)
    by_word: dict[str, list[tuple[int, Pattern]]] = {}
    for number, phrase in enumerate(phrases):
        for pattern in phrase.patterns:
            for word in pattern.anchors:
                by_word.setdefault(word, []).append((number, pattern))
    return Lexicon(tuple(phrases), {word: tuple(places) for word, places in by_word.items()})


_FIELDS = {
    "id", "patterns", "loose", "why", "alone", "emergency_with", "gives", "turned_by", "should_match", "should_not_match",
}


def _phrase(path: Path, family: str, number: int, entry: Any, wording: Wording) -> Phrase:
    name = entry.get("id", f"number {number + 1}") if isinstance(entry, dict) else f"number {number + 1}"
    where = f"{path}: phrase {name}"
    if not isinstance(entry, dict):
        raise PhraseFileError(f"{where}: must have the fields id, patterns and why")
    for required in ("id", "why"):
        if not entry.get(required):
            raise PhraseFileError(f"{where}: the field {required!r} is missing; add it")
    if not entry.get("patterns") and not entry.get("loose"):
        raise PhraseFileError(f"{where}: the field 'patterns' is missing; add it, or 'loose'")
    unknown = set(entry) - _FIELDS
    if unknown:
        raise PhraseFileError(f"{where}: unknown field {sorted(unknown)[0]!r}; the fields are {', '.join(sorted(_FIELDS))}")
    alone = entry.get("alone", "routine")
    if alone not in URGENCIES:
        raise PhraseFileError(f"{where}: 'alone' is {alone!r}; it must be one of {', '.join(URGENCIES)}")
    try:
        patterns = tuple(parse(source, wording) for key in ("patterns", "loose") for source in entry.get(key) or ())
    except PatternError as error:
        raise PhraseFileError(f"{where}: pattern {error}") from None
    sets = {key: frozenset(entry.get(key) or ()) for key in ("emergency_with", "gives")}
    sets["turned_by"] = frozenset(entry["turned_by"] or ()) if "turned_by" in entry else TURNS
    return Phrase(
        id=entry["id"],
        family=family,
        why=entry["why"],
        patterns=patterns,
        loose=frozenset(entry.get("loose") or ()),
        alone=alone,
        should_match=tuple(entry.get("should_match") or ()),
        should_not_match=tuple(entry.get("should_not_match") or ()),
        **sets,
    )


def _looked_for(lexicons: Iterable[Lexicon], rewrites: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Words long enough to be corrected without doubt: those that the phrases look for and those that are rewritten to them."""
    words = {
        word
        for lexicon in lexicons
        for phrase in lexicon.phrases
        for pattern in phrase.patterns
        for step in pattern.steps
        for choice in step.choices
        for allowed in choice
        for word in allowed
    }
    return frozenset(word for word in words.union(rewrites) if len(word) >= LONG_ENOUGH and word.isalpha())


def _vocabulary(
    words: Mapping[str, Any], spelling: Mapping[str, Any], wording: Wording, gendered: frozenset[str], lexicons: Sequence[Lexicon]
) -> Vocabulary:
    rewrites = wording.rewrites
    pairs: dict[tuple[str, str], tuple[str, ...]] = {}
    for typed, new in words["pairs"].items():
        one, two = typed.split()
        pairs[(one, two)] = tuple(w for word in new.split() for w in rewrites.get(word, (word,)))
    written = set(re.findall(r"[a-z0-9]+", " ".join(p.source for lex in lexicons for ph in lex.phrases for p in ph.patterns)))
    known = frozenset(
        written.union(rewrites, *wording.classes.values(), *pairs, _listed(spelling["keep"]), _listed(spelling["correct"]))
    )
    return Vocabulary(
        rewrites=rewrites,
        pairs=pairs,
        symbols=words["symbols"],
        spelling=spelling_index(
            frozenset(_listed(spelling["correct"])) | _looked_for(lexicons[:LEXICONS_CORRECTED], wording.rewrites),
            frozenset(_listed(spelling["keep"])),
        ),
        known=known,
        after_will=frozenset(_listed(words["after_will"])),
        after_my=frozenset(_listed(words["after_my"])) | gendered.difference(
            *(_listed(words["neutral"][key]) for key in ("they", "them", "themself"))),
        after_is=frozenset(_listed(words["after_is"])),
        after_to=frozenset(_listed(words["after_to"])).union(
            forms(verb).base for verbs in words["verbs"].values() for verb in _listed(verbs)
        ),
        after_for=frozenset(_listed(words["after_for"])),
        before_were=frozenset(_listed(words["before_were"])),
        after_were=frozenset(_listed(words["after_were"])),
        with_s=frozenset(word for word in gendered if word.endswith("s") and word[:-1] in gendered | {"ex"}),
        gendered=gendered,
    )
