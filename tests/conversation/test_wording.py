"""What the wording files may and may not hold (P3, P4)."""

from __future__ import annotations

import json
import re
import string

import pytest

from bot import clock
from bot.conversation.wording import numbers, spoken
from bot.directory.shared import directory
from tests.support.wording import ROOT, buttons, domain, examples, wording

GIVEN_BY_ACTIONS = {"label", "open", "closed"}
ANSWERED_BY_A_RULE = {"Yes", "No"}  # what they mean depends on the question; bot/data/rules/emergency.yml reads them
YEAR = r"(?:19|20)\d\d"
NUMBER = re.compile(rf"(?<![\d.,])(?!{YEAR}(?!\d))\+?\d(?:[ ()-]?\d){{2,}}")
ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|org|net|uk|gov|info)\b|[^\s@]+@[^\s@]+", re.IGNORECASE)
HOURS = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)\b|\b\d{1,2}[.:]\d\d\b|\b24 ?hours?\b|\b24/7\b", re.IGNORECASE)
ALWAYS = re.compile(r"\bday (?:and|or) night\b|\bround the clock\b|\bat any (?:hour|time of)", re.IGNORECASE)


def shown_lines() -> list[tuple[str, str]]:
    """Every text and title that a person can be shown, with where it stands."""
    lines = [(name, variation["text"]) for name, variations in wording().items() for variation in variations]
    lines += [(f"{name}, a button", title) for name, title, _ in buttons()]
    words = json.loads((ROOT / "widget" / "words.json").read_text(encoding="utf-8"))

    def walk(where: str, value) -> None:
        if isinstance(value, str):
            lines.append((f"widget/words.json {where}", value))
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
            walk(f"{where}/{key}", inner)

    walk("", words)
    return lines


def offending(pattern: re.Pattern[str]) -> list[str]:
    # "999 BSL" is the name of an app, not a number to ring.
    without_placeholders = [(where, re.sub(r"\{\w+\}|\b999 BSL\b", "{}", text)) for where, text in shown_lines()]
    return [f"{where}: {found.group()!r}" for where, text in without_placeholders for found in pattern.finditer(text)]


@pytest.mark.parametrize(
    "text", ["call 0800 555 111", "call 101.", "text 85258", "+44 1234 842750", "999", "ring 01785601690 please"]
)
def test_the_search_for_numbers_finds_them(text):
    assert NUMBER.search(text)


@pytest.mark.parametrize("text", ["in March 2025", "press 55", "for 28 days", "3.8 million", "aged 16 and over", "since June 2022"])
def test_the_search_for_numbers_lets_years_and_amounts_be(text):
    assert not NUMBER.search(text)


def test_no_phone_number_stands_in_the_wording():
    assert offending(NUMBER) == []


def test_no_address_stands_in_the_wording():
    assert offending(ADDRESS) == []


def test_no_opening_hours_stand_in_the_wording():
    assert offending(HOURS) == []


def test_day_and_night_is_said_only_beside_services_that_are_always_open():
    for name, variations in wording().items():
        for variation in variations:
            if not ALWAYS.search(variation["text"]):
                continue
            custom = variation.get("custom") or {}
            sources = custom.get("source") or []
            quotes = [source.get("quote", "") for source in (sources if isinstance(sources, list) else [sources])]
            if any(HOURS.search(quote) for quote in quotes):
                continue  # the source of the answer says so in as many words
            named = [service.id for service in directory().services if service.name in variation["text"] or service.organization in variation["text"]]
            if any(directory().service(service).availability == "always" for service in named):
                continue  # said of a service that is named beside it
            shown = custom.get("contacts") or []
            assert shown, f"{name} says day and night, and shows nobody"
            closed = [service for service in shown if directory().service(service).availability != "always"]
            assert not closed, f"{name} says day and night, but {closed} are not always open"


