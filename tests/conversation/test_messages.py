"""What a person is shown of an utterance."""

from __future__ import annotations

import pytest

from bot.conversation.messages import from_rasa, source_line

KEYS = {"id", "from", "kind", "text", "choices", "contacts"}


def test_text_buttons_and_cards_are_one_message():
    made = from_rasa(
        {
            "text": " Hello. ",
            "buttons": [{"title": "Yes", "payload": "/affirm"}],
            "custom": {"contacts": [{"service_id": "x"}]},
            "utter_action": "utter_hello",
        }
    )
    assert made.as_dict() == {
        "id": "",
        "from": "bot",
        "kind": "contacts",
        "text": "Hello.",
        "choices": [{"id": "affirm", "label": "Yes"}],
        "contacts": [{"service_id": "x"}],
    }
    assert made.response == "utter_hello" and set(made.as_dict()) == KEYS


@pytest.mark.parametrize("nothing", [{}, {"text": None}, {"text": "  "}, {"custom": {}}, {"buttons": []}])
def test_nothing_to_show_is_no_message(nothing):
    assert from_rasa(nothing) is None


def test_a_payload_is_never_sent_to_a_client():
    made = from_rasa({"text": "Where?", "buttons": [{"title": "Stafford", "payload": '/choose_area{"area_codes": "E07000197"}'}]})
    assert made.choices == ({"id": "area-E07000197", "label": "Stafford"},)


@pytest.mark.parametrize(
    "source, line",
    [
        ([], ""),
        ({"name": "NHS"}, "Source: NHS."),
        ({"name": "NHS", "date": "2020-04-21"}, "Source: NHS, April 2020."),
        ([{"name": "NHS"}, {"name": "CPS", "date": "2023-05-31"}], "Source: NHS; CPS, May 2023."),
    ],
)
def test_a_source_is_shown_with_its_date(source, line):
    assert source_line(source) == line


def test_a_quote_of_a_source_is_not_shown():
    made = from_rasa({"text": "It is a crime.", "custom": {"source": {"name": "CPS", "quote": "came into force", "url": "cps.gov.uk"}}})
    assert made.text == "It is a crime.\n\nSource: CPS."
