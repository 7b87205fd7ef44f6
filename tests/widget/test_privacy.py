"""No traces: no storage, no cookies, no foreign requests, headers that keep it so."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .chat import Chat, contact, message


def test_nothing_is_stored_in_the_browser(chat: Chat):
    chat.start().say("my husband hit me again last night")
    expect(chat.log.locator(".message--own + .message")).to_be_visible()
    state = chat.context.storage_state()
    assert state["cookies"] == [] and state["origins"] == []
    stores = chat.page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length,
            (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, history.state, window.name]"""
    )
    assert stores == [0, 0, "", 0, 0, 0, None, ""]


def test_every_request_goes_to_our_own_server(chat: Chat):
    chat.answer_with(message("Here.", contacts=[contact(url="https://www.example.org")]))
    chat.start().say("hello")
    expect(chat.log.locator(".contact")).to_be_visible()
    own = urlsplit(chat.base).netloc
    assert {urlsplit(request.url).netloc for request in chat.sent if not request.url.startswith("data:")} == {own}
    assert all("cookie" not in request.headers and "referer" not in request.headers for request in chat.sent)


@pytest.mark.parametrize("path", ["/chat/", "/chat/waymark-chat.js", "/chat/waymark-chat.css", "/chat/waymark-frame.js"])
def test_headers_of_every_file(chat: Chat, path):
    headers = chat.context.request.get(chat.base + path).headers
    policy = headers["content-security-policy"]
    for rule in ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'", "frame-ancestors 'none'", "base-uri 'none'"]:
        assert rule in policy
    assert "unsafe" not in policy and "http" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "noindex" in headers["x-robots-tag"]
    assert "geolocation=()" in headers["permissions-policy"] and "microphone=()" in headers["permissions-policy"]
    assert "set-cookie" not in headers


def test_the_api_sets_no_cookie_and_may_not_be_kept(chat: Chat):
    answer = chat.context.request.post(f"{chat.base}/chat/api/start")
    assert answer.status == 201
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers and "access-control-allow-credentials" not in answer.headers


def test_the_policy_stops_script_that_was_slipped_in(chat: Chat):
    blocked = chat.page.evaluate(
        "() => { try { document.body.innerHTML = '<b>x</b>'; return false; } catch (error) { return error instanceof TypeError; } }"
    )
    assert blocked
    chat.complaints.clear()  # the browser complained, as it should


def test_the_title_is_neutral_and_true(chat: Chat):
    assert chat.page.title() == "Chat"
    chat.start()
    assert chat.page.title() == "Chat"


def test_going_elsewhere_ends_the_conversation(chat: Chat):
    chat.start()
    with chat.page.expect_request("**/chat/api/end") as ended:  # what a browser says when a page goes; Playwright does not see later
        chat.page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert ended.value.post_data.startswith('{"token":"')
