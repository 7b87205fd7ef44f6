"""The real Sanic app in this process, over real HTTP, with any brain: for what cannot be broken from outside."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator

from sanic import Sanic
from sanic.touchup import TouchUp

from bot.server.app import _Brain, make_app
from bot.settings import Settings
from tests.support.api import Answer, request


class Client:
    """Requests to the app; they run in a thread, as the app shares this event loop."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.token = ""

    async def request(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """One request."""
        return await asyncio.to_thread(request, self.base, method, path, body, headers)

    async def start(self) -> Answer:
        """A new conversation; the token is kept."""
        answer = await self.request("POST", "/chat/api/start")
        self.token = answer.json["token"]
        return answer

    async def send(self, body: Any) -> Answer:
        """A message in it."""
        return await self.request("POST", "/chat/api/message", body, {"Authorization": f"Bearer {self.token}"})


_trimmed: list[bool] = []
_trim = TouchUp.run


def _trim_once(app: Sanic) -> None:
    """Sanic trims its own source when an app starts, and fails when a second one does."""
    if not _trimmed:
        _trimmed.append(True)
        _trim(app)


@asynccontextmanager
async def serving(monkeypatch, agent: Any = None, misread: tuple[str, ...] = (), **changes: Any) -> AsyncIterator[Client]:
    """The app with ``agent`` as its brain (None: no model) and settings changed by ``changes``."""
    from bot.server import channel

    monkeypatch.setattr(channel, "settings", lambda: Settings(**changes))
    brain = _Brain()
    brain.agent, brain.misread = agent, misread
    monkeypatch.setattr(Sanic, "_app_registry", {})  # one name, many apps
    monkeypatch.setattr(TouchUp, "run", _trim_once)
    app = make_app(Settings(**changes), brain)
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    server = await app.create_server(sock=bound, return_asyncio_server=True, access_log=False)
    await server.startup()
    try:
        yield Client(f"http://127.0.0.1:{bound.getsockname()[1]}")
    finally:
        server.close()
        await server.wait_closed()
