"""What a service's desk sends us: signed events about a hand-off (docs/handoff.md)."""
from __future__ import annotations

import json
from collections import OrderedDict
from datetime import datetime
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import clock
from bot.handoff.handoffs import Handoffs
from bot.handoff.signature import WINDOW_SECONDS, BadSignature, verify

KINDS = ("adviser.joined", "adviser.said", "adviser.left")
LONGEST_LINE = 4_000  # characters of an adviser's message
_NO_STORE = {"Cache-Control": "no-store"}


class AdviserEvents:
    """POST /chat/api/handoff/events: verified, and each message taken once."""

    def __init__(self, handoffs: Handoffs, keys: tuple[bytes, ...]) -> None:
        self._handoffs, self._keys = handoffs, keys
        self._taken: "OrderedDict[str, datetime]" = OrderedDict()

    def join(self, routes: Blueprint) -> None:
        """Add the call; and when the process ends, the services that wait are told."""

        async def receive(request: Request) -> HTTPResponse:
            return await self.receive(request)

        async def close(_app: Any, _loop: Any) -> None:
            await self._handoffs.close()

        routes.add_route(receive, "/api/handoff/events", methods=["POST"], name="handoff-events")
        routes.before_server_stop(close)

    async def receive(self, request: Request) -> HTTPResponse:
        """204 taken · 400 not an event · 401 not signed, or not now · 410 that hand-off is over: send no more of it."""
        now = clock.now()
        try:
            message_id = verify(self._keys, request.headers, now, request.body)
        except BadSignature as error:
            return _refused(401, "bad_signature", str(error))
        if self._was_taken(message_id, now):
            return response.empty(204, headers=_NO_STORE)
        try:
            event = json.loads(request.body)
            kind, data = event["type"], event["data"]
            handoff_id, text = data["handoff_id"], data.get("text", "")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return _refused(400, "bad_request", "type and data.handoff_id are needed")
        if kind not in KINDS or not isinstance(text, str) or len(text) > LONGEST_LINE or (kind == "adviser.said") != bool(text.strip()):
            return _refused(400, "bad_request", f"type is one of {', '.join(KINDS)}; adviser.said, and no other, has data.text of 1 to {LONGEST_LINE} characters")
        if not self._handoffs.adviser(str(handoff_id), kind, text.strip()):
            return _refused(410, "over", "this hand-off is over or was never made here")
        self._taken[message_id] = now
        return response.empty(204, headers=_NO_STORE)

    def _was_taken(self, message_id: str, now: datetime) -> bool:
        while self._taken and (now - next(iter(self._taken.values()))).total_seconds() > 2 * WINDOW_SECONDS:
            self._taken.popitem(last=False)
        return message_id in self._taken


def _refused(status: int, code: str, message: str) -> HTTPResponse:
    return response.json({"error": {"code": code, "message": message}}, status, headers=_NO_STORE)
