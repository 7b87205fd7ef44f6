"""Always something: without script, with an old browser, with styles or script missing, the numbers and the way out are there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .chat import EXIT_URL, Chat


def numbers_and_exit_work(chat: Chat) -> None:
    expect(chat.page.get_by_role("link", name="Leave this site")).to_be_in_viewport(ratio=1)
    links = chat.page.locator("a[href^='tel:']:visible")
    assert links.count() >= 3
    assert links.first.get_attribute("href") == "tel:999"
    expect(chat.page.get_by_text("Your browsing history is not erased.").first).to_be_visible()
    chat.page.keyboard.press("Tab")
    expect(chat.page.get_by_role("link", name="Leave this site")).to_be_focused()
    chat.page.keyboard.press("Enter")
    chat.wait_until_left()
    assert [request.url for request in chat.exits] == [EXIT_URL]
    assert "referer" not in chat.exits[0].headers


def test_without_script(new_chat):
    chat = new_chat(java_script_enabled=False).open()
    expect(chat.page.get_by_text("The numbers below work without it.")).to_be_visible()
    expect(chat.page.get_by_role("button", name="Start chat")).to_have_count(0)
    numbers_and_exit_work(chat)


@pytest.mark.parametrize("missing", ["waymark-chat.js", "waymark-chat.css"])
def test_with_a_file_missing(new_chat, missing):
    chat = new_chat()
    chat.page.route(f"**/{missing}", lambda route: route.abort())
    chat.open()
    numbers_and_exit_work(chat)


def test_with_a_script_that_was_changed_on_the_way(new_chat):
    chat = new_chat()
    chat.page.route("**/waymark-chat.js", lambda route: route.fulfill(body="document.title = 'changed'", content_type="text/javascript"))
    chat.open()
    assert chat.page.title() == "Chat"
    numbers_and_exit_work(chat)


def test_in_a_browser_that_lacks_what_the_script_needs(new_chat):
    chat = new_chat()
    chat.page.add_init_script("delete Element.prototype.attachShadow; window.AbortController = undefined;")
    chat.open()
    chat.complaints.clear()  # the script says in the console that it gave up
    numbers_and_exit_work(chat)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_without_script_fits_the_screen(new_chat, width):
    chat = new_chat(java_script_enabled=False, viewport={"width": width, "height": 568}).open()
    for node in chat.page.locator("main *:visible").all():
        box = node.bounding_box()
        assert box["x"] >= -1 and box["x"] + box["width"] <= width + 1
