"""The HTTP interface of docs/http.md as a Rasa input channel: same for `waymark serve` and `rasa run`."""
from __future__ import annotations

import json
import time
from typing import Any, Awaitable, Callable, Dict, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import clock
from bot.conversation.choices import UnknownChoice
from bot.conversation.deployment import exit_url
from bot.conversation.messages import Message
from bot.dialogue.collector import CHANNEL
from bot.dialogue.engine import Engine
from bot.directory.shared import directory
from bot.page import Page, PageSettings, build_page
from bot.server.failures import failure
from bot.server.limits import Pace
from bot.server.sharing import Sharing
from bot.server.tokens import BadToken, Tokens
from bot.settings import Settings, settings
from bot.triage import assess

NO_STORE = {"Cache-Control": "no-store"}


class _BadRequest(ValueError):
    """The request is not of the form that docs/http.md gives."""


class WaymarkInput(InputChannel):
    """Page and API under /chat/."""

    def __init__(self, forget: Optional[Callable[[str], Awaitable[None]]] = None) -> None:
        """`forget` drops a conversation from the tracker store (the server gives it; `rasa run` leaves it to the TTL)."""
        self._forget = forget

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa."""
        return CHANNEL

    def url_prefix(self) -> str:
        """Absolute, so that Rasa does not put /webhooks/ before it."""
        return "/chat"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> "WaymarkInput":
        """Nothing to set: see bot/settings.py."""
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        chosen = settings()
        sharing = Sharing(chosen.origins.split())
        api = _Api(Engine(on_new_message, directory(), chosen), chosen, self._forget)
        page = build_page([c.as_dict() for c in directory().lifeline(clock.now())], _page_settings(chosen))
        routes = Blueprint("waymark")
        for path in page.files:
            routes.add_route(_file(page, path, sharing), f"/{path}", methods=["GET"], name=f"file-{path or 'page'}")
        for method, call in (("POST", api.start), ("POST", api.message), ("POST", api.end), ("GET", api.events)):
            routes.add_route(_route(call, sharing), f"/api/{call.__name__}", methods=[method], name=call.__name__)
            routes.add_route(_preflight(sharing), f"/api/{call.__name__}", methods=["OPTIONS"], name=f"may-{call.__name__}")
        return routes


class _Api:
    """The four calls."""

    def __init__(self, engine: Engine, chosen: Settings, forget: Optional[Callable[[str], Awaitable[None]]]) -> None:
        self._engine, self._forget = engine, forget
        self._tokens = Tokens(chosen.secret, lifetime_seconds=12 * 3600)
        self._pace = Pace(chosen.messages_per_minute)

    async def start(self, request: Request) -> HTTPResponse:
        """A new conversation: 201 with its token and the opening."""
        token = self._tokens.make(time.time())
        messages = await self._engine.start(self._tokens.conversation(token, time.time()))
        return _json({"token": token, **_said(messages)}, 201)

    async def message(self, request: Request) -> HTTPResponse:
        """A message or a choice: 200 with the answer. Danger in a text is answered whatever else is wrong."""
        body: Dict[str, Any] = {}
        try:
            body = _body(request)
            conversation = self._tokens.conversation(_bearer(request), time.time())
            if not self._pace.allows(conversation, time.monotonic()):
                return self._refused("too_fast", 429, body)
            if isinstance(body.get("choice"), str) and "text" not in body:
                return _json(_said(await self._engine.choose(conversation, body["choice"])))
            if not isinstance(body.get("text"), str):
                raise _BadRequest
            return _json(_said(await self._engine.say(conversation, body["text"])))
        except BadToken:
            return self._refused("bad_token", 401, body)
        except UnknownChoice:
            return self._refused("unknown_choice", 400, body)
        except _BadRequest:
            return self._refused("bad_request", 400, body)

    async def events(self, request: Request) -> HTTPResponse:
        """Messages of an adviser during a hand-off: none without one."""
        try:
            self._tokens.conversation(_bearer(request), time.time())
        except BadToken:
            return self._refused("bad_token", 401, {})
        return _json({"messages": []})

    async def end(self, request: Request) -> HTTPResponse:
        """The conversation is gone: 204. The token may come in the body, as sendBeacon has no headers."""
        try:
            body = _body(request) if request.body else {}
            token = _bearer(request) or str(body.get("token", ""))
            conversation = self._tokens.conversation(token, time.time())
        except (_BadRequest, BadToken):
            return self._refused("bad_token", 401, {})
        self._engine.forget(conversation)
        if self._forget:
            await self._forget(conversation)
        return response.empty(204, headers=NO_STORE)

    def _refused(self, code: str, status: int, body: Dict[str, Any]) -> HTTPResponse:
        answer = failure(code, directory())
        text = body.get("text")
        if isinstance(text, str) and assess(text).emergency:
            answer["messages"] = [self._engine.card().as_dict()]
        return _json(answer, status)


def _page_settings(chosen: Settings) -> PageSettings:
    return PageSettings(
        exit_url=exit_url(),
        exit_keys=chosen.exit_keys,
        curtain=bool(chosen.curtain),
        idle_warn_minutes=chosen.idle_warn_minutes,
        idle_clear_minutes=chosen.idle_clear_minutes,
        frame_ancestors=tuple(chosen.origins.split()),
    )


# Sanic marks its handlers, and a bound method takes no mark: hence the functions around them.
def _route(call: Callable[[Request], Awaitable[HTTPResponse]], sharing: Sharing):
    async def answer(request: Request) -> HTTPResponse:
        answered = await call(request)
        answered.headers.update(sharing.headers(request))
        return answered

    return answer


def _preflight(sharing: Sharing):
    async def answer(request: Request) -> HTTPResponse:
        return await sharing.preflight(request)

    return answer


def _file(page: Page, path: str, sharing: Sharing):
    asset = page.files[path]

    async def send(request: Request) -> HTTPResponse:
        headers = {**page.headers, **sharing.headers(request)}
        if "gzip" in request.headers.get("accept-encoding", ""):
            packed = {**headers, "Content-Encoding": "gzip"}
            return response.raw(asset.gzipped, content_type=asset.content_type, headers=packed)
        return response.raw(asset.body, content_type=asset.content_type, headers=headers)

    return send


def _body(request: Request) -> Dict[str, Any]:
    try:
        body = json.loads(request.body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise _BadRequest from None
    if not isinstance(body, dict):
        raise _BadRequest
    return body


def _bearer(request: Request) -> str:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _said(messages: list[Message]) -> Dict[str, Any]:
    return {"messages": [message.as_dict() for message in messages]}


def _json(body: Dict[str, Any], status: int = 200) -> HTTPResponse:
    return response.json(body, status=status, headers=NO_STORE, ensure_ascii=False)
