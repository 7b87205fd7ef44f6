"""Small enough for a bad connection."""

from __future__ import annotations

from playwright.sync_api import expect

from bot.page import PageSettings, build_page

from .chat import Chat
from .test_exit import lifeline_999

MOST_BYTES = 12_000
MOST_REQUESTS = 4
THIRD_GENERATION = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}


def test_script_and_styles_fit_the_budget():
    files = build_page([lifeline_999()], PageSettings()).files
    sizes = {path: len(file.gzipped) for path, file in files.items() if path in ("waymark-chat.js", "waymark-chat.css")}
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_the_page_needs_few_requests(chat: Chat):
    expect(chat.ui.get_by_role("button", name="Start chat")).to_be_visible()
    asked = [request.url for request in chat.sent if not request.url.startswith("data:")]
    assert len(asked) <= MOST_REQUESTS - 1, asked
    chat.start()
    asked = [request.url for request in chat.sent if not request.url.startswith("data:")]
    assert len(asked) <= MOST_REQUESTS, asked


def test_on_a_slow_phone_network_the_way_out_is_there_within_a_second(new_chat):
    chat = new_chat(viewport={"width": 390, "height": 844})
    chat.context.unroute("**/*")  # interception costs more time than the network does
    session = chat.context.new_cdp_session(chat.page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", THIRD_GENERATION)
    painted = []
    for _ in range(3):  # the best of three: what counts is the network, not what else this computer does
        chat.open()
        expect(chat.ui.get_by_role("button", name="Start chat")).to_be_visible()
        painted.append(chat.page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    assert min(painted) < 1000, painted
