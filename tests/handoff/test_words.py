"""The wording of the hand-off: whole, short, nothing promised, no numbers, and "day and night" only of those who answer so."""

from __future__ import annotations

import re
import shutil
import string

import pytest
import yaml

from bot.directory.shared import directory
from bot.handoff.words import LINES, MESSAGES, Words
from bot.replay import forbidden
from bot.settings import ROOT, SettingsError

from .conftest import MUST_SHARE, OPEN

READ = yaml.safe_load((ROOT / "seeds" / "wording" / "handoff.yml").read_text(encoding="utf-8"))
TEXTS = {name: made["text"] for name, made in READ["messages"].items()} | READ["lines"]
LABELS = {label for made in READ["messages"].values() for label in made.get("choices", {}).values()}
GIVEN = {"service", "hours", "must_share", "summary", "about", "area", "how_soon"}


def test_every_message_is_used_and_none_is_missing():
    assert set(READ["messages"]) == set(MESSAGES) and set(READ["lines"]) == set(LINES)
    code = "".join(path.read_text(encoding="utf-8") for path in [*(ROOT / "bot" / "handoff").glob("*.py"), ROOT / "bot" / "server" / "talks.py"])
    code = code.replace(str(MESSAGES), "")
    assert [name for name in MESSAGES if code.count(f'"{name}"') < 2] == []  # once in the list, once where it is said


@pytest.mark.parametrize("name", TEXTS)
def test_placeholders_are_known(name: str):
    used = {field for _, field, _, _ in string.Formatter().parse(TEXTS[name]) if field is not None}
    assert used <= GIVEN


@pytest.mark.parametrize("name", TEXTS)
def test_sentences_are_short_and_hold_no_numbers(name: str):
    text = TEXTS[name].replace("{must_share}", "").replace("{summary}", "")
    assert not re.search(r"\d", text)
    for sentence in re.split(r"(?<=[.?!:])\s", text):
        assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("text", [*TEXTS.values(), *LABELS])
def test_nothing_harmful_is_said(text: str):
    assert [found for found in forbidden.found_in(text, forbidden.phrases())] == []


def test_sent_does_not_say_connected():
    for name in ("sending", "sent", "still_waiting"):
        assert not re.search(r"\b(connect\w*|soon|shortly|moment|will answer|with you)\b", TEXTS[name], re.IGNORECASE)


def test_day_and_night_is_said_only_of_those_who_always_answer():
    for name, made in READ["messages"].items():
        if "day and night" in made["text"] and name != "beside_closed":  # that one stands under the cards of utter_human
            assert made["contacts"] and all(directory().service(one).always_open for one in made["contacts"])


def test_beside_the_bots_own_answer_the_people_above_do_answer_day_and_night():
    from bot.conversation.wording import responses

    assert all(directory().service(one).always_open for one in responses()["utter_human"]["custom"]["contacts"])


def test_yes_comes_with_a_no_of_the_same_weight():
    assert list(READ["messages"]["offer"]["choices"].values()) == ["Send it", "Don’t send it"]


def test_the_version_changes_with_the_words_that_are_agreed_to(words: Words, tmp_path):
    shutil.copytree(ROOT / "seeds" / "wording", tmp_path / "wording")
    path = tmp_path / "wording" / "handoff.yml"
    assert Words(tmp_path).version == words.version
    path.write_text(path.read_text("utf-8").replace("Advisers are people.", "Advisers are human."), "utf-8")
    assert Words(tmp_path).version != words.version


@pytest.mark.parametrize("break_it", ["", "messages: {}", "lines: {}\nmessages: [", "lines: 1\nmessages: 2"])
def test_a_broken_file_is_named(tmp_path, break_it: str):
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "handoff.yml").write_text(break_it, "utf-8")
    with pytest.raises(SettingsError, match=r"handoff\.yml cannot be used"):
        Words(tmp_path)


def test_a_message_carries_its_cards_and_choices(words: Words):
    filled = {"service": "X", "hours": "Open", "must_share": MUST_SHARE}
    told = words.message("timed_out", directory(), OPEN, **filled)
    assert told.kind == "contacts" and len(told.contacts) == 3
    assert words.message("joined", directory(), OPEN, **filled).choices == ({"id": "leave_adviser", "label": "Stop talking to the adviser"},)
