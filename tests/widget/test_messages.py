"""The conversation: read out once, in order, and never taken for HTML."""

from __future__ import annotations

import pytest
from playwright.sync_api import TimeoutError, expect

from .chat import Chat, contact, message


def overflows(chat: Chat) -> list[str]:
    """What reaches beyond the right or left edge of the screen."""
    return chat.deep(
        """(root) => [...root.querySelectorAll("*")].filter((node) => {
            const box = node.getBoundingClientRect();
            return box.width > 1 && !node.closest(".visually-hidden") && (box.right > innerWidth + 1 || box.left < -1);
        }).map((node) => node.className || node.tagName)"""
    )


def test_there_is_one_log_and_no_live_region_inside_it(chat: Chat):
    chat.answer_with(message("One."), message("Danger.", "emergency", contacts=[contact()]), message("Two."))
    chat.start().say("hello")
    expect(chat.log.get_by_text("Two.")).to_be_visible()
    assert chat.deep("(root) => root.querySelectorAll('[role=log]').length") == 1
    assert chat.deep("(root) => root.querySelectorAll('[role=log] :is([role=status], [role=alert], [role=log], [aria-live])').length") == 0


def test_each_line_says_who_speaks(chat: Chat):
    chat.answer_with(message("An answer."), message("Call 999.", "emergency"), message("I am Sam.", sender="adviser"))
    chat.start().say("my own words")
    expect(chat.log.get_by_text("I am Sam.")).to_be_visible()
    lines = [" ".join(line.split()) for line in chat.log.locator(".message").all_text_contents()]
    assert lines[-4:] == ["You said: my own words", "Reply: An answer.", "Emergency: Call 999.", "Adviser: I am Sam."]
    expect(chat.log.get_by_text("Adviser:")).to_be_visible()


def test_a_message_sent_twice_is_shown_once(chat: Chat):
    same = message("Only once.")
    chat.answer_with(same)
    chat.start().say("one")
    expect(chat.log.get_by_text("Only once.")).to_have_count(1)
    chat.say("two")
    expect(chat.log.locator(".message--own")).to_have_count(2)
    expect(chat.log.get_by_text("Only once.")).to_have_count(1)


def test_a_reply_is_never_html(chat: Chat):
    nasty = "<img src=x onerror=\"fetch('https://evil.example/')\"><b>bold</b>"
    chat.answer_with(message(nasty, choices=[nasty], contacts=[contact(name=nasty, what=nasty, why=nasty, status_text=nasty)]))
    chat.start().say(nasty)
    expect(chat.log.locator(".message__text", has_text="onerror")).to_have_count(2)
    assert chat.deep("(root) => root.querySelectorAll('img, b:not(.contact__why > b)').length") == 0


def test_a_contact_cannot_bring_a_script_address(chat: Chat):
    chat.answer_with(message("Here.", contacts=[contact(url="javascript:alert(1)", tel="javascript:alert(1)", phone="x", sms="javascript:1")]))
    chat.start().say("hello")
    expect(chat.log.get_by_text("Test Line")).to_be_visible()
    assert chat.deep("(root) => [...root.querySelectorAll('.message a')].map((a) => a.href)") == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "text",
    [
        "A long reply. " * 143,
        "Averylongwordwithoutanyplacetobreak" * 20,
        "مرحبا، يمكنك الكتابة بكلماتك الخاصة. " * 10,
        "😀👩‍👩‍👧‍👦🏳️‍🌈 " * 60,
    ],
    ids=["2000 characters", "one long word", "right to left", "emoji"],
)
def test_unusual_replies_do_not_break_the_layout(new_chat, text, width):
    chat = new_chat(viewport={"width": width, "height": 568}).open()
    chat.answer_with(message(text, contacts=[contact(name=text[:80], why=text[:300])]))
    chat.start().say(text)
    expect(chat.log.locator(".contact")).to_be_visible()
    assert overflows(chat) == []
    expect(chat.exit).to_be_in_viewport(ratio=1)
    expect(chat.box).to_be_in_viewport(ratio=1)


def test_right_to_left_text_runs_right_to_left(chat: Chat):
    chat.answer_with(message("مرحبا"))
    chat.start().say("hello")
    line = chat.log.locator(".message__text", has_text="مرحبا")
    expect(line).to_be_visible()
    assert line.evaluate("(node) => getComputedStyle(node).direction") == "rtl"


