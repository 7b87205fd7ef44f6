"""P11: out in one move, leaving nothing on the page."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from .chat import EXIT_URL, Chat, message

SECRET = "words that nobody may find"


def talk(chat: Chat) -> Chat:
    chat.answer_with(message("An answer."))
    chat.start().say(SECRET)
    expect(chat.log.get_by_text("An answer.")).to_be_visible()
    chat.box.fill("half a thought")
    return chat


@pytest.mark.parametrize("size", [(320, 568), (1280, 800)])
def test_exit_is_in_view_however_far_one_scrolls(new_chat, size):
    chat = new_chat(viewport={"width": size[0], "height": size[1]}).open()
    expect(chat.exit).to_be_in_viewport(ratio=1)
    chat.answer_with(message("A long answer. " * 200))
    chat.start().say("hello")
    expect(chat.log.get_by_text("A long answer.")).to_be_visible()
    for place in (0, 99999):
        chat.deep("(root, top) => { root.querySelector('.scroller').scrollTop = top; scrollTo(0, top); }", place)
        expect(chat.exit).to_be_in_viewport(ratio=1)


def test_first_tab_lands_on_the_exit(chat):
    chat.page.keyboard.press("Tab")
    assert chat.deep("(root) => root.activeElement.className").endswith("exit__link")


def exit_is_on_top(chat: Chat) -> bool:
    return chat.deep(
        """(root) => {
            const link = root.querySelector(".exit__link"), box = link.getBoundingClientRect();
            return link.contains(root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
        }"""
    )


def test_nothing_covers_the_exit_in_any_state(new_chat):
    chat = new_chat(viewport={"width": 320, "height": 568})
    chat.page.clock.install()
    chat.open()
    assert exit_is_on_top(chat), "first screen"
    chat.ui.get_by_text("Does someone else use or check this device?").click()
    assert exit_is_on_top(chat), "advice open"
    chat.start()
    assert exit_is_on_top(chat), "talk"
    chat.ui.get_by_role("button", name="All numbers").click()
    assert exit_is_on_top(chat), "numbers"
    chat.ui.get_by_role("button", name="Hide numbers").click()
    chat.fulfil("message", 500, {})
    chat.say("hello")
    expect(chat.ui.get_by_role("button", name="Try again")).to_be_visible()
    assert exit_is_on_top(chat), "failure"
    chat.page.clock.fast_forward("10:30")
    expect(chat.ui.get_by_role("alert")).to_be_visible()
    assert exit_is_on_top(chat), "idle question"
    chat.page.clock.fast_forward("03:00")
    expect(chat.ui.get_by_text("The chat was cleared")).to_be_visible()
    assert exit_is_on_top(chat), "cleared"


@pytest.mark.parametrize("way", ["click", "Enter", "Escape", "Shift Shift Shift", "ShiftLeft ShiftRight ShiftLeft"])
def test_each_way_out_leaves(chat, way):
    talk(chat)
    if way == "click":
        chat.exit.click()
    elif way == "Enter":
        chat.exit.press("Enter")
    else:
        for key in way.split():
            chat.page.keyboard.press(key)
    chat.wait_until_left()


def test_shift_says_how_many_presses_are_left(chat):
    talk(chat)
    chat.page.keyboard.press("Shift")
    expect(chat.ui.get_by_text("Press Shift 2 more times to leave.")).to_be_visible()
    chat.page.keyboard.press("Shift")
    expect(chat.ui.get_by_text("Press Shift once more to leave.")).to_be_visible()
    chat.page.keyboard.press("a")
    expect(chat.ui.get_by_text("Press Shift")).to_have_count(0)


def test_writing_capitals_does_not_leave(chat):
    talk(chat)
    for letter in "HELP ME NOW":
        chat.page.keyboard.press(f"Shift+{letter}" if letter != " " else "Space")
    for _ in range(2):
        chat.page.keyboard.press("Shift+Enter")
    assert chat.exits == []
    expect(chat.exit).to_be_visible()


def test_a_held_shift_key_does_not_leave(chat):
    talk(chat)
    for _ in range(5):
        chat.page.keyboard.down("Shift")
    chat.page.keyboard.up("Shift")
    assert chat.exits == []


def test_slow_shift_presses_do_not_add_up(new_chat):
    chat = new_chat()
    chat.page.clock.install()
    chat.open()
    for _ in range(4):
        chat.page.keyboard.press("Shift")
        chat.page.clock.fast_forward("00:06")
    assert chat.exits == []


def test_shift_of_an_on_screen_keyboard_does_not_leave(phone):
    phone.start()
    phone.box.focus()
    for _ in range(6):
        phone.deep(
            """(root) => { for (const type of ["keydown", "keyup"])
                root.querySelector("textarea").dispatchEvent(new KeyboardEvent(type, { key: "Shift", bubbles: true, composed: true })); }"""
        )
    assert phone.exits == []
    expect(phone.box).to_be_visible()


def test_escape_while_composing_a_word_does_not_leave(chat):
    chat.start()
    chat.deep(
        """(root) => root.querySelector("textarea").dispatchEvent(
            new KeyboardEvent("keydown", { key: "Escape", isComposing: true, bubbles: true, composed: true }))"""
    )
    assert chat.exits == []


def test_more_presses_of_escape_do_not_stop_the_other_site_from_loading(chat):
    chat.hold_exit = []
    talk(chat)
    swallowed = chat.page.evaluate(
        """() => [1, 2, 3].map(() => {
            const press = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
            document.body.dispatchEvent(press);
            return press.defaultPrevented;
        })"""
    )
    assert swallowed == [True, True, True]
    assert len(chat.exits) <= 1


def test_the_page_is_blank_at_once_even_when_the_other_site_is_slow(chat):
    chat.hold_exit = []
    talk(chat)
    after = chat.page.evaluate(
        """() => {
            const root = document.querySelector("waymark-chat").shadowRoot;
            const box = root.querySelector("textarea");
            root.querySelector(".exit__link").click();
            return { seen: document.body.innerText, html: document.documentElement.outerHTML, title: document.title, box: box.value,
                     log: root.querySelector(".log").textContent, path: location.pathname };
        }"""
    )
    assert after["seen"] == "Loading."
    assert after["title"] == "Loading."
    assert after["box"] == "" and after["log"] == "" and SECRET not in after["html"]
    assert after["path"] == "/"


def test_back_and_forward_never_show_the_chat(chat):
    chat.page.goto(f"{chat.base}/live")
    talk(chat.open())
    chat.exit.click()
    chat.wait_until_left()
    chat.go("back", "/live")
    chat.go("forward", EXIT_URL)


def test_a_page_brought_back_from_the_browsers_memory_leaves_again(chat):
    chat.hold_exit = []
    talk(chat)
    seen = chat.page.evaluate(  # in one go: while a page is being left, Playwright answers to nothing else
        """async () => {
            const soon = () => new Promise((done) => setTimeout(done, 200));
            document.querySelector("waymark-chat").shadowRoot.querySelector(".exit__link").click();
            await soon();
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
            await soon();
            return document.body.innerText;
        }"""
    )
    assert seen == "Loading."
    assert len(chat.exits) == 2


def test_going_to_another_page_and_back_shows_no_conversation(chat):
    # Answers marked "no-store" keep Chromium from remembering the page; these have no such mark, so that it does.
    chat.fulfil("start", 201, {"token": "t", "messages": [message("Hello.")]})
    chat.fulfil("end", 204, "")
    talk(chat)
    chat.page.evaluate("() => { window.stillTheSame = true; location.href = '/live'; }")
    chat.page.wait_for_url("**/live")
    chat.go("back", "/chat/")
    assert chat.page.evaluate("() => window.stillTheSame"), "the browser did not use its back-forward cache: this test proves nothing"
    expect(chat.ui.get_by_role("button", name="Start chat")).to_be_visible()
    assert SECRET not in chat.deep("(root) => root.textContent")
    assert chat.deep("(root) => root.querySelector('textarea').value") == ""


def test_reloading_shows_no_conversation(chat):
    talk(chat)
    chat.page.reload()
    expect(chat.ui.get_by_role("button", name="Start chat")).to_be_visible()
    assert chat.deep("(root) => root.querySelector('textarea').value") == ""
    assert SECRET not in chat.page.content()


def test_the_whole_journey_is_one_history_entry(chat):
    before = chat.page.evaluate("() => history.length")
    talk(chat)
    chat.ui.get_by_role("button", name="Send").click()
    assert chat.page.evaluate("() => history.length") == before
    chat.exit.click()
    chat.wait_until_left()
    assert chat.page.evaluate("() => history.length") == before


def test_the_other_site_is_not_told_where_the_person_came_from(chat):
    talk(chat)
    chat.exit.click()
    chat.wait_until_left()
    assert [request.url for request in chat.exits] == [EXIT_URL]
    assert "referer" not in chat.exits[0].headers
    assert chat.page.evaluate("() => document.referrer") == ""


def test_leaving_ends_the_conversation_on_the_server(chat):
    with chat.page.expect_response("**/chat/api/start") as started:
        chat.start()
    token = started.value.json()["token"]
    with chat.page.expect_request("**/chat/api/end") as ended:
        chat.exit.click()
    assert json.loads(ended.value.post_data) == {"token": token}
    chat.wait_until_left()


@pytest.mark.parametrize(("keys", "leaves", "stays"), [("escape", "Escape", "Shift"), ("shift3", "Shift", "Escape"), ("", None, "Escape")])
def test_the_operator_chooses_the_keys_and_the_page_names_only_those(new_chat, static_server, keys, leaves, stays):
    from bot.page import PageSettings, build_page
    from .static_server import page_files

    page = build_page([lifeline_999()], PageSettings(exit_keys=keys))
    chat = new_chat(static_server(page_files(page), page.headers).origin).open()
    shown = chat.deep("(root) => root.querySelector('.notice').innerText")
    assert ("Escape key" in shown, "Shift" in shown) == ("escape" in keys, "shift3" in keys)
    for _ in range(3):
        chat.page.keyboard.press(stays)
    assert chat.exits == []
    if leaves:
        for _ in range(3 if leaves == "Shift" else 1):
            chat.page.keyboard.press(leaves)
        chat.wait_until_left()


def lifeline_999() -> dict:
    from .chat import contact

    return contact(name="Emergency services", phone="999", tel="tel:999", status_text="Open 24 hours")
