"""The way out, the keyboard and the fallback in Firefox, which has its own ideas of Back, focus and keys."""

from __future__ import annotations

from typing import AsyncIterator

import pytest

from .chat import EXIT_URL
from .firefox import Firefox, firefox_path

ROOT = "document.querySelector('waymark-chat').shadowRoot"
SECRET = "words that nobody may find"


@pytest.fixture(scope="module", autouse=True)
def installed() -> None:
    if firefox_path() is None:
        pytest.skip("Firefox is not installed. Install it (Debian: apt-get install firefox-esr).")


@pytest.fixture(scope="module")
async def started() -> AsyncIterator[Firefox]:
    firefox = await Firefox.start()
    await firefox.stub(EXIT_URL, "<title>Weather</title><h1>Weather</h1>")
    yield firefox
    await firefox.close()


@pytest.fixture
async def firefox(started: Firefox, live_server: str) -> Firefox:
    """Firefox with the first screen of the chat; the page before it was /live."""
    await started.open(f"{live_server}/live")
    await started.open(f"{live_server}/chat/")
    await started.until(f"{ROOT} && !{ROOT}.querySelector('.shell').hidden")
    started.requests.clear()
    return started


async def talk(firefox: Firefox) -> None:
    await firefox.run(f"{ROOT}.querySelector('.notice .button--main').click()")
    await firefox.until(f"{ROOT}.querySelectorAll('.message').length > 0")
    await firefox.run(f"{ROOT}.querySelector('textarea').focus()")
    await firefox.press(*SECRET, "Enter")
    await firefox.until(f"{ROOT}.querySelector('.message--own')?.textContent.includes('{SECRET}')")


@pytest.mark.parametrize("way", ["click", "Enter", "Escape", "Shift"])
async def test_each_way_out_leaves_and_back_does_not_return(firefox: Firefox, way: str):
    await talk(firefox)
    if way == "click":
        await firefox.run(f"{ROOT}.querySelector('.exit__link').click()")
    elif way == "Enter":
        await firefox.run(f"{ROOT}.querySelector('.exit__link').focus()")
        await firefox.press("Enter")
    else:
        await firefox.press(*[way] * (3 if way == "Shift" else 1))
    await firefox.until(f"location.href === '{EXIT_URL}'")
    left = [request for request in firefox.requests if request["url"] == EXIT_URL]
    assert left and all(header["name"].lower() != "referer" for request in left for header in request["headers"])
    await firefox.go_back()
    await firefox.until("location.pathname === '/live'")
    assert SECRET not in await firefox.run("document.documentElement.outerHTML")


async def test_the_page_is_blank_at_once(firefox: Firefox):
    await talk(firefox)
    seen = await firefox.run(f"{ROOT}.querySelector('.exit__link').click(); document.body.innerText + '|' + document.title")
    assert seen == "Loading.|Loading."
    await firefox.until(f"location.href === '{EXIT_URL}'")


async def test_going_to_another_page_and_back_shows_no_conversation(firefox: Firefox, live_server: str):
    await talk(firefox)
    await firefox.open(f"{live_server}/live")
    await firefox.go_back()
    await firefox.until(f"location.pathname === '/chat/' && {ROOT} && !{ROOT}.querySelector('.shell').hidden")
    assert SECRET not in await firefox.run(f"{ROOT}.textContent")
    assert await firefox.run(f"{ROOT}.querySelector('textarea').value") == ""


async def test_the_keyboard_alone_is_enough(firefox: Firefox):
    await firefox.press("Tab")
    assert "exit__link" in await firefox.run(f"{ROOT}.activeElement.className")
    await firefox.run(f"{ROOT}.querySelector('.notice__go button').focus()")
    await firefox.press("Enter")
    await firefox.until(f"{ROOT}.activeElement?.tagName === 'TEXTAREA'")
    await firefox.press(*"hello", "Enter")
    await firefox.until(f"{ROOT}.querySelector('.message--own') !== null")
    assert await firefox.run(f"{ROOT}.activeElement.tagName") == "TEXTAREA"


async def test_writing_capitals_does_not_leave(firefox: Firefox):
    await talk(firefox)
    shift, actions = "\ue008", []
    for letter in "HELP":
        actions += [{"type": "keyDown", "value": shift}, {"type": "keyDown", "value": letter}, {"type": "keyUp", "value": letter}]
        actions += [{"type": "keyUp", "value": shift}]
    await firefox.call("input.performActions", context=firefox.context, actions=[{"type": "key", "id": "keyboard", "actions": actions}])
    assert await firefox.run("location.pathname") == "/chat/"


async def test_a_failure_shows_numbers(firefox: Firefox, live_server: str):
    await firefox.run("window.fetch = () => Promise.reject(new TypeError('no connection'))")
    await firefox.run(f"{ROOT}.querySelector('.notice .button--main').click()")
    await firefox.until(f"{ROOT}.querySelector('.message--failure a[href=\"tel:999\"]') !== null")


async def test_without_script_the_numbers_and_the_way_out_are_there(live_server: str):
    firefox = await Firefox.start(**{"javascript.enabled": False})
    try:
        await firefox.open(f"{live_server}/chat/")
        assert len(await firefox.find("a[href^='tel:']")) >= 3
        assert len(await firefox.find(f"a.exit__link[href='{EXIT_URL}']")) == 1
        assert len(await firefox.find("waymark-chat")) == 1
    finally:
        await firefox.close()
