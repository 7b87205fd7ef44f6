"""The line with the emergency number: always in view, and all numbers one tap away."""

from __future__ import annotations

from playwright.sync_api import expect

from .chat import Chat, message


def test_the_emergency_number_is_in_view_from_the_first_moment_on(phone: Chat):
    number = phone.ui.locator(".danger").get_by_role("link", name="Call 999")
    expect(number).to_be_in_viewport(ratio=1)
    assert number.get_attribute("href") == "tel:999"
    phone.answer_with(message("A long answer. " * 100))
    phone.start().say("hello")
    expect(phone.log.get_by_text("A long answer.")).to_be_visible()
    expect(number).to_be_in_viewport(ratio=1)


def test_all_numbers_are_one_tap_away_and_the_talk_is_still_there_after(phone: Chat):
    phone.start()
    phone.box.fill("half a thought")
    button = phone.ui.get_by_role("button", name="All numbers")
    assert button.get_attribute("aria-expanded") == "false"
    button.tap()
    numbers = phone.ui.get_by_role("complementary", name="Phone numbers")
    assert numbers.get_by_role("link", name="Call").count() >= 3
    expect(numbers.get_by_role("link", name="Call").first).to_be_visible()
    hide = phone.ui.get_by_role("button", name="Hide numbers")
    assert hide.get_attribute("aria-expanded") == "true"
    hide.tap()
    expect(phone.box).to_have_value("half a thought")


def test_where_there_is_room_the_numbers_stand_beside_the_talk(chat: Chat):
    chat.start()
    expect(chat.ui.get_by_role("complementary", name="Phone numbers").get_by_role("link", name="Call").first).to_be_visible()
    expect(chat.box).to_be_visible()
