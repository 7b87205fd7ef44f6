"""The HTTP interface as a client sees it: plain requests, and a conversation."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    """Status, headers (names in small letters) and raw body of one answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The messages in the body."""
        return self.json["messages"]


def request(base: str, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
    """One request. ``body``: bytes and text are sent as they are, anything else as JSON."""
    if body is not None and not isinstance(body, bytes):
        body = (body if isinstance(body, str) else json.dumps(body)).encode("utf-8")
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json", **(headers or {})})
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


class Conversation:
    """One conversation over HTTP. `opening` holds its first messages."""

    def __init__(self, base: str) -> None:
        self.base = base
        started = request(base, "POST", "/chat/api/start")
        assert started.status == 201, started.body
        self.token, self.opening = started.json["token"], started.messages
        self.last = self.opening

    def send(self, body: Any, token: str | None = None) -> Answer:
        """POST ``body`` as a message."""
        headers = {"Authorization": f"Bearer {self.token if token is None else token}"}
        return request(self.base, "POST", "/chat/api/message", body, headers)

    def say(self, text: str) -> list[dict[str, Any]]:
        """The messages that answer ``text``."""
        return self._answered(self.send({"text": text}))

    def choose(self, choice: str) -> list[dict[str, Any]]:
        """The messages that answer the button with the id ``choice``."""
        return self._answered(self.send({"choice": choice}))

    def press(self, label: str) -> list[dict[str, Any]]:
        """The messages that answer the button with ``label``, which must be among those shown last."""
        shown = {choice["label"]: choice["id"] for message in self.last for choice in message["choices"]}
        assert label in shown, f"{label!r} is not among {sorted(shown)}"
        return self.choose(shown[label])

    def end(self) -> Answer:
        """Leave."""
        return request(self.base, "POST", "/chat/api/end", headers={"Authorization": f"Bearer {self.token}"})

    def _answered(self, answer: Answer) -> list[dict[str, Any]]:
        assert answer.status == 200, answer.body
        assert answer.messages, "nothing was said"
        self.last = answer.messages
        return answer.messages


def text_of(messages: list[dict[str, Any]]) -> str:
    """The texts of messages, one after another."""
    return "\n".join(message["text"] for message in messages)


def contacts_of(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The contacts of messages, in the order shown."""
    return [contact for message in messages for contact in message["contacts"]]
