"""The phrase files are whole, and a mistake in one is told with file, place and remedy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot.triage import fingerprint
from bot.triage.loading import SEEDS, PhraseFileError, build, room
from bot.triage.pattern import PatternError, Wording, parse
from bot.triage.verbs import forms

PHRASE_FILES = [path for path in sorted((SEEDS / "danger").glob("*.yml")) if path.stem not in ("words", "spelling")]
NEEDS_FILES = sorted((SEEDS / "needs").glob("*.yml"))
SIGNS_THAT_ARE_COUNTED = {"brief"}


@pytest.mark.parametrize("path", PHRASE_FILES, ids=lambda path: path.name)
def test_a_danger_file_fits_its_schema(path):
    jsonschema.validate(yaml.safe_load(path.read_text("utf-8")), json.loads((SEEDS / "schema" / "danger.schema.json").read_text()))


@pytest.mark.parametrize("path", NEEDS_FILES, ids=lambda path: path.name)
def test_a_needs_file_fits_its_schema(path):
    jsonschema.validate(yaml.safe_load(path.read_text("utf-8")), json.loads((SEEDS / "schema" / "needs.schema.json").read_text()))


def test_every_sign_that_a_phrase_waits_for_is_given_by_something():
    given = {phrase.id for phrase in room().context.phrases} | SIGNS_THAT_ARE_COUNTED
    given |= {sign for phrase in room().danger.phrases for sign in phrase.gives}
    for phrase in room().danger.phrases:
        assert phrase.emergency_with <= given, phrase.id
        assert phrase.turned_by <= given, phrase.id


@pytest.fixture
def seeds(tmp_path) -> Path:
    """A copy of the phrase files to spoil."""
    for folder in ("danger", "needs"):
        shutil.copytree(SEEDS / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.parametrize(
    "old,new,says",
    [
        ("    why: There is a fire, smoke or gas.\n", "", "'why' is missing"),
        ("    alone: emergency\n", "    alone: urgent\n", "'urgent'"),
        ("    alone: emergency\n", "    alone: emergency\n    level: 3\n", "'level'"),
        ('- "there is ~2', '- "there (is ~2', "cannot stand inside a bracket"),
        ('- "there is ~2', '- "there WEAPONS ~2', "no class WEAPONS"),
        ("  - id: in-water", "  - id: fire-now", "used twice"),
        ("phrases:\n", "phrases: [\n", "not readable as YAML"),
    ],
)
def test_a_mistake_is_told_with_file_and_remedy(seeds, old, new, says):
    path = seeds / "danger" / "fire.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PhraseFileError) as error:
        build(seeds)
    assert "fire.yml" in str(error.value)
    assert says in str(error.value)


def test_a_missing_file_is_told(seeds):
    (seeds / "danger" / "words.yml").unlink()
    with pytest.raises(PhraseFileError, match="words.yml.*missing"):
        build(seeds)


@pytest.mark.parametrize("source", ["", "~99 a", "(a", "a)", "a | b", "(a|)", "?", "NOBODY", "a $b% c", "(a ~2 b)", "a " * 41, "(a|b)?"])
def test_a_pattern_that_cannot_be_read_is_refused(source):
    with pytest.raises(PatternError):
        parse(source, Wording({}, {}))


def test_the_pattern_language_does_what_its_readme_says():
    wording = Wording({"ARM": frozenset({"knife", "gun"})}, {"he": ("they",), "hes": ("they", "is")})

    def matches(source: str, text: str) -> bool:
        words = text.split()
        pattern = parse(source, wording)
        return any(pattern.match_at(words, at, 0, len(words)) is not None for at in range(len(words) + 1))

    assert matches("he is ARM", "they is gun") and not matches("he is ARM", "they is cup")
    assert matches("hes ~2 ARM", "they is a big knife") and not matches("hes ~1 ARM", "they is a big knife")
    assert matches("a b? c", "a c") and matches("a b? c", "a b c") and not matches("a b? c", "a d c")
    assert matches("(a|b (c|d)) e", "b d e") and not matches("(a|b (c|d)) e", "b e")
    assert matches("^ a", "a b") and not matches("^ a", "b a")
    assert matches("a $", "b a") and not matches("a $", "a b")


@pytest.mark.parametrize(
    "verb,expected",
    [
        ("hit/hit", {"hit", "hits", "hitting"}), ("strangle", {"strangle", "strangles", "strangling", "strangled"}),
        ("stab", {"stab", "stabs", "stabbing", "stabbed"}), ("batter", {"batter", "batters", "battering", "battered"}),
        ("push", {"push", "pushes", "pushing", "pushed"}), ("tie", {"tie", "ties", "tying", "tied"}), ("cry", {"cry", "cries", "crying", "cried"}),
    ],
)
def test_verbs_have_their_forms(verb, expected):
    made = forms(verb)
    assert {made.base, made.s, made.ing, *made.past} == expected


def test_the_fingerprint_changes_when_a_phrase_does(seeds):
    same, other = fingerprint(seeds), seeds.parent / "other"
    shutil.copytree(seeds, other)
    assert fingerprint(other) == same == fingerprint()
    spoilt = seeds.parent / "spoilt"
    shutil.copytree(seeds, spoilt)
    with (spoilt / "danger" / "fire.yml").open("a") as file:
        file.write("# a change\n")
    assert fingerprint(spoilt) != same
