"""The HTTP interface of a real server: shapes, and a clear answer with the lifeline to everything that is wrong (P2)."""

from __future__ import annotations

import http.client
import json
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.api import Conversation, request
from tests.support.texts import DANGER, long_text

MESSAGE_KEYS = {"id", "from", "kind", "text", "choices", "contacts"}
CONTACT_KEYS = {"service_id", "name", "what", "why", "phone", "tel", "sms", "url", "status", "status_text", "source"}


@pytest.fixture()
def conversation(live_server) -> Conversation:
    return Conversation(live_server)


def assert_clear_failure(answer, status: int, code: str):
    assert answer.status == status
    assert answer.headers["content-type"] == "application/json" and answer.headers["cache-control"] == "no-store"
    body = answer.json
    assert set(body) <= {"error", "lifeline", "messages"}
    assert body["error"]["code"] == code and body["error"]["message"].strip()
    assert body["lifeline"][0]["service_id"] == "emergency-999" and len(body["lifeline"]) >= 3
    assert all(set(contact) == CONTACT_KEYS for contact in body["lifeline"])


def test_live_and_ready(live_server):
    for path in ("/live", "/ready"):
        answer = request(live_server, "GET", path)
        assert answer.status == 200, answer.body
        assert answer.headers["cache-control"] == "no-store"


def test_a_conversation_starts_with_999_and_what_this_is(live_server):
    answer = request(live_server, "POST", "/chat/api/start")
    assert answer.status == 201 and set(answer.json) == {"token", "messages"}
    assert "999" in answer.messages[0]["text"] and "computer program" in answer.messages[0]["text"]


def test_messages_and_contacts_have_the_promised_shape(conversation):
    seen = [*conversation.opening, *conversation.say("help"), *conversation.say("my wife hits me"), *conversation.say(DANGER)]
    for message in seen:
        assert set(message) == MESSAGE_KEYS and message["from"] == "bot"
        assert message["kind"] in ("text", "emergency", "contacts", "notice")
        assert all(set(choice) == {"id", "label"} and not choice["id"].startswith("/") for choice in message["choices"])
        for contact in message["contacts"]:
            assert set(contact) == CONTACT_KEYS and set(contact["source"]) == {"name", "date", "checked_on"}
            assert contact["status"] in ("open", "closed", "may_be_closed", "unstated")
    assert any(message["contacts"] for message in seen)


def test_every_choice_that_is_shown_is_taken(live_server):
    for label in {choice["label"] for message in Conversation(live_server).opening for choice in message["choices"]}:
        assert Conversation(live_server).press(label)


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "<b>hi</b>", "<img src=x onerror=alert(1)>", "'; DROP TABLE conversations; --", "\u0000", "a" * 10_000])
def test_any_text_is_answered(conversation, text):
    assert conversation.say(text)


def test_what_was_typed_is_never_sent_back(conversation):
    for text in ("<img src=x onerror=alert(1)> zanzibarcanary", "zanzibarcanary", "i live in zanzibarcanary"):
        assert "zanzibarcanary" not in str(conversation.say(text))


NO_MESSAGE = {
    "no body": b"",
    "half JSON": b'{"text": "hel',
    "a word": b"hello",
    "a list": b'["hello"]',
    "a text": b'"hello"',
    "a number": b"42",
    "null": b"null",
    "not UTF-8": b'{"text": "\xff\xfe"}',
    "no text": b"{}",
    "text is a list": b'{"text": ["hello"]}',
    "text is a number": b'{"text": 42}',
    "text is null": b'{"text": null}',
    "text is an object": b'{"text": {"text": "hello"}}',
    "choice is a list": b'{"choice": ["abuse"]}',
    "deep nesting": b'{"text": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "NaN": b'{"text": NaN}',
}


@pytest.mark.parametrize("body", NO_MESSAGE.values(), ids=NO_MESSAGE)
def test_what_is_no_message_gets_a_clear_answer(conversation, body):
    assert_clear_failure(conversation.send(body), 400, "bad_request")
    assert conversation.say("hello")


@pytest.mark.parametrize("choice", ["restart", "/restart", "emergency", "", "no_such_thing", "area-X", 'abuse{"a":"b"}'])
def test_a_choice_that_nobody_offered_gets_a_clear_answer(conversation, choice):
    assert_clear_failure(conversation.send({"choice": choice}), 400, "unknown_choice")


@pytest.mark.parametrize("token", ["", "wrong", "a.b.c", "default", "caf\u00e9.1.x", "x" * 5_000])
def test_a_wrong_token_gets_a_clear_answer(conversation, token):
    assert_clear_failure(conversation.send({"text": "hello"}, token=token), 401, "bad_token")


def test_a_token_that_was_changed_is_refused(conversation):
    changed = conversation.token[:-1] + ("A" if conversation.token[-1] != "A" else "B")
    assert_clear_failure(conversation.send({"text": "hello"}, token=changed), 401, "bad_token")


@pytest.mark.parametrize("call, method", [("message", "POST"), ("events", "GET"), ("end", "POST")])
def test_without_a_token_there_is_no_conversation(live_server, call, method):
    body = {"text": "hello"} if method == "POST" else None
    assert_clear_failure(request(live_server, method, f"/chat/api/{call}", body), 401, "bad_token")


