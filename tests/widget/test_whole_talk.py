"""One whole talk between the page and the real bot: from a disclosure to a number, danger in between."""

from __future__ import annotations

from playwright.sync_api import expect

from .chat import Chat


def test_from_a_disclosure_to_a_number(phone: Chat):
    phone.start()
    phone.say("my husband hit me again last night")
    phone.choices.get_by_text("Talk to a specialist").tap()
    expect(phone.log.locator(".message--own")).to_have_count(2)
    phone.say("im in cannock")
    first = phone.log.locator(".contact").first
    expect(first.get_by_role("link", name="Call 0300 330 5959")).to_be_visible()
    expect(first.locator(".contact__status")).to_contain_text("24 hours")


def test_danger_at_any_moment_brings_the_emergency_card(phone: Chat):
    phone.start()
    phone.say("hes outside my door with a knife")
    card = phone.log.locator(".message--emergency")
    expect(card).to_be_in_viewport()
    expect(card.get_by_role("link", name="Call 999")).to_be_visible()
    phone.say("ok im in the bathroom now")
    expect(phone.log.locator(".message--own")).to_have_count(2)


def test_a_forgotten_conversation_remembers_nothing(chat: Chat):
    with chat.page.expect_response("**/chat/api/start") as started:
        chat.start()
    token = started.value.json()["token"]
    chat.say("im in cannock and my husband hit me")
    expect(chat.log.locator(".message--own + .message")).to_be_visible()
    with chat.page.expect_response("**/chat/api/end") as ended:
        chat.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert ended.value.status == 204
    again = chat.context.request.post(
        f"{chat.base}/chat/api/message", headers={"Authorization": f"Bearer {token}"}, data={"choice": "talk_to_specialist"}
    )
    assert "Cannock" not in again.text()
