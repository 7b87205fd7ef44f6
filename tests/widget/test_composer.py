"""The text box: sends with Enter, keeps quiet towards the browser, loses nothing."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from .chat import Chat, message


def test_enter_sends_and_shift_enter_makes_a_line(chat: Chat):
    chat.answer_with(message("An answer."))
    chat.start()
    chat.box.fill("one")
    chat.box.press("Shift+Enter")
    chat.box.press_sequentially("two")
    assert chat.api_calls("message") == []
    chat.box.press("Enter")
    expect(chat.log.get_by_text("An answer.")).to_be_visible()
    assert json.loads(chat.api_calls("message")[0].post_data) == {"text": "one\ntwo"}
    expect(chat.box).to_have_value("")
    expect(chat.box).to_be_focused()


def test_an_empty_message_is_not_sent(chat: Chat):
    chat.start().say("   \n ")
    chat.ui.get_by_role("button", name="Send").click()
    assert chat.api_calls("message") == []


def test_enter_while_composing_a_word_does_not_send(chat: Chat):
    chat.start()
    chat.box.fill("ni hao")
    chat.deep(
        "(root) => root.querySelector('textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))"
    )
    assert chat.api_calls("message") == []


def test_the_browser_is_asked_not_to_remember_or_check_the_words(chat: Chat):
    chat.start()
    assert (chat.box.get_attribute("autocomplete"), chat.box.get_attribute("spellcheck")) == ("off", "false")


def test_three_lines_sent_quickly_arrive_in_order(chat: Chat):
    chat.start()
    chat.answer_with(message("An answer."))
    for text in ["one", "two", "three"]:
        chat.say(text)
    expect(chat.log.locator(".message--own")).to_have_count(3)
    expect(chat.log.get_by_text("An answer.")).to_have_count(1)  # the same message thrice is shown once
    chat.page.wait_for_timeout(200)
    assert [json.loads(request.post_data)["text"] for request in chat.api_calls("message")] == ["one", "two", "three"]


def test_the_box_grows_with_the_words_and_stops(phone: Chat):
    phone.start()
    small = phone.box.bounding_box()["height"]
    phone.box.fill("a line\n" * 4)
    grown = phone.box.bounding_box()["height"]
    phone.box.fill("a line\n" * 40)
    most = phone.box.bounding_box()["height"]
    assert small < grown <= most <= 170
    expect(phone.exit).to_be_in_viewport(ratio=1)
