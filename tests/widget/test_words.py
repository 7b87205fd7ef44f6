"""The words of the page: all used, none missing, no contact data, nothing promised."""

from __future__ import annotations

import json
import re
from typing import Iterator

import pytest

from bot.page.words import WIDGET, load_words

WORDS = load_words()


def lines(part: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(part, str):
        yield path, part
    else:
        for key, inner in part.items() if isinstance(part, dict) else enumerate(part):
            yield from lines(inner, f"{path}.{key}" if path else str(key))


ALL = dict(lines(WORDS))


@pytest.mark.parametrize("path", ALL)
def test_no_contact_data_and_no_hours_stand_in_the_words(path):
    assert not re.search(r"\d{3}|https?:|www\.|@|\d(am|pm)\b", ALL[path])


@pytest.mark.parametrize("path", ALL)
def test_nothing_harmful_and_nothing_promised(path):
    forbidden = r"\b(safe and secure|completely|anonymous|untraceable|guarantee|never be seen|low risk|you should leave|why did you|leave him|leave her)\b|you are safe"
    assert not re.search(forbidden, ALL[path], re.IGNORECASE)


@pytest.mark.parametrize("path", ALL)
def test_sentences_are_short(path):
    for sentence in re.split(r"(?<=[.?!])\s", ALL[path]):
        assert len(sentence.split()) <= 22, sentence


def test_every_word_is_used_somewhere():
    code = "".join(file.read_text(encoding="utf-8") for file in [*WIDGET.rglob("*.js"), *(WIDGET.parent / "bot" / "page").glob("*.py")])
    built = {  # put together from a setting, a status or a kind
        "contacts.status_open", "contacts.status_closed", "contacts.status_may_be_closed", "contacts.status_unstated", "messages.emergency", "notice.leave_keys_escape_shift3", "notice.leave_keys_escape", "notice.leave_keys_shift3",
    }
    unused = [path for path in ALL if path not in built and not re.search(rf"\b{re.escape(re.sub(r'[.][0-9]+$', '', path).split('.')[-1])}\b", code)]
    assert unused == []


def test_the_limits_say_what_the_facts_say():
    limits = " ".join(WORDS["page"]["limits"])
    assert "history is not erased" in limits and "call list" in limits and "may be on the bill" in limits
    device = " ".join(WORDS["page"]["device"])
    assert "could make someone more suspicious" in device


def test_a_mistake_in_the_file_is_named_with_its_line(tmp_path):
    broken = tmp_path / "words.json"
    broken.write_text('{\n  "title": "Chat"\n  "numbers": "x"\n}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"words\.json, line 3: .*Check the quotes and commas"):
        load_words(broken)


def test_the_file_is_plain_text_for_people():
    text = (WIDGET / "words.json").read_text(encoding="utf-8")
    assert "\\u" not in text
    assert json.loads(text)
