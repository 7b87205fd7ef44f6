"""Talks to a running server over its HTTP interface (docs/http.md). How it decided is not to be seen from here."""
from __future__ import annotations

import asyncio
import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from bot.replay.talk import Answer, Refused

SECONDS = 30


class HttpTalk:
    """One conversation with the server at ``url``, such as http://127.0.0.1:5005."""

    def __init__(self, url: str) -> None:
        self._url, self._token = url, ""

    async def start(self) -> Answer:
        """The opening."""
        body = await self._call("start", None, 201)
        self._token = body["token"]
        return body["messages"], (), None

    async def say(self, text: str) -> Answer:
        """The answer to what is typed."""
        return await self._message({"text": text})

    async def choose(self, choice_id: str) -> Answer:
        """The answer to a button."""
        return await self._message({"choice": choice_id})

    async def end(self) -> None:
        """Leave."""
        if self._token:
            await self._call("end", {}, 204)
            self._token = ""

    async def _message(self, body: dict[str, Any]) -> Answer:
        if not self._token:  # forgotten by the bot: a conversation that begins in the middle
            self._token = (await self._call("start", None, 201))["token"]
        return (await self._call("message", body, 200))["messages"], (), None

    async def _call(self, name: str, body: Any, wanted: int) -> dict[str, Any]:
        return await asyncio.to_thread(self._request, name, body, wanted)

    def _request(self, name: str, body: Any, wanted: int) -> dict[str, Any]:
        parts = urlsplit(self._url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.netloc, timeout=SECONDS)
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self._token}"} if self._token else {})}
        try:
            path = f"{parts.path.rstrip('/').removesuffix('/chat')}/chat/api/{name}"
            connection.request("POST", path, json.dumps(body or {}).encode(), headers)
            answer = connection.getresponse()
            raw = answer.read()
        except OSError as error:
            raise Refused(f"The server at {self._url} did not answer ({type(error).__name__}).") from None
        finally:
            connection.close()
        if answer.status != wanted:
            raise Refused(_refusal(answer.status, raw))
        return json.loads(raw) if raw else {}


def _refusal(status: int, raw: bytes) -> str:
    try:
        said = json.loads(raw)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        said = "no words that can be read"
    pace = " Start the server with WAYMARK_MESSAGES_PER_MINUTE=100000 for replay." if status == 429 else ""
    return f"The server answered with {status}: {said!r}.{pace}"
