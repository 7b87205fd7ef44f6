"""When nothing happens: a question first, then the chat is cleared."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from .chat import Chat, message


@pytest.fixture
def talk(new_chat) -> Chat:
    chat = new_chat()
    chat.page.clock.install()
    chat.open()
    chat.answer_with(message("Something private."))
    chat.start().say("hello")
    expect(chat.log.get_by_text("Something private.")).to_be_visible()
    return chat


def test_the_person_is_asked_before_the_chat_is_cleared(talk: Chat):
    talk.page.clock.fast_forward("09:50")
    expect(talk.ui.get_by_role("alert")).not_to_be_visible()
    talk.page.clock.fast_forward("00:15")
    expect(talk.ui.get_by_role("alert")).to_contain_text("Minutes left: 2.")
    expect(talk.log.get_by_text("Something private.")).to_be_visible()


@pytest.mark.parametrize("sign", ["button", "key", "tap"])
def test_any_sign_of_life_keeps_the_chat(talk: Chat, sign):
    talk.page.clock.fast_forward("10:05")
    expect(talk.ui.get_by_role("alert")).to_be_visible()
    if sign == "button":
        talk.ui.get_by_role("button", name="Keep the chat").click()
        expect(talk.box).to_be_focused()
    elif sign == "key":
        talk.page.keyboard.press("a")
    else:
        talk.log.click()
    expect(talk.ui.get_by_role("alert")).not_to_be_visible()
    talk.page.clock.fast_forward("09:00")
    expect(talk.log.get_by_text("Something private.")).to_be_visible()


def test_after_the_second_wait_nothing_is_left(talk: Chat):
    talk.page.clock.fast_forward("10:05")
    with talk.page.expect_request("**/chat/api/end") as ended:
        talk.page.clock.fast_forward("02:00")
    assert json.loads(ended.value.post_data)["token"]
    expect(talk.ui.get_by_role("heading", name="The chat was cleared")).to_be_focused()
    assert "Something private" not in talk.deep("(root) => root.textContent")
    talk.ui.get_by_role("button", name="Start again").click()
    expect(talk.log.locator(".message").first).to_be_visible()


def test_a_device_that_slept_clears_the_chat_when_it_wakes(talk: Chat):
    talk.page.clock.set_fixed_time(talk.page.evaluate("() => Date.now() + 3 * 3600 * 1000"))  # the clock went on, no timer ran
    talk.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(talk.ui.get_by_text("The chat was cleared")).to_be_visible()


def test_reading_the_first_screen_for_long_is_fine(new_chat):
    chat = new_chat()
    chat.page.clock.install()
    chat.open()
    chat.page.clock.fast_forward("30:00")
    expect(chat.ui.get_by_role("button", name="Start chat")).to_be_visible()
