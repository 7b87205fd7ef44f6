"""Turns what a person types into plain words: one spelling, one word for he, she and they, one for husband, wife and partner.

Everything here is linear in the length of the text. The word lists are data (seeds/danger/words.yml and spelling.yml).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Iterator, Mapping, Optional

#: A word longer than this is cut: nothing we look for is longer, and it keeps the work per word constant.
LONGEST_WORD = 24
_TOKEN = re.compile(r"[0-9]+[.:][0-9][^\W_]*|[^\W_]+|[.!?;{}\n\r…]+|[,()\[\]–—:]+|\s-+\s")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´′＇"), "'")
_MIXED = re.compile(r"[a-z$@]*[a-z][0134$5@]+[a-z]+")
_DIGITS_AS_LETTERS = str.maketrans("01345$@", "oieassa")
_WILL = re.compile(r"\b(s?he|they|who|i|we|u|you|it|that)'ll\b")
_IS = re.compile(r"\b(s?he|they|we|you|i|u)'(?:re|m)\b")
#: "my husband's outside": after a word 's is mostly "is"; where it is not, it does no harm.
_OWN = re.compile(r"\b(?!let's)([^\W\d_]{2,})'s\b")
_WOULD = re.compile(r"\b(s?he|they|who|i|we|u|you)'d\b")
_WILL_OR_WOULD = {"hell": ("they", "will"), "shell": ("they", "will"), "shed": ("they", "would"), "hed": ("they", "would")}
_STOP, _COMMA = "\n", ","


@dataclass(frozen=True)
class Vocabulary:
    """The word lists that reading needs.

    `rewrites`: a typed word to the words we use for it; `pairs`: the same for two words; `symbols`: emoji to words;
    `spelling`: misspelt to right; `known`: every word that any list or pattern uses; `after_will`: words that show
    that "hell" and "shell" stand for "he'll" and "she'll"; `after_my`: words before which "me" stands for "my"; `after_is`: words before which
    a word in `with_s` ("dads") stands for "dad is"; `after_to`, `after_for`: words before which "2" and "4" stand for "to" and "for";
    `before_were`, `after_were`: words between which "were" stands for "we're"; `gendered`: words that tell a gender and are
    rewritten to one that does not.
    """

    rewrites: Mapping[str, tuple[str, ...]]
    pairs: Mapping[tuple[str, str], tuple[str, ...]]
    symbols: Mapping[str, str]
    spelling: Mapping[str, str]
    known: frozenset[str]
    after_will: frozenset[str]
    after_my: frozenset[str]
    after_is: frozenset[str]
    with_s: frozenset[str]
    after_to: frozenset[str]
    after_for: frozenset[str]
    before_were: frozenset[str]
    after_were: frozenset[str]
    gendered: frozenset[str]


@dataclass(frozen=True)
class Sentence:
    """The words [first:last] of a message; `question` if it ended in a question mark."""

    first: int
    last: int
    question: bool


@dataclass(frozen=True)
class Message:
    """A message as words. `gendered` is the same, word for word, with "husband" left as it is; `clauses` are places of commas."""

    words: tuple[str, ...]
    gendered: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[int, ...]


def read(text: str, vocabulary: Vocabulary) -> Message:
    """The words, sentences and clause breaks of a text. Works for any str, of any length."""
    tokens = list(_tokens(text, vocabulary))
    words: list[str] = []
    gendered: list[str] = []
    sentences: list[Sentence] = []
    clauses: list[int] = []
    first = at = 0
    while at < len(tokens):
        before, token, following = tokens[at - 1] if at else _STOP, tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
        at += 1
        if token[0] == _STOP:
            if len(words) > first:
                sentences.append(Sentence(first, len(words), "?" in token))
            first = len(words)
        elif token == _COMMA:
            if words:
                clauses.append(len(words))
        else:
            new = vocabulary.pairs.get((token, following))
            if new is not None:
                at += 1
            elif token == "me" and following in vocabulary.after_my:
                new = ("my",)
            elif token in _WILL_OR_WOULD and following in vocabulary.after_will:
                new = _WILL_OR_WOULD[token]
            else:
                new = _hurried(token, before, following, vocabulary) or vocabulary.rewrites.get(token, (token,))
                if token in vocabulary.with_s and (following in vocabulary.after_is or following[-3:] == "ing"):
                    new = (*new, "is")
            words.extend(new)
            gendered.extend((token,) if token in vocabulary.gendered and len(new) == 1 else new)
    if len(words) > first:
        sentences.append(Sentence(first, len(words), False))
    return Message(tuple(words), tuple(gendered), tuple(sentences), tuple(clauses))


def _hurried(token: str, before: str, following: str, vocabulary: Vocabulary) -> Optional[tuple[str, ...]]:
    """ "2", "4" and "were" where they stand for "to", "for" and "we're", which only the words beside them tell."""
    if token == "were":
        begins = before[0] == _STOP or before == _COMMA or before in vocabulary.before_were
        return ("we", "is") if begins and following in vocabulary.after_were else None
    if token in ("2", "4") and following:
        first = vocabulary.rewrites.get(following, (following,))[0]
        counted = following.endswith("s") and not first.endswith("s")  # "2 knives"
        if token == "2" and first in vocabulary.after_to and not counted:
            return ("to",)
        if token == "4" and first in vocabulary.after_for:
            return ("for",)
    return None


def _tokens(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Words in their plain spelling; "\\n..." for a full stop (with "?" if it was one), "," for a pause."""
    for found in _TOKEN.finditer(_plain(text, vocabulary)):
        token = found.group()
        if token[0].isalnum():
            yield _spelt(token[:LONGEST_WORD], vocabulary)
        elif token[0] in ".!?;{}\n\r…":
            yield _STOP + ("?" if "?" in token else "")
        else:
            yield _COMMA


