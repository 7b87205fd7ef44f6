"""Each way to embed the chat takes the person away, or says that it cannot. The example pages of widget/examples are the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest
from playwright.sync_api import FrameLocator, expect

from bot.page import Page, PageSettings, build_page
from bot.page.html import fallback_html
from bot.page.words import load_words

from .chat import EXIT_URL, Chat, message
from .static_server import StaticServer, page_files
from .test_exit import lifeline_999

EXAMPLES = Path(__file__).resolve().parents[2] / "widget" / "examples"
CROSS_ORIGIN = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}


@pytest.fixture
def embedded(new_chat, static_server) -> Callable[..., Chat]:
    """Opens an example page on one website with the chat on another."""

    def embed(example: str, change: Callable[[str], str] = lambda html: html) -> Chat:
        host = static_server({})
        page: Page = build_page([lifeline_999()], PageSettings(frame_ancestors=(host.origin,)))
        origin: StaticServer = static_server(page_files(page), {**page.headers, **CROSS_ORIGIN})
        html = (EXAMPLES / example).read_text(encoding="utf-8").replace("https://CHAT-ADDRESS", origin.origin)
        html = html.replace("SCRIPT-HASH", page.files["waymark-chat.js"].integrity)
        html = html.replace("FALLBACK", fallback_html([lifeline_999()], PageSettings(), load_words(), reason=""))
        host.files["/chat/"] = ("text/html; charset=utf-8", change(html).encode("utf-8"))
        chat = new_chat(host.origin)
        chat.allowed.add(origin.origin)
        chat.fulfil("start", 201, {"token": "t", "messages": [message("Hello.")]})
        chat.answer_with(message("Something private."))
        chat.fulfil("end", 204, "")
        return chat.open()

    return embed


def framed(chat: Chat) -> FrameLocator:
    return chat.page.frame_locator("iframe")


def talk_in_frame(chat: Chat) -> FrameLocator:
    frame = framed(chat)
    frame.get_by_role("button", name="Start chat").click()
    frame.get_by_label("Your message").fill("hello")
    frame.get_by_role("button", name="Send").click()
    expect(frame.get_by_text("Something private.")).to_be_visible()
    return frame


def test_a_link_leads_to_the_page_without_a_referrer(embedded):
    chat = embedded("link.html")
    with chat.page.expect_request("**/chat/waymark-chat.js"):
        chat.page.get_by_role("link", name="Chat now").click()
    opened = [request for request in chat.sent if request.is_navigation_request()][-1]
    assert "referer" not in opened.headers
    expect(chat.ui.get_by_role("button", name="Start chat")).to_be_visible()


@pytest.mark.parametrize("way", ["click", "Escape", "Shift"])
def test_the_element_on_another_website_leaves_with_the_whole_page(embedded, way):
    chat = embedded("element.html")
    chat.start().say("hello")
    expect(chat.log.get_by_text("Something private.")).to_be_visible()
    assert {request.url.split("/")[2] for request in chat.api_calls("message")} != {chat.base.split("/")[2]}
    if way == "click":
        chat.exit.click()
    for _ in range({"click": 0, "Escape": 1, "Shift": 3}[way]):
        chat.page.keyboard.press(way)
    chat.wait_until_left()


def test_the_element_takes_the_colours_of_the_website(embedded):
    chat = embedded("element.html", lambda html: html.replace("#1e5a55", "rgb(90, 20, 120)"))
    start = chat.ui.get_by_role("button", name="Start chat")
    assert start.evaluate("(node) => getComputedStyle(node).backgroundColor") == "rgb(90, 20, 120)"


def test_the_element_without_numbers_between_its_tags_does_not_begin(embedded):
    chat = embedded("element.html", lambda html: html.replace('data-part="numbers"', ""))
    expect(chat.page.get_by_role("link", name="Call 999").first).to_be_visible()
    expect(chat.ui).to_have_count(0)
    assert any("[data-part=numbers] is missing" in complaint for complaint in chat.complaints)
    chat.complaints.clear()


@pytest.mark.parametrize("way", ["click in the frame", "Escape in the frame", "Escape around it", "Shift in the frame", "Shift around it"])
def test_a_frame_with_the_host_script_leaves_with_the_whole_page(embedded, way):
    chat = embedded("frame.html")
    expect(framed(chat).get_by_role("link", name="Leave this site")).to_be_visible()
    frame = talk_in_frame(chat)
    key, _, place = way.partition(" ")
    if key == "click":
        frame.get_by_role("link", name="Leave this site").click()
    else:
        target = frame.get_by_label("Your message") if place == "in the frame" else chat.page.locator("body")
        for _ in range(3 if key == "Shift" else 1):
            target.press(key)
    chat.wait_until_left()
    assert chat.exits[0].url == EXIT_URL


def without_host_script(html: str) -> str:
    return html.replace("waymark-frame.js", "nothing.js")


def sandboxed(html: str) -> str:
    return without_host_script(html).replace("<iframe ", '<iframe sandbox="allow-scripts allow-same-origin allow-forms" ')


@pytest.mark.parametrize("change", [without_host_script, sandboxed])
def test_a_frame_that_may_not_leave_promises_only_what_it_can_do(embedded, change):
    chat = embedded("frame.html", change)
    frame = framed(chat)
    expect(frame.get_by_role("link", name="Clear this chat")).to_be_visible()
    expect(frame.get_by_role("link", name="Leave this site")).to_have_count(0)
    expect(frame.locator(".notice").get_by_text("To leave, close this tab.")).to_be_visible()
    expect(frame.locator(".notice").get_by_text("Press “Leave this site”")).to_have_count(0)


def test_a_sandboxed_frame_is_cleared_by_its_button(embedded):
    chat = embedded("frame.html", sandboxed)
    frame = talk_in_frame(chat)
    frame.get_by_role("link", name="Clear this chat").click()
    expect(frame.get_by_role("button", name="Start chat")).to_be_visible()
    expect(frame.get_by_text("Something private.")).to_have_count(0)
    assert chat.exits == []


def test_a_website_that_is_not_listed_cannot_frame_the_chat(new_chat, static_server, live_server):
    host = static_server({"/chat/": ("text/html", f'<title>x</title><iframe src="{live_server}/chat/"></iframe>'.encode())})
    chat = new_chat(host.origin)
    chat.allowed.add(live_server)
    chat.open()
    expect(framed(chat).get_by_text("Before you start")).to_have_count(0)
    assert any("frame-ancestors" in complaint for complaint in chat.complaints)
    chat.complaints.clear()
