"""P2 in the page: whatever fails, the person gets numbers, and their words are not lost."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from .chat import Chat, contact, message

WORDS_TYPED = "my own words that took courage"


def break_it(chat: Chat, how: str) -> None:
    if how == "500":
        chat.fulfil("message", 500, {"error": {"code": "failed", "message": "internal"}, "lifeline": [contact(name="Sent along")]})
    elif how == "502 of a proxy":
        chat.fulfil("message", 502, "<html>Bad gateway</html>")
    elif how == "empty list":
        chat.fulfil("message", 200, {"messages": []})
    elif how == "not JSON":
        chat.fulfil("message", 200, "surprise")
    elif how == "null":
        chat.fulfil("message", 200, "null")
    elif how == "an answer that makes no sense":
        chat.fulfil("message", 200, {"messages": "surprise"})
    elif how == "no connection":
        chat.fail_network("message")
    elif how == "offline":
        chat.context.set_offline(True)


def mend(chat: Chat) -> None:
    chat.context.set_offline(False)
    chat.answer_with(message("Here again."))


@pytest.mark.parametrize("how", ["500", "502 of a proxy", "empty list", "not JSON", "null", "an answer that makes no sense", "no connection", "offline"])
def test_a_failure_shows_numbers_and_trying_again_sends_the_same_words(chat: Chat, how):
    chat.start()
    break_it(chat, how)
    chat.say(WORDS_TYPED)
    note = chat.log.locator(".message--failure")
    expect(note).to_be_visible()
    assert note.locator("a[href^='tel:']").count() >= 1
    if how == "500":
        expect(note.get_by_text("Sent along")).to_be_visible()
    expect(chat.log.get_by_text(WORDS_TYPED)).to_be_visible()
    expect(chat.log.get_by_text("Not sent")).to_be_visible()
    expect(chat.log.get_by_text("internal")).to_have_count(0)

    mend(chat)
    chat.ui.get_by_role("button", name="Try again").click()
    expect(chat.log.get_by_text("Here again.")).to_be_visible()
    expect(chat.log.get_by_text("Not sent")).to_have_count(0)
    expect(note).to_have_count(0)
    assert json.loads(chat.api_calls("message")[-1].post_data) == {"text": WORDS_TYPED}
    expect(chat.log.get_by_text(WORDS_TYPED)).to_have_count(1)


def test_a_reply_that_takes_more_than_eight_seconds_counts_as_failed(new_chat):
    chat = new_chat()
    chat.page.clock.install()
    chat.open().start()
    chat.never_answer("message")
    chat.say(WORDS_TYPED)
    expect(chat.log.get_by_text(WORDS_TYPED)).to_be_visible()
    chat.page.clock.run_for(7000)
    expect(chat.log.locator(".message--failure")).to_have_count(0)
    chat.page.clock.run_for(1500)
    expect(chat.log.get_by_text("The reply is taking too long.")).to_be_visible()
    expect(chat.ui.get_by_role("button", name="Try again")).to_be_visible()


def test_offline_is_called_offline(chat: Chat):
    chat.start()
    chat.context.set_offline(True)
    chat.say("hello")
    expect(chat.log.get_by_text("This device is not online")).to_be_visible()


def test_a_chat_that_cannot_start_shows_numbers_and_can_be_tried_again(chat: Chat):
    chat.fail_network("start")
    chat.ui.get_by_role("button", name="Start chat").click()
    expect(chat.log.get_by_text("The chat could not start.")).to_be_visible()
    expect(chat.log.get_by_role("link", name="Call 999")).to_be_visible()
    chat.fulfil("start", 201, {"token": "t", "messages": [message("Hello.")]})
    chat.choices.get_by_text("Try again").click()
    expect(chat.log.get_by_text("Hello.")).to_be_visible()
    expect(chat.log.locator(".message--failure")).to_have_count(0)


def test_words_written_before_the_chat_could_start_start_it(chat: Chat):
    chat.fail_network("start")
    chat.ui.get_by_role("button", name="Start chat").click()
    expect(chat.log.get_by_text("The chat could not start.")).to_be_visible()
    chat.fulfil("start", 201, {"token": "t", "messages": [message("Hello.")]})
    chat.answer_with(message("An answer."))
    chat.say("hello")
    expect(chat.log.get_by_text("An answer.")).to_be_visible()


def test_a_conversation_the_server_forgot_is_begun_anew_and_the_words_sent_again(chat: Chat):
    chat.start()
    answers = iter([(401, {"error": {"code": "bad_token", "message": "ended"}, "lifeline": []}), (200, {"messages": [message("Still here.")]})])

    def answer(route):
        status, body = next(answers)
        route.fulfill(status=status, json=body)

    chat.page.route("**/chat/api/message", answer)
    chat.say(WORDS_TYPED)
    expect(chat.log.get_by_text("Still here.")).to_be_visible()
    expect(chat.log.get_by_text("Not sent")).to_have_count(0)
    tokens = [request.headers["authorization"] for request in chat.api_calls("message")]
    assert len(tokens) == 2 and tokens[0] != tokens[1]


def test_what_the_real_server_says_in_the_new_conversation_is_seen(chat: Chat):
    """Each conversation numbers its messages from one; the page must not take them for those it has shown."""
    chat.start()
    for text in ("hello", "what is coercive control", "thank you"):
        chat.say(text)
        expect(chat.log.locator(".message--own").last.locator("xpath=following-sibling::*").first).to_be_visible()
    forgotten = []

    def forget_once(route):
        if forgotten:
            return route.continue_()
        forgotten.append(True)
        route.fulfill(status=401, json={"error": {"code": "bad_token", "message": "ended"}, "lifeline": []})

    chat.page.route("**/chat/api/message", forget_once)
    chat.say("what is coercive control")
    answer = chat.log.locator(".message--own").last.locator("xpath=following-sibling::*")
    expect(answer.get_by_text("I am a computer program, not a person.")).to_be_visible()
    expect(answer.get_by_text("Source:")).to_be_visible()
    expect(chat.log.get_by_text("Not sent")).to_have_count(0)


def test_the_servers_advice_about_a_message_is_shown(chat: Chat):
    chat.start()
    advice = "That message is too long to read. Please send it in shorter pieces."
    chat.fulfil("message", 413, {"error": {"code": "too_large", "message": advice}, "lifeline": [contact()]})
    chat.say("long")
    expect(chat.log.get_by_text(advice)).to_be_visible()


def test_a_danger_card_that_comes_with_an_error_is_shown(chat: Chat):
    chat.start()
    body = {"error": {"code": "too_fast", "message": "Please wait."}, "lifeline": [contact()], "messages": [message("Call now.", "emergency")]}
    chat.fulfil("message", 429, body)
    chat.say("help")
    expect(chat.log.get_by_text("Call now.")).to_be_visible()
    expect(chat.log.locator(".message--failure")).to_be_visible()


def test_failures_do_not_pile_up(chat: Chat):
    chat.start()
    chat.fail_network("message")
    chat.say("one")
    chat.say("two")
    expect(chat.log.get_by_text("Not sent")).to_have_count(2)
    expect(chat.log.locator(".message--failure")).to_have_count(1)


def test_what_arrives_after_the_chat_was_cleared_is_dropped(new_chat):
    chat = new_chat()
    chat.page.clock.install()
    chat.open().start()
    held = []
    chat.page.route("**/chat/api/message", lambda route: held.append(route))
    chat.say("hello")
    chat.page.wait_for_timeout(100)
    chat.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    try:
        held[0].fulfill(json={"messages": [message("Too late.")]})
    except Exception:
        pass  # the request was given up, which is as good
    chat.page.wait_for_timeout(200)
    assert "Too late." not in chat.deep("(root) => root.textContent")