@pytest.mark.parametrize("name", sorted(wording()))
def test_every_placeholder_is_filled(name):
    known = set(numbers(directory())) | GIVEN_BY_ACTIONS
    for variation in wording()[name]:
        for text in (variation["text"], *(button["title"] for button in variation.get("buttons") or ())):
            used = {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
            assert used <= known


def test_the_words_for_failure_need_nothing_that_only_an_action_knows():
    for name in ("utter_opening", "utter_doors", "utter_lifeline", "utter_empty", "utter_emergency", "utter_too_long"):
        said = spoken(name, directory(), clock.now())
        assert "{" not in said["text"] and said["text"].strip()


@pytest.mark.parametrize("name", sorted(wording()))
def test_every_contact_of_the_wording_is_in_the_directory(name):
    for variation in wording()[name]:
        for service in (variation.get("custom") or {}).get("contacts") or ():
            assert directory().service(service).id == service


@pytest.mark.parametrize("name", sorted(wording()))
def test_one_variation_a_response_so_that_replies_can_be_replayed(name):
    assert len(wording()[name]) == 1


@pytest.mark.parametrize("response, title, intent", buttons())
def test_a_button_is_understood_when_its_words_are_typed(response, title, intent):
    assert intent in domain()["intents"], f"{response}: {intent} is no intent of domain.yml"
    if title not in ANSWERED_BY_A_RULE:
        assert title in examples().get(intent, ()), f"{response}: {title!r} is no training message of {intent}"


def quoted() -> list[tuple[str, str, str]]:
    found = []
    for name, variations in wording().items():
        for variation in variations:
            sources = (variation.get("custom") or {}).get("source") or []
            for source in sources if isinstance(sources, list) else [sources]:
                if "document" in source:
                    found.append((name, source["document"], source.get("quote", "")))
    return found


def test_some_answers_quote_the_documents():
    assert len({document for _, document, _ in quoted()}) == 4


@pytest.mark.parametrize("name, document, quote", quoted())
def test_a_quote_stands_word_for_word_in_its_document(name, document, quote):
    assert quote.strip(), f"{name} names {document} and quotes nothing"
    assert quote in (ROOT / "seeds" / "documents" / document).read_text(encoding="utf-8")


def test_every_response_of_a_rule_or_story_has_words():
    named = set()
    for path in sorted((ROOT / "bot" / "data").glob("*/*.yml")):
        if path.parent.name in ("rules", "stories"):
            named |= set(re.findall(r"action: (utter_\w+)", path.read_text(encoding="utf-8")))
    assert named and named <= set(wording())


HARMFUL = re.compile(
    r"why (?:did|do|didn.t|don.t) you (?:stay|leave|not leave|go back)|\b(?:you should|you must|you need to) (?:leave|report|confront)|"
    r"couples? (?:counsel|therapy)|\blow risk\b|\brisk score\b|you (?:are|will be|'ll be) safe\b|\bas an AI\b|"
    r"\bcompletely confidential\b|\b100 ?%|\bI promise\b|\bguarantee",
    re.IGNORECASE,
)


def test_no_harmful_wording():
    assert offending(HARMFUL) == []


@pytest.mark.parametrize("text", ["Why did you stay?", "You should leave him.", "Try couple counselling.", "You will be safe."])
def test_the_search_for_harmful_wording_finds_it(text):
    assert HARMFUL.search(text)


def test_every_response_is_said_somewhere():
    """A sentence that nothing says is a sentence that nobody reviews."""
    data = [path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "data").glob("*/*.yml") if path.parent.name in ("rules", "stories")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    whole = set(re.findall(r"utter_\w+", "\n".join(data))) | set(re.findall(r"\butter_\w+(?!\w*\{)", code))
    made = [part for part in re.findall(r'f"(utter_\w+_)\{', code)]
    asked_by_forms = {f"utter_ask_{slot}" for described in domain()["forms"].values() for slot in described["required_slots"]}
    unused = [n for n in wording() if n not in whole | asked_by_forms and not any(n.startswith(part) for part in made)]
    assert not unused
