"""Drives the chat as a person would, and holds the network's edge: nothing leaves but to our server and the exit."""

from __future__ import annotations

import itertools
import json
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error as PlaywrightError, Locator, Request, Route, expect

EXIT_URL = "https://www.bbc.co.uk/weather"
_ids = itertools.count(1)


def message(text: str, kind: str = "text", choices: list[str] = (), contacts: list[dict] = (), sender: str = "bot") -> dict:
    """A Message as the API sends it; the id of a choice is its label."""
    return {
        "id": f"test-{next(_ids)}",
        "from": sender,
        "kind": kind,
        "text": text,
        "choices": [{"id": label, "label": label} for label in choices],
        "contacts": list(contacts),
    }


def contact(**changes: Any) -> dict:
    """A Contact as the API sends it. The number is from the range that Ofcom keeps for drama."""
    usual = {
        "service_id": "test-line",
        "name": "Test Line",
        "what": "Support for anyone.",
        "why": "It covers your area.",
        "phone": "01632 960 123",
        "tel": "tel:+441632960123",
        "sms": "",
        "url": "",
        "status": "open",
        "status_text": "Open until 4.30pm",
        "source": {"name": "Test Police", "date": "2020-04-21", "checked_on": None},
    }
    return {**usual, **changes}


class Chat:
    """One browser context with the chat in it."""

    def __init__(self, browser: Browser, base: str, **context: Any) -> None:
        self.base = base
        self.foreign_requests: list[str] = []
        self.complaints: list[str] = []  # of the browser: script errors, policy violations
        self.exits: list[Request] = []
        self.hold_exit: list[Route] | None = None  # a list: the neutral site does not answer, its routes wait here
        self.sent: list[Request] = []
        self._handlers: dict[str, Any] = {}  # of API calls that are not answered by the real server
        self.allowed: set[str] = {base}
        context.setdefault("reduced_motion", "reduce")  # so that nothing is half faded in when it is looked at
        self.context = browser.new_context(**context)
        self.context.route("**/*", self._edge)
        self.page = self.context.new_page()
        self.ui = self.page.locator(".shell")  # what the script shows; the page's own words stay behind it
        self.page.on("request", lambda request: self.sent.append(request))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)

    def close(self) -> None:
        """Close the context; held requests are let go first."""
        for route in self.hold_exit or []:
            route.abort()
        self.context.close()

    def open(self) -> "Chat":
        """Load the page; the first screen shows, unless there is no script."""
        self.page.goto(f"{self.base}/chat/")
        return self

    def start(self) -> "Chat":
        """Begin the talk and wait for the opening."""
        self.ui.get_by_role("button", name="Start chat").click()
        expect(self.log.locator(".message").first).to_be_visible()
        return self

    def say(self, text: str) -> None:
        """Write and send."""
        self.box.fill(text)
        self.box.press("Enter")

    def answer_with(self, *messages: dict, **more: Any) -> None:
        """From now on the server's answer to a message is this."""
        self.fulfil("message", 200, {"messages": list(messages), **more})

    def fulfil(self, call: str, status: int, body: Any) -> None:
        """From now on this API call gets this answer."""
        text = body if isinstance(body, str) else json.dumps(body)
        headers = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}
        self._api(call, lambda route: route.fulfill(status=status, body=text, content_type="application/json", headers=headers))

    def fail_network(self, call: str) -> None:
        """From now on this API call finds no connection."""
        self._api(call, lambda route: route.abort())

    def never_answer(self, call: str) -> None:
        """From now on this API call hangs."""
        self._api(call, lambda route: None)

    def let_through(self, call: str) -> None:
        """The real server answers this API call again."""
        self._handlers.pop(call, None)
        self.page.unroute(f"**/chat/api/{call}*")

    def deep(self, script: str, *arguments: Any) -> Any:
        """Run a function of (root, ...arguments) in the page, root being the element's shadow root."""
        call = f"(args) => ({script})(document.querySelector('waymark-chat').shadowRoot, ...args)"
        return self.page.evaluate(call, list(arguments))

    @property
    def exit(self) -> Locator:
        return self.page.locator(".exit__link:visible")

    @property
    def log(self) -> Locator:
        return self.ui.get_by_role("log")

    @property
    def box(self) -> Locator:
        return self.ui.get_by_label("Your message")

    @property
    def choices(self) -> Locator:
        return self.ui.get_by_role("group", name="Choices").get_by_role("button")

    def go(self, direction: str, expected: str) -> None:
        """Press the browser's Back or Forward button and wait for `expected`, a part of the address.

        Not `page.go_back()`, and no waiting for a load event: a page that comes from the back-forward cache has none.
        """
        self.page.evaluate(f"() => {{ setTimeout(() => history.{direction}()); }}")  # after the answer: the page may be gone at once
        for _ in range(100):
            self.page.wait_for_timeout(50)
            try:
                if expected in self.page.evaluate("() => location.href"):
                    return
            except PlaywrightError:
                pass  # the page is just being changed: look again
        raise AssertionError(f"{direction} led to {self.page.url}, not to {expected}")

    def wait_until_left(self) -> None:
        """Wait for the neutral website."""
        self.page.wait_for_url(EXIT_URL)

    def api_calls(self, call: str) -> list[Request]:
        """The requests so far to this API call."""
        return [request for request in self.sent if urlsplit(request.url).path.endswith(f"/api/{call}") and request.method != "OPTIONS"]

    def _api(self, call: str, handler: Any) -> None:
        before = self._handlers.get(call)
        self._handlers[call] = handler
        self.page.route(f"**/chat/api/{call}*", handler)  # the new one first: in between the real server would answer
        if before:
            self.page.unroute(f"**/chat/api/{call}*", before)

    def _edge(self, route: Route) -> None:
        url = route.request.url
        if any(url.startswith(origin) for origin in self.allowed):
            route.continue_()
        elif url.startswith(EXIT_URL):
            self.exits.append(route.request)
            if self.hold_exit is None:
                route.fulfill(body="<!doctype html><title>Weather</title><h1>Weather</h1>", content_type="text/html")
            else:
                self.hold_exit.append(route)
        else:
            self.foreign_requests.append(url)
            route.abort()

    def _listen(self, said: Any) -> None:
        if "Content Security Policy" in said.text or "TrustedHTML" in said.text or "Permissions-Policy" in said.text:
            self.complaints.append(said.text)
