"""WCAG 2.2 AA and better, in every state of the chat, however a person has set up their screen."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest
from playwright.sync_api import expect

from .chat import Chat, contact, message
from .test_curtain import HIDE
from .test_exit import exit_is_on_top
from .test_messages import overflows

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}


def first_screen(chat: Chat) -> None:
    chat.ui.get_by_text("Does someone else use or check this device?").click()


def numbers(chat: Chat) -> None:
    chat.ui.get_by_role("button", name="Just show the numbers").click()


def opening(chat: Chat) -> None:
    chat.start()


def contacts(chat: Chat) -> None:
    statuses = ["open", "closed", "may_be_closed", "unstated"]
    cards = [contact(status=status, sms="60777", url="https://www.example.org") for status in statuses]
    chat.answer_with(message("These people can help.", "contacts", contacts=cards), message("What next?", choices=["More", "Somewhere else"]))
    chat.start().say("hello")
    expect(chat.choices).to_have_count(2)
    chat.log.get_by_text("Where this comes from").first.click()


def danger(chat: Chat) -> None:
    chat.answer_with(message("Call 999.", "emergency", contacts=[contact()]), message("Are you safe?", choices=["Yes", "No"]))
    chat.start().say("hello")
    expect(chat.choices).to_have_count(2)


def adviser(chat: Chat) -> None:
    chat.answer_with(message("Please note.", "notice"), message("I am Sam.", sender="adviser"))
    chat.start().say("hello")
    expect(chat.log.get_by_text("I am Sam.")).to_be_visible()


def offer_of_an_adviser(chat: Chat) -> None:
    chat.answer_with(message("They would get just this:\nAbout: not said\nArea: not said", choices=["Send it", "Don’t send it"]), poll=True)
    chat.fulfil("events", 200, {"messages": [], "poll": True})
    chat.start().say("hello")
    expect(chat.choices).to_have_count(2)


def waiting(chat: Chat) -> None:
    chat.start()
    chat.never_answer("message")
    chat.say("hello")
    expect(chat.ui.locator(".log__dots")).to_be_visible()


def failure(chat: Chat) -> None:
    chat.start()
    chat.fail_network("message")
    chat.say("hello")
    expect(chat.ui.get_by_role("button", name="Try again")).to_be_visible()


def idle_question(chat: Chat) -> None:
    chat.start()
    chat.page.clock.fast_forward("10:05")
    expect(chat.ui.get_by_role("alert")).to_be_visible()


def cleared(chat: Chat) -> None:
    chat.start()
    chat.page.clock.fast_forward("12:05")
    expect(chat.ui.get_by_role("heading", name="The chat was cleared")).to_be_visible()


def covered(chat: Chat) -> None:
    chat.ui.get_by_label("Cover the chat").check()
    chat.start()
    chat.page.evaluate(HIDE, True)
    expect(chat.ui.get_by_role("button", name="Show the chat")).to_be_visible()


def shift_pressed(chat: Chat) -> None:
    chat.start()
    chat.page.keyboard.press("Shift")


STATES = [first_screen, numbers, opening, contacts, danger, adviser, offer_of_an_adviser, waiting, failure, idle_question, cleared, covered, shift_pressed]


def problems(chat: Chat) -> list[str]:
    """What axe finds, one line each."""
    if not chat.page.evaluate("() => 'axe' in window"):
        chat.page.add_script_tag(path=AXE)
    found = chat.page.evaluate("(tags) => axe.run(document, { runOnly: tags })", RULES)
    return [f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}" for violation in found["violations"] for node in violation["nodes"]]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(new_chat, state: Callable[[Chat], None]):
    # The policy would stop axe itself; every other test runs with it.
    chat = new_chat(bypass_csp=True, viewport={"width": 390, "height": 844})
    chat.page.clock.install()
    chat.open()
    state(chat)
    chat.page.clock.run_for(500)
    for look, media in LOOKS.items():
        chat.page.emulate_media(**media)
        assert problems(chat) == [], look


def test_axe_finds_nothing_without_script(new_chat):
    chat = new_chat(bypass_csp=True)
    chat.page.route("**/waymark-chat.js", lambda route: route.abort())
    chat.open()
    for look, media in LOOKS.items():
        chat.page.emulate_media(**media)
        assert problems(chat) == [], look


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_no_state_needs_sideways_scrolling_or_covers_the_exit(new_chat, state):
    chat = new_chat()
    chat.page.clock.install()
    chat.open()
    state(chat)
    for width, height in [(320, 256), (320, 568), (568, 320), (768, 1024), (1280, 800)]:
        chat.page.set_viewport_size({"width": width, "height": height})
        assert overflows(chat) == [], (width, height)
        assert chat.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), (width, height)
        expect(chat.exit).to_be_in_viewport(ratio=1)
        assert exit_is_on_top(chat), (width, height)


@pytest.mark.parametrize("state", [first_screen, contacts, danger, failure], ids=lambda state: state.__name__)
def test_text_twice_as_large_still_works(new_chat, state):
    chat = new_chat(viewport={"width": 390, "height": 844}).open()
    chat.page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    state(chat)
    assert overflows(chat) == []
    expect(chat.exit).to_be_in_viewport(ratio=1)
    if state is not first_screen:
        expect(chat.box).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("width", "height"), [(320, 568), (320, 256), (1280, 800)])
def test_the_keyboard_reaches_everything_and_focus_is_never_hidden(new_chat, width, height):
    chat = new_chat(viewport={"width": width, "height": height}).open()
    contacts(chat)
    chat.exit.focus()
    reached = []
    for _ in range(60):
        chat.page.keyboard.press("Tab")
        place = chat.deep(
            """(root) => {
                const node = root.activeElement;
                if (!node) return null;
                const box = node.getBoundingClientRect(), bar = root.querySelector(".bar").getBoundingClientRect();
                const seen = box.bottom > bar.bottom - 1 || node.closest(".bar");
                return { name: node.textContent.trim().slice(0, 40) || node.tagName, seen: Boolean(seen) && box.top < innerHeight && box.bottom > 0 };
            }"""
        )
        if place is None:
            break
        assert place["seen"], f"{place['name']} has the focus but cannot be seen"
        reached.append(place["name"])
    for name in ["More", "Somewhere else", "TEXTAREA", "Send", "Open the website (opens a new tab)"]:
        assert name in reached, (name, reached)


def test_a_screen_reader_hears_it_in_this_order(chat: Chat):
    danger(chat)
    heard = chat.page.locator("body").aria_snapshot()
    place = 0
    for part in ["Leave this site", 'heading "Chat"', "Call 999", 'log "Conversation"', "You said:", "Emergency:", "Reply:", 'group "Choices"', 'textbox "Your message"', 'button "Send"']:
        place = heard.find(part, place)
        assert place != -1, f"{part} does not come in its place:\n{heard}"


def test_nothing_moves_when_the_person_asked_for_no_movement(new_chat):
    chat = new_chat(reduced_motion="reduce").open()
    waiting(chat)
    running = chat.deep("(root) => root.getAnimations().filter((animation) => animation.playState === 'running').length")
    assert running == 0


def test_status_can_be_told_apart_in_forced_colours(new_chat):
    from .test_contacts import SHAPES

    chat = new_chat(forced_colors="active").open()
    contacts(chat)
    shapes = [shape.evaluate(SHAPES) for shape in chat.log.locator(".contact__shape").all()]
    assert len(set(shapes)) == 4
