"""A real browser against the real server. Chromium comes from the system: nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.desk import SECRET, Desk, seeds_with_a_desk

from .chat import Chat
from .desk_place import OPEN, STORY, Place, say
from .static_server import StaticServer

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str:
    """Where Chromium is; without it the browser tests are skipped (which WAYMARK_CI=1 takes for a failure)."""
    named = os.environ.get("WAYMARK_CHROMIUM")
    for found in (named, *map(shutil.which, CHROMIUM_NAMES)):
        if found and Path(found).exists():
            return found
    pytest.skip("Chromium is not installed. Install it (Debian: apt-get install chromium) or set WAYMARK_CHROMIUM to its path.")


@pytest.fixture(scope="module")
def browser() -> Browser:
    """Chromium with its back-forward cache on: Playwright turns it off, and then tests of Back pass that should not."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox"], ignore_default_args=["--disable-back-forward-cache"]
        )
        yield started
        started.close()


@pytest.fixture
def new_chat(browser: Browser, live_server: str):
    """Makes a chat in a browser context of its own. After the test: no foreign request, no policy violation, no script error."""
    opened: list[Chat] = []

    def make(base: str = live_server, **context) -> Chat:
        chat = Chat(browser, base, **context)
        opened.append(chat)
        return chat

    yield make
    for chat in opened:
        chat.close()
    for chat in opened:
        assert chat.foreign_requests == []
        assert chat.complaints == []


@pytest.fixture
def chat(new_chat) -> Chat:
    """A chat at a desk: a wide screen, a mouse, a keyboard; the first screen is showing."""
    return new_chat().open()


@pytest.fixture
def phone(new_chat) -> Chat:
    """A chat on a small phone; the first screen is showing."""
    return new_chat(viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True).open()


@pytest.fixture
def static_server():
    """Serves any files, headers included, on ports of their own: websites that embed the chat, pages with other settings."""
    servers: list[StaticServer] = []

    def serve(files: dict[str, tuple[str, bytes]], headers: dict[str, str] | None = None) -> StaticServer:
        server = StaticServer(files, headers or {})
        servers.append(server)
        return server

    yield serve
    for server in servers:
        server.close()


@pytest.fixture(scope="session")
def running(start_server, model: Path, tmp_path_factory) -> Iterator[Place]:
    folder, desk = tmp_path_factory.mktemp("desk"), Desk()
    clock = folder / "now.txt"
    clock.write_text(OPEN.isoformat(), encoding="ascii")
    server = start_server(
        entry=("-m", "tests.support.clockwork_server"), CLOCKWORK_FILE=str(clock), WAYMARK_MODEL=str(model), WAYMARK_PROFILE="desk",
        WAYMARK_SEEDS=str(seeds_with_a_desk(folder / "seeds")), WAYMARK_HANDOFF_URL=desk.url, WAYMARK_HANDOFF_SECRET=SECRET,
    )  # fmt: skip
    yield Place(desk, server.wait_until_up(), clock)
    desk.close()


@pytest.fixture
def place(running: Place) -> Place:
    running.at(OPEN)
    running.desk.clear()
    return running


@pytest.fixture
def told(new_chat, place: Place) -> Iterator[Chat]:
    """Somebody has told the bot something. They leave when the test ends, so that the next one has the desk to itself."""
    chat = new_chat(place.base).open().start()
    say(chat, STORY)
    yield chat
    if not chat.page.is_closed() and chat.page.url.startswith(place.base):
        with chat.page.expect_response("**/chat/api/end"):
            chat.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