def test_a_client_cannot_choose_its_conversation(live_server):
    one, other = Conversation(live_server), Conversation(live_server)
    one.say("my wife hits me")
    answer = other.send({"text": "hello", "sender": one.token, "sender_id": one.token, "conversation": one.token, "metadata": {"x": 1}})
    assert answer.status == 200 and one.token != other.token


@pytest.mark.parametrize("body", [{"text": DANGER}, {"text": DANGER, "choice": "restart"}])
def test_danger_with_a_wrong_token_still_gets_the_card(conversation, body):
    answer = conversation.send(body, token="wrong")
    assert_clear_failure(answer, 401, "bad_token")
    assert answer.messages[0]["kind"] == "emergency"


def test_danger_beside_a_choice_is_read_first(conversation):
    answer = conversation.send({"text": DANGER, "choice": "abuse"})
    assert answer.status == 200 and answer.messages[0]["kind"] == "emergency"


@pytest.mark.parametrize("path", ["/nothing", "/chat/nothing", "/chat/api", "/chat/api/nothing", "/webhooks/rest/webhook", "/conversations/x/tracker", "/model", "/version", "/status"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_path_gets_a_clear_answer(live_server, method, path):
    assert_clear_failure(request(live_server, method, path), 404, "not_found")


@pytest.mark.parametrize(
    "method, path",
    [("GET", "/chat/api/start"), ("GET", "/chat/api/message"), ("PUT", "/chat/api/message"), ("DELETE", "/chat/api/end"), ("POST", "/chat/api/events")]
    + [("POST", "/chat/"), ("PATCH", "/live"), ("TRACE", "/chat/api/start")],
)
def test_a_wrong_method_gets_a_clear_answer(live_server, method, path):
    assert_clear_failure(request(live_server, method, path), 405, "bad_request")


def test_a_request_that_is_too_large_gets_a_clear_answer(conversation):
    assert_clear_failure(conversation.send({"text": "a" * 300_000}), 413, "too_large")


@pytest.mark.parametrize("danger_at", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("length", [10_000, 100_000])
def test_danger_anywhere_in_a_long_message_gets_the_card(conversation, length, danger_at):
    messages = conversation.say(long_text(danger_at, length))
    assert messages[0]["kind"] == "emergency"


@pytest.mark.parametrize("raw", [b"NONSENSE\r\n\r\n", b"GET /chat/ HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n", b"POST /chat/api/start HTTP/9.9\r\n\r\n"])
def test_what_is_not_even_http_does_not_stop_the_server(live_server, raw):
    address = urlsplit(live_server)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(4096)
    assert request(live_server, "GET", "/live").status == 200


def test_a_client_that_hangs_up_does_not_stop_the_server(live_server):
    address = urlsplit(live_server)
    for _ in range(5):
        connection = http.client.HTTPConnection(address.netloc, timeout=10)
        connection.request("POST", "/chat/api/start")
        connection.sock.close()
    assert Conversation(live_server).say("hello")


def test_after_the_end_the_conversation_is_gone(live_server):
    conversation = Conversation(live_server)
    conversation.say("my wife hits me")
    ended = conversation.end()
    assert ended.status == 204 and ended.body == b"" and ended.headers["cache-control"] == "no-store"
    again = conversation.say("talk to a specialist")
    assert "who is it about" in again[0]["text"], "it still knew who it was about"


@pytest.mark.parametrize("content_type", ["application/json", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded"])
def test_leaving_works_for_a_browser_that_is_closing(live_server, content_type):
    """navigator.sendBeacon can set no header: the token comes in the body, with whatever type the browser says."""
    conversation = Conversation(live_server)
    body = json.dumps({"token": conversation.token})
    assert request(live_server, "POST", "/chat/api/end", body, {"Content-Type": content_type}).status == 204


def test_events_are_empty_without_an_adviser(conversation):
    answer = request(conversation.base, "GET", "/chat/api/events?after=0", headers={"Authorization": f"Bearer {conversation.token}"})
    assert answer.status == 200 and answer.json == {"messages": []}


def test_the_page_is_there_and_the_root_leads_to_it(live_server):
    page = request(live_server, "GET", "/chat/")
    assert page.status == 200 and page.headers["content-type"].startswith("text/html")
    assert b"999" in page.body
    root = request(live_server, "GET", "/")
    assert root.status == 302 and root.headers["location"] == "/chat/"


def test_the_server_does_not_say_what_it_is_made_of(live_server):
    for path in ("/chat/", "/live", "/nothing"):
        headers = request(live_server, "GET", path).headers
        assert "server" not in headers and "x-powered-by" not in headers


LISTENING = Path("/proc/net/tcp")  # Linux keeps the list of sockets here; addresses are in hexadecimal, back to front


def test_it_listens_on_this_machine_only(live_server):
    if not LISTENING.exists():
        pytest.skip("only Linux shows what a process listens on in a file")
    rows = [line.split() for line in LISTENING.read_text(encoding="ascii").splitlines()[1:]]
    port = f"{urlsplit(live_server).port:04X}"
    addresses = {row[1].split(":")[0] for row in rows if row[3] == "0A" and row[1].split(":")[1] == port}
    assert addresses == {"0100007F"}
