"""The element on another website, with the real server: it works where the operator said so, and elsewhere shows the numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.page import PageSettings, build_page
from bot.page.html import fallback_html
from bot.page.words import load_words

from .chat import EXIT_URL, Chat
from .static_server import StaticServer
from .test_exit import lifeline_999

EXAMPLE = Path(__file__).resolve().parents[2] / "widget" / "examples" / "element.html"


@pytest.fixture(scope="module")
def allowed_website():
    """A website that the operator of `shared_server` has listed."""
    server = StaticServer({}, {})
    yield server
    server.close()


@pytest.fixture(scope="module")
def shared_server(start_server, model: Path, allowed_website: StaticServer) -> str:
    return start_server(WAYMARK_MODEL=str(model), WAYMARK_ORIGINS=allowed_website.origin).wait_until_up().base


def page_of(website: StaticServer, server: str) -> None:
    """The example page, with the address of the chat and the numbers in it, as docs/embedding.md says."""
    page = build_page([lifeline_999()], PageSettings())
    html = EXAMPLE.read_text(encoding="utf-8").replace("https://CHAT-ADDRESS", server)
    html = html.replace("SCRIPT-HASH", page.files["waymark-chat.js"].integrity)
    html = html.replace("FALLBACK", fallback_html([lifeline_999()], PageSettings(), load_words(), reason=""))
    website.files["/chat/"] = ("text/html; charset=utf-8", html.encode("utf-8"))


def visit(new_chat, website: StaticServer, server: str) -> Chat:
    page_of(website, server)
    chat = new_chat(website.origin)
    chat.allowed.add(server)
    return chat.open()


def test_on_a_listed_website_the_whole_talk_works(new_chat, allowed_website, shared_server):
    chat = visit(new_chat, allowed_website, shared_server)
    chat.start().say("my husband hit me again last night")
    chat.choices.get_by_text("Talk to a specialist").click()
    expect(chat.log.locator(".message--own")).to_have_count(2)
    chat.say("cannock")
    expect(chat.log.locator(".contact").first).to_be_visible()
    with chat.page.expect_request("**/chat/api/end"):
        chat.exit.click()
    chat.wait_until_left()
    assert [request.url for request in chat.exits] == [EXIT_URL]


def test_on_any_other_website_the_numbers_stay_and_the_chat_does_not_begin(new_chat, static_server, shared_server):
    chat = visit(new_chat, static_server({}), shared_server)
    expect(chat.page.get_by_role("link", name="Call 999").first).to_be_visible()
    expect(chat.page.get_by_role("link", name="Leave this site")).to_be_visible()
    expect(chat.ui).to_have_count(0)
    assert chat.api_calls("start") == []


def test_on_any_other_website_even_a_copy_of_the_script_gets_no_answer(new_chat, static_server, shared_server):
    website = static_server({})
    page = build_page([lifeline_999()], PageSettings())
    page_of(website, shared_server)
    kind, html = website.files["/chat/"]
    website.files["/chat/"] = (kind, html.replace(f'src="{shared_server}'.encode(), b'src="').replace(b"<waymark-chat", f'<waymark-chat api="{shared_server}/chat/api/"'.encode()))
    for name in ("waymark-chat.js", "waymark-chat.css"):
        website.files[f"/chat/{name}"] = (page.files[name].content_type, page.files[name].body)
    chat = new_chat(website.origin)
    chat.allowed.add(shared_server)
    chat.open()
    chat.ui.get_by_role("button", name="Start chat").click()
    expect(chat.log.get_by_text("The chat could not start.")).to_be_visible()
    expect(chat.log.get_by_role("link", name="Call 999")).to_be_visible()
