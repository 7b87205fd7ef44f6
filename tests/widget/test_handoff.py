"""To an adviser: nothing leaves before "Send", only what is known is said, danger comes first."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.desk import MUST_SHARE

from .chat import Chat
from .desk_place import DANGER, STORY, Place, joined, labels, offered, press, queued, say


def test_nothing_leaves_the_server_before_send(told: Chat, place: Place):
    offered(told)
    assert place.desk.bodies == []
    press(told, "Send it")
    expect(told.log.get_by_text("Sent. Nobody has answered yet.")).to_be_visible()
    assert [event["type"] for event in place.desk.events] == ["handoff.requested"]


def test_the_offer_shows_who_gets_it_when_they_answer_what_they_share_and_exactly_what_is_sent(told: Chat, place: Place):
    press(told, "Talk to a specialist")
    say(told, "cannock")
    offered(told)
    offer = told.log.locator(".message", has_text="They would get just this:")
    for words in ["The Test Desk", "Open until", MUST_SHARE, "Nothing goes out before you press “Send it”."]:
        expect(offer).to_contain_text(words)
    press(told, "Send it")
    sent = place.desk.got("handoff.requested")
    assert sent["summary"] == "About: Someone hurts, scares or controls me\nArea: Cannock Chase\nHow soon: sooner, if they can"
    expect(offer).to_contain_text(sent["summary"])
    assert (sent["area"], sent["urgency"]) == ("Cannock Chase", "soon")
    assert STORY.encode() not in place.desk.bodies[0] and b"cannock\"" not in place.desk.bodies[0]


def test_yes_and_no_weigh_the_same(told: Chat):
    offered(told)
    assert labels(told) == ["Send it", "Don’t send it"]
    looks = [
        button.evaluate("(b) => { const s = getComputedStyle(b); return [s.color, s.backgroundColor, s.borderColor, s.fontWeight, s.fontSize].join(); }")
        for button in told.choices.all()
    ]
    assert looks[0] == looks[1]


def test_no_sends_nothing(told: Chat, place: Place):
    press(offered(told), "Don’t send it")
    expect(told.log.get_by_text("Nothing was sent.")).to_be_visible()
    say(told, "hello")
    assert place.desk.bodies == []


def test_waiting_is_told_each_minute_and_can_be_stopped_at_any_time(told: Chat, place: Place):
    queued(told)
    assert labels(told) == ["Stop waiting"]
    place.wait(seconds=61)
    expect(told.log.get_by_text("You can go on waiting, or stop.")).to_be_visible()
    press(told, "Stop waiting")
    expect(told.log.get_by_text("All right, I have stopped asking.")).to_be_visible()
    assert place.desk.got("handoff.withdrawn")["reason"] == "stopped"


def test_the_bot_goes_on_while_one_waits_and_news_does_not_take_its_choices_away(told: Chat, place: Place):
    queued(told)
    say(told, "i have a question")
    offered_by_the_bot = labels(told)
    assert len(offered_by_the_bot) > 1 and offered_by_the_bot[-1] == "Stop waiting"
    place.wait(seconds=61)
    expect(told.log.get_by_text("You can go on waiting, or stop.")).to_be_visible()
    assert labels(told) == offered_by_the_bot


def test_the_numbers_are_in_view_all_the_while(told: Chat, place: Place):
    joined(told, place)
    expect(told.ui.locator(".danger").get_by_role("link", name="Call 999")).to_be_in_viewport(ratio=1)
    expect(told.exit).to_be_in_viewport(ratio=1)


def test_what_an_adviser_says_is_marked_as_theirs_and_the_bot_keeps_quiet(told: Chat, place: Place):
    joined(told, place)
    place.adviser("said", "Hello, I am Sam. <b>Take your time.</b>")
    line = told.log.locator(".message--adviser")
    expect(line).to_have_text("Adviser: Hello, I am Sam. <b>Take your time.</b>")
    before = told.log.locator(".message").count()
    say(told, "thank you sam")
    assert place.desk.got("handoff.said")["text"] == "thank you sam"
    assert told.log.locator(".message").count() == before + 1, "only the person's own line"
    expect(told.log.locator(".message--failure")).to_have_count(0)
    assert labels(told) == ["Stop talking to the adviser"]


def test_danger_while_waiting_brings_the_999_card_first(told: Chat, place: Place):
    queued(told)
    say(told, DANGER)
    after = told.log.locator(".message--own").last.locator("xpath=following-sibling::*")
    expect(after.first).to_have_class("message message--emergency")
    expect(after.first.get_by_role("link", name="Call 999")).to_be_in_viewport(ratio=1)
    expect(told.log.get_by_text("Please do not wait for one if you are in danger.")).to_be_visible()


def test_danger_while_an_adviser_is_there_brings_the_999_card_first(told: Chat, place: Place):
    joined(told, place)
    say(told, DANGER)
    after = told.log.locator(".message--own").last.locator("xpath=following-sibling::*")
    expect(after.first).to_have_class("message message--emergency")
    assert place.desk.got("handoff.said")["text"] == DANGER


def test_danger_is_never_queued(told: Chat, place: Place):
    offered(told)
    token = {"Authorization": told.api_calls("message")[-1].headers["authorization"]}  # danger comes while the page still shows "Send"
    told.context.request.post(f"{place.base}/chat/api/message", headers=token, data={"text": DANGER})
    press(told, "Send it")
    after = told.log.locator(".message--own").last.locator("xpath=following-sibling::*")
    expect(after.first).to_have_class("message message--emergency")
    expect(told.log.get_by_text("Please do not wait for an adviser while you are in danger.")).to_be_visible()
    assert place.desk.bodies == []
