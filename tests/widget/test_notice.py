"""The first screen: what this is, how to leave, what leaving cannot hide; before anything sensitive is asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from bot.page.words import load_words
from .chat import Chat

WORDS = load_words()


def test_limits_stand_before_the_first_question(chat: Chat):
    words = chat.ui.locator(".notice:visible").inner_text()
    for line in [WORDS["notice"]["program"], WORDS["notice"]["private"], *WORDS["page"]["limits"]]:
        assert line in words
    assert "www.bbc.co.uk" in words
    expect(chat.box).not_to_be_visible()
    assert chat.api_calls("start") == [], "a conversation began before the person asked for it"


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (1280, 800)])
def test_one_tap_starts_the_talk_without_scrolling(new_chat, size):
    chat = new_chat(viewport={"width": size[0], "height": size[1]}).open()
    expect(chat.ui.get_by_role("button", name="Start chat")).to_be_in_viewport(ratio=1)
    chat.start()
    expect(chat.box).to_be_visible()


def test_advice_about_a_shared_device_is_one_tap_away_and_can_be_skipped(chat: Chat):
    advice = chat.ui.get_by_text("It can be safer to use a different one")
    expect(advice).not_to_be_visible()
    chat.ui.get_by_text("Does someone else use or check this device?").click()
    expect(advice).to_be_visible()
    chat.start()


def test_saying_no_keeps_the_numbers(phone: Chat):
    phone.ui.get_by_role("button", name="Just show the numbers").click()
    expect(phone.ui.get_by_role("complementary", name="Phone numbers").get_by_role("link", name="Call 999")).to_be_visible()
    assert phone.deep("(root) => root.activeElement.className") == "numbers"
    assert phone.api_calls("start") == []
    phone.ui.get_by_role("button", name="Hide numbers").click()
    expect(phone.ui.get_by_role("button", name="Start chat")).to_be_visible()
