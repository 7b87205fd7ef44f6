"""Contact cards: status in words and shape, links a phone can dial, the warning beside them, the source on demand."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from bot.page.contacts import contact_card, dialable
from bot.page.words import load_words

from .chat import Chat, contact, message

WORDS = load_words()["contacts"]
SHAPES = "(shape) => { const s = getComputedStyle(shape); return [s.borderRadius, s.borderStyle, s.transform, s.borderWidth].join(); }"


def show(chat: Chat, *contacts: dict) -> None:
    chat.answer_with(message("These people can help.", "contacts", contacts=list(contacts)))
    chat.start().say("hello")
    expect(chat.log.locator(".contact")).to_have_count(len(contacts))


def test_a_card_says_all_that_is_known(chat: Chat):
    show(chat, contact(sms="60777", url="https://www.example.org/help"))
    card = chat.log.locator(".contact")
    for text in ["Test Line", "Support for anyone.", "Open until 4.30pm", "It covers your area."]:
        expect(card.get_by_text(text)).to_be_visible()
    assert card.get_by_role("link", name="Call 01632 960 123").get_attribute("href") == "tel:+441632960123"
    assert card.get_by_role("link", name="Text 60777").get_attribute("href") == "sms:60777"
    site = card.get_by_role("link", name="Open the website")
    assert site.get_attribute("href") == "https://www.example.org/help"
    assert {"noopener", "noreferrer"} <= set(site.get_attribute("rel").split())


def test_the_website_of_a_service_is_not_told_where_the_person_came_from(chat: Chat):
    asked = []

    def website(route):
        asked.append(route.request)
        route.fulfill(body="<!doctype html><title>Help</title>", content_type="text/html")

    chat.context.route("https://www.example.org/**", website)
    show(chat, contact(url="https://www.example.org/help"))
    with chat.context.expect_page() as opened:
        chat.log.get_by_role("link", name="Open the website").click()
    opened.value.wait_for_load_state()
    assert [request.url for request in asked] == ["https://www.example.org/help"]
    assert "referer" not in asked[0].headers
    assert opened.value.evaluate("() => [document.referrer, window.opener]") == ["", None]


@pytest.mark.parametrize(
    ("ways", "warning"),
    [
        ({}, WORDS["call_warning"]),
        ({"sms": "60777"}, WORDS["call_text_warning"]),
        ({"phone": "", "tel": "", "sms": "60777"}, WORDS["text_warning"]),
    ],
)
def test_each_call_or_text_link_is_joined_to_its_warning(chat: Chat, ways, warning):
    show(chat, contact(**ways))
    links = chat.log.locator("a[href^='tel:'], a[href^='sms:']")
    assert links.count() >= 1
    for link in links.all():
        expect(link).to_have_accessible_description(warning)


def test_a_card_without_a_number_warns_of_no_call(chat: Chat):
    show(chat, contact(phone="", tel="", url="https://www.example.org"))
    expect(chat.log.locator(".contact__warning")).to_have_count(0)


def test_status_is_told_in_words_and_by_shape(chat: Chat):
    statuses = ["open", "closed", "may_be_closed", "unstated"]
    show(chat, *(contact(status=status, status_text="") for status in statuses))
    words = [line.strip() for line in chat.log.locator(".contact__status").all_inner_texts()]
    assert words == ["Open", "Closed", "May be closed", "Times not known"]
    shapes = [shape.evaluate(SHAPES) for shape in chat.log.locator(".contact__shape").all()]
    assert len(set(shapes)) == 4, shapes


def test_an_unknown_status_is_never_shown_as_open(chat: Chat):
    show(chat, contact(status="surprise", status_text=""))
    expect(chat.log.locator(".contact__status")).to_have_text("Times not known")
    assert chat.log.locator(".contact__status").get_attribute("data-status") == "unstated"


def test_source_and_date_are_there_on_demand(chat: Chat):
    show(chat, contact())
    source = chat.log.get_by_text("Test Police, 21 April 2020. Nobody has rung this number to check it yet.")
    expect(source).not_to_be_visible()
    chat.log.get_by_text("Where this comes from").click()
    expect(source).to_be_visible()


def test_a_number_can_be_copied_and_this_is_said(chat: Chat):
    chat.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show(chat, contact())
    chat.log.get_by_role("button", name="Copy number 01632 960 123").click()
    expect(chat.ui.get_by_text("Number copied.")).to_have_count(1)
    assert chat.page.evaluate("() => navigator.clipboard.readText()") == "01632 960 123"


def test_every_number_in_the_first_page_is_in_the_directory(chat: Chat):
    from bot.directory import load

    known = {dialable(phone.number) for service in load().services for phone in service.phones}
    links = chat.deep("(root) => [...root.querySelectorAll('a[href^=\"tel:\"], a[href^=\"sms:\"]')].map((a) => a.getAttribute('href'))")
    assert links
    for link in links:
        digits = dialable(link)
        assert digits in known or digits.replace("+44", "0") in known, link


@pytest.mark.parametrize(
    "one",
    [
        contact(),
        contact(sms="60777", url="https://www.example.org/?a=1&b=2"),
        contact(phone="", tel="", sms="85258", why="", status="unstated", status_text=""),
        contact(status="closed", source={"name": "A & B <Police>", "date": None, "checked_on": "2026-01-02"}, url="http://example.org"),
        contact(what="", source=None, status="may_be_closed", status_text="May be closed"),
    ],
    ids=["plain", "all ways", "text only", "checked", "no source"],
)
def test_the_page_and_the_script_show_the_same_card(chat: Chat, one):
    show(chat, one)
    outline = """(card) => [...card.querySelectorAll("*")].filter((node) => !node.closest("button")).map((node) => [
        node.tagName, node.className, node.getAttribute("href"), node.rel, node.dir, node.dataset.status,
        node.children.length ? "" : node.textContent.trim()].join("|")).join("\\n")"""
    by_script = chat.log.locator(".contact").evaluate(outline)
    plain = chat.context.browser.new_page()  # without our policy, which rightly refuses HTML from a string
    plain.set_content(contact_card(one, WORDS, 1))
    assert by_script == plain.locator(".contact").evaluate(outline)
    plain.close()
