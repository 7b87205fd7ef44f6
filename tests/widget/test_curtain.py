"""The cover for when the person switches to something else."""

from __future__ import annotations

from playwright.sync_api import expect

from .chat import Chat, message

HIDE = """(hidden) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (hidden ? "hidden" : "visible") });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def talk(chat: Chat, with_cover: bool) -> None:
    if with_cover:
        chat.ui.get_by_label("Cover the chat when I switch to something else").check()
    chat.answer_with(message("Something private."))
    chat.start().say("hello")
    expect(chat.log.get_by_text("Something private.")).to_be_visible()


def test_the_cover_hides_the_chat_and_one_press_shows_it_again(chat: Chat):
    talk(chat, with_cover=True)
    chat.page.evaluate(HIDE, True)
    chat.page.evaluate(HIDE, False)
    expect(chat.ui.get_by_text("Something private.")).not_to_be_visible()
    expect(chat.exit).to_be_in_viewport(ratio=1)
    show = chat.ui.get_by_role("button", name="Show the chat")
    expect(show).to_be_focused()
    show.press("Enter")
    expect(chat.ui.get_by_text("Something private.")).to_be_visible()
    expect(chat.box).to_be_focused()


def test_without_the_setting_there_is_no_cover(chat: Chat):
    talk(chat, with_cover=False)
    chat.page.evaluate(HIDE, True)
    expect(chat.ui.get_by_text("Something private.")).to_be_visible()


def test_the_cover_leaves_nothing_to_read_for_a_screen_reader(chat: Chat):
    talk(chat, with_cover=True)
    chat.page.evaluate(HIDE, True)
    heard = chat.page.locator("body").aria_snapshot()
    assert "Something private" not in heard and "Show the chat" in heard


def test_leaving_works_from_behind_the_cover(chat: Chat):
    talk(chat, with_cover=True)
    chat.page.evaluate(HIDE, True)
    chat.page.keyboard.press("Escape")
    chat.wait_until_left()