def _plain(text: str, vocabulary: Vocabulary) -> str:
    """Casefolded NFKC without apostrophes, accents or invisible characters; emoji of danger as words."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    for symbol, words in vocabulary.symbols.items():
        text = text.replace(symbol, words)
    if not text.isascii():
        text = "".join(
            ch for ch in unicodedata.normalize("NFKD", text) if unicodedata.category(ch) not in ("Mn", "Cf", "Cs")
        )
    # With its apostrophe "he'll" is clear; without it, it would be "hell".
    text = _IS.sub(r"\1 is", text.replace("so's", "so is"))
    text = _OWN.sub(r"\1 is", text)
    text = _WILL.sub(r"\1 will", text)
    text = _WOULD.sub(r"\1 would", text)
    return text.replace("'", "")


def _spelt(token: str, vocabulary: Vocabulary) -> str:
    if token in vocabulary.known:
        return token
    if _MIXED.fullmatch(token):
        letters = token.translate(_DIGITS_AS_LETTERS)
        if letters in vocabulary.known:
            return letters
    twice = _REPEATED.sub(r"\1\1", token)
    if twice != token:
        once = _REPEATED.sub(r"\1", token)
        for shorter in (once, twice):
            if shorter in vocabulary.known:
                return shorter
        token = twice
    return _ending(token, vocabulary) or nearest(token, vocabulary.spelling)


def _ending(token: str, vocabulary: Vocabulary) -> Optional[str]:
    """The word whose ending was typed as it is spoken: "stabbin" is "stabbing", "chokd" is "choked". None if there is no such word."""
    if len(token) >= SHORTEST_CORRECTED and token.endswith("in"):
        whole = token + "g"
        if whole in vocabulary.known:
            return vocabulary.spelling.get("=" + whole, whole)
        # "strangelin" lies one letter further off; a short word ("basin") would lie beside too many others.
        right = nearest(whole, vocabulary.spelling) if len(token) >= LONG_ENOUGH_TWICE_WRONG and token not in vocabulary.spelling else token
        return right if right in vocabulary.known and right.endswith("ing") else None
    if len(token) >= SHORTEST_CORRECTED - 1 and token[-1] == "d" and token[-2] not in "aeioulnr":
        whole = token[:-1] + "ed"
        return whole if whole in vocabulary.known else None
    return None


#: Words shorter than this are too close to too many others to be corrected.
SHORTEST_CORRECTED = 5
#: A word that has lost its last letter and has another wrong is put right only if it has as many letters as this.
LONG_ENOUGH_TWICE_WRONG = 7


def spelling_index(words: frozenset[str], keep: frozenset[str]) -> dict[str, str]:
    """Every way to leave out one letter of a key word -> that word. `nearest` finds edit distance 1 with it, in constant time.

    A word in `keep` (a real word one letter away, such as "cooking" beside "choking") is never corrected.
    """
    index = {word: word for word in keep}
    for word in sorted(words):
        if len(word) >= SHORTEST_CORRECTED:
            index["=" + word] = word
            for at in range(len(word)):
                index.setdefault("-" + word[:at] + word[at + 1 :], word)
    return index


def nearest(token: str, index: Mapping[str, str]) -> str:
    """The key word one letter away (changed, missing, added or two swapped), else the token itself."""
    if len(token) < SHORTEST_CORRECTED - 1 or token in index or not token.isalpha():
        return token
    found = index.get("-" + token)
    if found and len(found) >= SHORTEST_CORRECTED:
        return found
    for at in range(len(token)):
        shorter = token[:at] + token[at + 1 :]
        found = index.get("-" + shorter)
        if found and _one_apart(token, found):
            return found
        if ("=" + shorter) in index:
            return shorter
    return token


def _one_apart(typed: str, word: str) -> bool:
    """True if one letter is changed, or two neighbours are swapped (both have the same length)."""
    if len(typed) != len(word):
        return False
    different = [at for at, (a, b) in enumerate(zip(typed, word)) if a != b]
    if len(different) == 1:
        return different[0] > 0 or len(word) >= 7
    return (
        len(different) == 2
        and different[1] == different[0] + 1
        and typed[different[0]] == word[different[1]]
        and typed[different[1]] == word[different[0]]
    )
