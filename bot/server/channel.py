"""The HTTP interface of docs/http.md as a Rasa input channel: same for `waymark serve` and `rasa run`."""
from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any, Awaitable, Callable, Dict, Mapping, Optional

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.conversation.choices import UnknownChoice
from bot.conversation.deployment import exit_url
from bot.dialogue.collector import CHANNEL
from bot.dialogue.engine import Engine
from bot.directory.shared import directory
from bot.handoff.handoffs import NotPassedOn
from bot.handoff.signature import keys
from bot.page import PageSettings
from bot.server.adviser_events import AdviserEvents
from bot.server.advisers import handoffs_of, talks_of
from bot.server.directory_watch import watch
from bot.server.failures import failure
from bot.server.limits import Pace
from bot.server.present_page import PresentPage
from bot.server.sharing import Sharing
from bot.server.talks import Said, Talks, TooLong
from bot.server.tokens import BadToken, Tokens
from bot.settings import Settings, settings
from bot.triage import assess

NO_STORE = {"Cache-Control": "no-store"}


class _BadRequest(ValueError):
    """The request is not of the form that docs/http.md gives."""


class WaymarkInput(InputChannel):
    """Page and API under /chat/."""

    def __init__(
        self,
        forget: Optional[Callable[[str], Awaitable[None]]] = None,
        slots: Optional[Callable[[str], Awaitable[Mapping[str, Any]]]] = None,
    ) -> None:
        """`forget` drops a conversation from the tracker store, `slots` are what it holds (the server gives both; `rasa run` none)."""
        self._forget, self._slots = forget, slots

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
        engine = Engine(on_new_message, directory, chosen)
        handoffs = handoffs_of(engine, chosen)
        api = _Api(talks_of(engine, handoffs, chosen, self._slots), engine, chosen, self._forget)
        page = PresentPage(lambda: _page_settings(chosen))
        routes = Blueprint("waymark")
        routes.after_server_start(_start_watching)
        routes.before_server_stop(_stop_watching)
        for path in page.now().files:
            routes.add_route(_file(page, path, sharing), f"/{path}", methods=["GET"], name=f"file-{path or 'page'}")
        for method, call in (("POST", api.start), ("POST", api.message), ("POST", api.end), ("GET", api.events)):
            routes.add_route(_route(call, sharing), f"/api/{call.__name__}", methods=[method], name=call.__name__)
            routes.add_route(_preflight(sharing), f"/api/{call.__name__}", methods=["OPTIONS"], name=f"may-{call.__name__}")
        if handoffs:
            AdviserEvents(handoffs, keys(chosen.handoff_secret)).join(routes)
        return routes


class _Api:
    """The four calls."""

    def __init__(self, talks: Talks, engine: Engine, chosen: Settings, forget: Optional[Callable[[str], Awaitable[None]]]) -> None:
        self._talks, self._engine, self._forget = talks, engine, forget
        self._since = int(time.time())
        self._tokens = Tokens(chosen.secret, lifetime_seconds=12 * 3600)
        self._pace = Pace(chosen.messages_per_minute)

    async def start(self, request: Request) -> HTTPResponse:
        """A new conversation: 201 with its token and the opening."""
        token = self._tokens.make(time.time())
        conversation = self._tokens.conversation(token, time.time())
        return _json({"token": token, **self._said(token, await self._talks.start(conversation))}, 201)

    async def message(self, request: Request) -> HTTPResponse:
        """A message or a choice: 200 with the answer. Danger in a text is answered whatever else is wrong."""
        body: Dict[str, Any] = {}
        try:
            body = _body(request)
            token = _bearer(request)
            conversation = self._tokens.conversation(token, time.time())
            if not self._pace.allows(conversation, time.monotonic()):
                return self._refused("too_fast", 429, body)
            if isinstance(body.get("choice"), str) and "text" not in body:
                return _json(self._said(token, await self._talks.choose(conversation, body["choice"])))
            if not isinstance(body.get("text"), str):
                raise _BadRequest
            return _json(self._said(token, await self._talks.say(conversation, body["text"])))
        except BadToken:
            return self._refused("bad_token", 401, body)
        except UnknownChoice:
            return self._refused("unknown_choice", 400, body)
        except _BadRequest:
            return self._refused("bad_request", 400, body)
        except TooLong:
            return self._refused("too_large", 413, body)
        except NotPassedOn:
            return self._refused("not_passed_on", 502, body)

    async def events(self, request: Request) -> HTTPResponse:
        """What an adviser said, and how it stands, since the message with the id ``after``: nothing without a hand-off."""
        try:
            token = _bearer(request)
            conversation = self._tokens.conversation(token, time.time())
        except BadToken:
            return self._refused("bad_token", 401, {})
        return _json(self._said(token, self._talks.news(conversation, request.args.get("after", ""))))

    async def end(self, request: Request) -> HTTPResponse:
        """The conversation is gone: 204. The token may come in the body, as sendBeacon has no headers."""
        try:
            body = _body(request) if request.body else {}
            token = _bearer(request) or str(body.get("token", ""))
            conversation = self._tokens.conversation(token, time.time())
        except (_BadRequest, BadToken):
            return self._refused("bad_token", 401, {})
        self._talks.forget(conversation)
        if self._forget:
            await self._forget(conversation)
        return response.empty(204, headers=NO_STORE)

    def _said(self, token: str, said: Said) -> Dict[str, Any]:
        # The process before this one counted from one as well, and a page takes no id twice.
        tag = "" if self._tokens.made(token) >= self._since else f"{self._since}-"
        body: Dict[str, Any] = {"messages": [replace(message, id=f"{tag}{message.id}").as_dict() for message in said.messages]}
        return {**body, "poll": True} if said.poll else body

    def _refused(self, code: str, status: int, body: Dict[str, Any]) -> HTTPResponse:
        answer = failure(code, directory())
        text = body.get("text")
        if isinstance(text, str) and assess(text).alarming:
            answer["messages"] = [self._engine.card().as_dict()]
        return _json(answer, status)


async def _start_watching(app: Any, loop: Any) -> None:
    app.ctx.watching = loop.create_task(watch())


async def _stop_watching(app: Any, _loop: Any) -> None:
    app.ctx.watching.cancel()


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


def _file(present: PresentPage, path: str, sharing: Sharing):
    async def send(request: Request) -> HTTPResponse:
        page = present.now()
        asset = page.files[path]
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


def _json(body: Dict[str, Any], status: int = 200) -> HTTPResponse:
    return response.json(body, status=status, headers=NO_STORE, ensure_ascii=False)