def test_waiting_is_seen_soon_and_heard_only_when_it_is_long(new_chat):
    chat = new_chat()
    chat.page.clock.install()
    chat.open().start()
    chat.never_answer("message")
    chat.say("hello")
    dots, spoken = chat.ui.locator(".log__dots"), chat.page.locator(".shell > [role=status]")
    expect(dots).not_to_be_visible()
    chat.page.clock.run_for(700)
    expect(dots).to_be_visible()
    assert dots.get_attribute("aria-hidden") == "true"
    expect(spoken).to_have_text("")
    chat.page.clock.run_for(3000)
    expect(spoken).to_have_text("Waiting for the reply.")


def test_danger_comes_to_the_top_of_the_view(phone: Chat):
    phone.answer_with(message("Before. " * 80))
    phone.start().say("hello")
    expect(phone.log.get_by_text("Before.")).to_be_visible()
    phone.answer_with(message("Call now.", "emergency", contacts=[contact()]), message("After. " * 80))
    phone.say("help")
    expect(phone.log.get_by_text("Call now.")).to_be_in_viewport(ratio=1)


def test_the_persons_own_line_stays_in_view_above_the_reply(phone: Chat):
    phone.answer_with(message("Answer. " * 80))
    phone.start().say("my own words")
    expect(phone.log.get_by_text("Answer.")).to_be_visible()
    expect(phone.log.get_by_text("my own words")).to_be_in_viewport(ratio=1)


def test_news_of_an_adviser_is_fetched_only_during_a_hand_off(new_chat):
    chat = new_chat()
    chat.page.clock.install()
    chat.open()
    chat.answer_with(message("Hello."))
    chat.start().say("hello")
    expect(chat.log.get_by_text("Hello.", exact=True)).to_be_visible()
    chat.page.clock.run_for(20_000)
    assert chat.api_calls("events") == []
    chat.answer_with(message("We are looking for an adviser."), poll=True)
    chat.fulfil("events", 200, {"messages": [message("I am Sam.", sender="adviser")], "poll": False})
    chat.say("a person please")
    expect(chat.log.get_by_text("looking for an adviser")).to_be_visible()
    chat.page.clock.run_for(3100)
    expect(chat.log.get_by_text("I am Sam.")).to_be_visible()
    chat.page.clock.run_for(20_000)
    assert len(chat.api_calls("events")) == 1


@pytest.mark.parametrize("hiccup", ["500", "no connection", "401"])
def test_a_hand_off_survives_a_hiccup_and_its_loss_is_said_with_numbers(new_chat, hiccup):
    chat = new_chat()
    chat.page.clock.install()
    chat.open()
    chat.answer_with(message("We are looking for an adviser."), poll=True)
    chat.start().say("a person please")
    expect(chat.log.get_by_text("looking for an adviser")).to_be_visible()
    if hiccup == "no connection":
        chat.fail_network("events")
    else:
        chat.fulfil("events", int(hiccup), {"error": {"code": "x", "message": "This chat has ended. Please start again."}, "lifeline": [contact()]})
    happened = "requestfailed" if hiccup == "no connection" else "requestfinished"
    with chat.page.expect_event(happened, lambda request: "/chat/api/events" in request.url):
        chat.page.clock.run_for(3100)
    note = chat.log.locator(".message--failure")
    if hiccup == "401":
        expect(note.get_by_text("This chat has ended.")).to_be_visible()
        assert note.locator("a[href^='tel:']").count() >= 1
    chat.fulfil("events", 200, {"messages": [message("I am Sam.", sender="adviser")]})
    heard = chat.log.get_by_text("I am Sam.")
    for _ in range(2 if hiccup == "401" else 15):
        chat.page.clock.run_for(3100)  # in vain when the page has not yet heard of the failed question: the next is asked three seconds after
        try:  # real time for the answer, without moving the page's clock: it would give the question up
            heard.wait_for(timeout=1000)
            break
        except TimeoutError:
            continue
    expect(heard).to_have_count(0 if hiccup == "401" else 1)
    expect(note).to_have_count(1 if hiccup == "401" else 0)
