"""A real server whose model is not there: it says so to its operator, and helps people all the same (P1, P2)."""

from __future__ import annotations

import pytest

from tests.support.api import Conversation, contacts_of, request, text_of
from tests.support.server_process import ServerProcess
from tests.support.texts import DANGER, long_text


@pytest.fixture(scope="module")
def broken(start_server, tmp_path_factory) -> ServerProcess:
    missing = tmp_path_factory.mktemp("models") / "missing.tar.gz"
    return start_server("--at", "2026-11-21T22:15:00+00:00", WAYMARK_MODEL=str(missing)).wait_until_up(loaded=False)


def test_the_operator_is_told(broken):
    answer = request(broken.base, "GET", "/ready")
    assert answer.status == 503 and answer.json["problems"] == ["no model is loaded"]
    assert request(broken.base, "GET", "/live").status == 200
    assert "WAYMARK_MODEL names" in broken.output() and "missing.tar.gz" in broken.output()


def test_a_conversation_opens_and_every_message_is_answered(broken):
    conversation = Conversation(broken.base)
    assert "999" in text_of(conversation.opening)
    for text in ("my wife hits me", "", "😀", "stafford", "help", "a" * 10_000):
        assert contacts_of(conversation.say(text))[0]["service_id"] == "emergency-999"
    assert contacts_of(conversation.choose("abuse"))


@pytest.mark.parametrize("text", [DANGER, f"/{DANGER}", f"/restart {DANGER}", long_text(0.5), long_text(1.0)], ids=["plain", "slash", "restart", "middle", "end"])
def test_danger_gets_the_card_first(broken, text):
    messages = Conversation(broken.base).say(text)
    assert messages[0]["kind"] == "emergency" and "999" in messages[0]["text"]


def test_what_a_rule_only_suspects_gets_the_card_where_nobody_can_be_asked(broken):
    suspect = "i went to the shops with my sister this morning and when we came home he was still in the house shouting"
    assert Conversation(broken.base).say(suspect)[0]["kind"] == "emergency"


def test_the_page_is_there(broken):
    assert request(broken.base, "GET", "/chat/").status == 200


def test_nothing_of_what_was_typed_is_in_its_output(broken):
    conversation = Conversation(broken.base)
    for text in ("zanzibarcanary hits me", f"{DANGER} zanzibarcanary", "<b>zanzibarcanary</b>", "/zanzibarcanary"):
        conversation.say(text)
    assert "zanzibarcanary" not in broken.output()
