"""`waymark serve`: one Sanic app with our channel, the model, health checks and failures that help."""
from __future__ import annotations

import logging
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Sanic, response
from sanic.exceptions import NotFound, PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import clock
from bot.dialogue import agent as agents
from bot.dialogue.canaries import misread
from bot.dialogue.model import ensure_model
from bot.directory.shared import current, directory
from bot.server.channel import NO_STORE, WaymarkInput
from bot.server.failures import failure
from bot.quiet import configure_logging
from bot.settings import Settings

log = logging.getLogger(__name__)
LARGEST_REQUEST = 256 * 1024  # bytes; 10,000 characters fit however they are escaped


class _Brain:
    """The agent, once it is loaded. Until then, and if it cannot be, handling a message fails and the engine copes."""

    def __init__(self) -> None:
        self.agent: Any = None
        self.misread: tuple[str, ...] = ()

    async def handle(self, message: UserMessage) -> None:
        if self.agent is None:
            raise RuntimeError("no model is loaded")
        await self.agent.handle_message(message)

    async def problems(self) -> list[str]:
        """What keeps this process from answering well; nothing when it is ready."""
        if self.agent is None:
            return ["no model is loaded"]
        problems = [f"canary misread: {message}" for message in self.misread]
        try:
            await self.agent.tracker_store._tracker_store.retrieve("is-it-there")
        except Exception as error:
            problems.append(f"the store does not answer: {type(error).__name__}")
        return problems

    async def slots(self, conversation_id: str) -> dict[str, Any]:
        """What is remembered of a conversation; nothing when that cannot be read."""
        try:
            tracker = await self.agent.tracker_store._tracker_store.retrieve(conversation_id)
            return tracker.current_slot_values() if tracker else {}
        except Exception as error:
            log.error("a conversation could not be read: %s", type(error).__name__)
            return {}

    async def forget(self, conversation_id: str) -> None:
        if self.agent is not None:
            await agents.forget(self.agent, conversation_id)


def make_app(settings: Settings, brain: _Brain) -> Sanic:
    """The app, with ``brain`` still to be filled."""
    app = Sanic("waymark", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.RESPONSE_TIMEOUT = 30
    app.config.KEEP_ALIVE_TIMEOUT = 20
    app.config.USE_UVLOOP = False
    app.blueprint(WaymarkInput(brain.forget, brain.slots).blueprint(brain.handle), url_prefix="/chat")

    async def live(request: Request) -> HTTPResponse:
        return response.json({"status": "up"}, headers=NO_STORE)

    async def ready(request: Request) -> HTTPResponse:
        problems = await brain.problems()
        body = {"ready": not problems, "problems": problems, "warnings": [str(p) for p in current().problems]}
        return response.json(body, 503 if problems else 200, headers=NO_STORE)

    async def to_page(request: Request) -> HTTPResponse:
        return response.redirect("/chat/", headers=NO_STORE)

    app.add_route(live, "/live")
    app.add_route(ready, "/ready")
    app.add_route(to_page, "/")
    app.error_handler.add(Exception, _failed)
    return app


def _failed(request: Request, error: Exception) -> HTTPResponse:
    """Whatever goes wrong, the answer is JSON with the lifeline contacts; the log gets the kind of error only."""
    if isinstance(error, PayloadTooLarge):
        code, status = "too_large", 413
    elif isinstance(error, NotFound):
        code, status = "not_found", 404
    elif isinstance(error, SanicException) and error.status_code < 500:
        code, status = "bad_request", error.status_code
    else:
        log.error("a request failed: %s", type(error).__name__)
        code, status = "failed", 500
    return response.json(failure(code, directory()), status, headers=NO_STORE, ensure_ascii=False)


def serve(settings: Settings, say=print) -> None:
    """Run until stopped. Without a usable model the lifeline still answers, and /ready says what is wrong."""
    clock.stand_at(settings.at)
    brain = _Brain()
    model = None
    try:
        model = ensure_model(settings, say)
    except Exception as error:
        say(f"No model: {error} The lifeline contacts are served without it.")
    configure_logging()
    app = make_app(settings, brain)

    async def load_model(_app: Sanic, _loop: Any) -> None:
        if model is None:
            return
        try:
            brain.agent = await agents.load(model)
            brain.misread = await misread(brain.agent)
        except Exception as error:
            log.error("the model could not be loaded: %s", type(error).__name__)

    async def announce(_app: Sanic, _loop: Any) -> None:
        say(f"Waymark is at http://{settings.host}:{settings.port}/chat/  (Ctrl+C stops it)")

    app.register_listener(load_model, "before_server_start")
    app.register_listener(announce, "after_server_start")
    app.run(host=settings.host, port=settings.port, access_log=False)
