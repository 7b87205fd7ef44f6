"""How a hand-off ends: by leaving, by the adviser, by time, by failure; and what is left of it, which is nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from .chat import Chat
from .desk_place import CLOSED, OPEN, Place, joined, labels, offered, press, queued, say
from .test_messages import overflows


@pytest.mark.parametrize("way", ["exit", "closed page"])
def test_leaving_withdraws_the_request(told: Chat, place: Place, way: str):
    queued(told)
    if way == "exit":
        told.page.keyboard.press("Escape")
        told.wait_until_left()
    else:
        told.page.close()
    withdrawn = place.desk.got("handoff.withdrawn")
    assert withdrawn["reason"] == "left" and withdrawn["handoff_id"] == place.desk.got("handoff.requested")["handoff_id"]


def test_after_a_talk_with_an_adviser_there_is_one_history_entry_and_nothing_is_stored(new_chat, place: Place):
    chat = new_chat(place.base).open()
    before = chat.page.evaluate("() => history.length")
    joined(chat.start(), place)
    place.adviser("left")
    expect(chat.log.get_by_text("The adviser has gone.")).to_be_visible()
    state = chat.context.storage_state()
    assert state["cookies"] == [] and state["origins"] == []
    stores = chat.page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length,
            (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, history.state, window.name]"""
    )
    assert stores == [0, 0, "", 0, 0, 0, None, ""]
    assert chat.page.evaluate("() => history.length") == before
    chat.exit.click()
    chat.wait_until_left()
    assert chat.page.evaluate("() => history.length") == before


def test_after_the_adviser_has_gone_the_bot_answers_again_and_the_page_asks_no_more(told: Chat, place: Place):
    joined(told, place)
    place.adviser("left")
    expect(told.log.get_by_text("You are with the computer program again.")).to_be_visible()
    say(told, "human")
    expect(told.log.get_by_text("I am a computer program, so I cannot put you through by myself.")).to_have_count(2)
    told.page.wait_for_timeout(3500)
    asked = len(told.api_calls("events"))
    told.page.wait_for_timeout(4000)
    assert len(told.api_calls("events")) == asked


def test_a_desk_where_nobody_answers_is_said_plainly_with_numbers_and_the_bot_goes_on(told: Chat, place: Place):
    queued(told)
    place.wait(seconds=121)
    note = told.log.locator(".message", has_text="Nobody has answered, so I have stopped asking.")
    expect(note).to_be_visible()
    assert note.locator("a[href^='tel:']").count() == 3
    for status in note.locator(".contact__status").all():
        expect(status).to_contain_text("24 hours")
    assert place.desk.got("handoff.withdrawn")["reason"] == "expired"
    say(told, "i have a question")
    expect(told.choices.first).to_be_visible()


@pytest.mark.parametrize("status", [302, 410])
def test_a_desk_that_cannot_be_reached_is_said_plainly_with_numbers_and_the_bot_goes_on(told: Chat, place: Place, status: int):
    place.desk.answers += [status] * 50
    press(offered(told), "Send it")
    note = told.log.locator(".message", has_text="I could not reach The Test Desk.")
    expect(note).to_be_visible()
    assert note.locator("a[href^='tel:']").count() == 3
    assert len(place.desk.bodies) == 1, "a redirect was followed, or a refusal tried again"
    say(told, "i have a question")
    expect(told.choices.first).to_be_visible()


def test_a_desk_in_trouble_is_tried_again_and_sending_is_called_sending(told: Chat, place: Place):
    place.desk.answers += [503, 503, 503]
    press(offered(told), "Send it")
    expect(told.log.get_by_text("I am sending it. Nobody has it yet.")).to_be_visible()
    expect(told.log.get_by_text("Sent. Nobody has answered yet.")).to_be_visible(timeout=20_000)
    assert len({headers["webhook-id"] for headers in place.desk.headers}) == 1
    assert len(place.desk.events) == 1


def test_a_line_that_does_not_reach_the_adviser_is_kept_and_can_be_sent_again(told: Chat, place: Place):
    joined(told, place)
    place.desk.answers.append(503)
    say(told, "are you there")
    expect(told.log.get_by_text("Not sent")).to_be_visible()
    told.ui.get_by_role("button", name="Try again").click()
    assert place.desk.got("handoff.said")["text"] == "are you there"
    expect(told.log.get_by_text("Not sent")).to_have_count(0)


def test_nothing_that_a_person_or_an_adviser_wrote_is_in_what_the_server_prints(told: Chat, place: Place):
    joined(told, place)
    place.adviser("said", "zanzibarcanary of the adviser")
    place.desk.answers.append(404)
    say(told, "zanzibarcanary of the person")
    expect(told.log.get_by_text("The line to the adviser has broken.")).to_be_visible()
    assert "zanzibarcanary" not in place.output()


def test_out_of_hours_nobody_is_queued_and_the_page_says_who_answers_and_when_they_open(told: Chat, place: Place):
    place.at(CLOSED)
    say(told, "human")
    expect(told.log.get_by_text("Advisers of The Test Desk cannot join this chat now. Closed. Opens tomorrow")).to_be_visible()
    assert "Ask for an adviser" not in labels(told)
    assert told.log.locator(".contact__status", has_text="24 hours").count() >= 3


def test_closing_time_between_the_offer_and_send_sends_nothing(told: Chat, place: Place):
    place.at(OPEN.replace(hour=16, minute=59))
    offered(told)
    place.wait(minutes=1)
    press(told, "Send it")
    expect(told.log.get_by_text("Nothing was sent. These people answer day and night.")).to_be_visible()
    assert place.desk.bodies == []


def test_a_request_the_server_no_longer_knows_is_said_to_be_lost(told: Chat, place: Place):
    queued(told)
    token = {"Authorization": told.api_calls("message")[-1].headers["authorization"]}
    told.context.request.post(f"{place.base}/chat/api/end", headers=token)  # as if it had been started anew
    lost = told.log.locator(".message", has_text="The line to the adviser has broken.")
    expect(lost).to_be_visible()
    assert lost.locator("a[href^='tel:']").count() == 3


def test_focus_is_not_lost_when_news_takes_a_choice_away(told: Chat, place: Place):
    queued(told)
    told.choices.get_by_text("Stop waiting").focus()
    place.adviser("joined")
    expect(told.choices.get_by_text("Stop talking to the adviser")).to_be_visible()
    assert told.deep("(root) => root.activeElement?.tagName") == "TEXTAREA"


@pytest.mark.parametrize("width", [320, 1280])
def test_each_step_fits_the_screen(new_chat, place: Place, width: int):
    chat = new_chat(place.base, viewport={"width": width, "height": 568}).open().start()
    for step in (offered, lambda c: press(c, "Send it"), lambda c: place.adviser("joined"), lambda c: place.adviser("said", "Hello " * 200)):
        step(chat)
        chat.page.wait_for_timeout(200)
        assert overflows(chat) == []
        expect(chat.exit).to_be_in_viewport(ratio=1)
        expect(chat.box).to_be_in_viewport(ratio=1)
