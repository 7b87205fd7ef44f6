"""Drives a stock Firefox over WebDriver BiDi, which it speaks by itself: no driver program, no patched browser."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import websockets

NAMES = ("firefox-esr", "firefox")
KEYS = {"Tab": "\ue004", "Enter": "\ue006", "Escape": "\ue00c", "Shift": "\ue008"}


def firefox_path() -> str | None:
    """Where Firefox is, if it is installed."""
    return next((found for found in map(shutil.which, NAMES) if found), None)


class Firefox:
    """One Firefox with one tab. `await Firefox.start()`, then `await close()`."""

    def __init__(self) -> None:
        self._profile = Path(tempfile.mkdtemp(prefix="firefox-test-"))
        self._answers: dict[int, asyncio.Future] = {}
        self._stubs: dict[str, str | None] = {}  # part of an address -> page to answer with; None: no connection
        self._next_id = 0
        self.context = ""
        self.requests: list[dict] = []

    @classmethod
    async def start(cls, **preferences: Any) -> "Firefox":
        """Start Firefox without a window and open a tab."""
        self = cls()
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
        (self._profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self._process = await asyncio.create_subprocess_exec(
            firefox_path(), "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(self._profile),
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        address = ""
        while not address:
            line = (await asyncio.wait_for(self._process.stderr.readline(), 60)).decode()
            address = line.partition("WebDriver BiDi listening on ")[2].strip()
        self._drain = asyncio.ensure_future(self._process.stderr.read())
        self._socket = await websockets.connect(f"{address}/session", max_size=None)
        self._reader = asyncio.ensure_future(self._read())
        await self.call("session.new", capabilities={})
        # The window it starts with never gets the focus, and then Enter on a button does nothing; a second one does.
        self.context = (await self.call("browsingContext.create", type="window"))["context"]
        await self.call("session.subscribe", events=["network.beforeRequestSent"])
        return self

    async def close(self) -> None:
        """End Firefox and remove its profile."""
        self._reader.cancel()
        await self._socket.close()
        self._process.terminate()
        await self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)

    async def call(self, method: str, **params: Any) -> dict:
        """Send a command and return its result."""
        self._next_id += 1
        answer = self._answers[self._next_id] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({"id": self._next_id, "method": method, "params": params}))
        return await asyncio.wait_for(answer, 30)

    async def stub(self, address: str, page: str | None) -> None:
        """Answer requests to `address` with `page`; with None there is no connection to it."""
        self._stubs[address] = page
        await self.call("network.addIntercept", phases=["beforeRequestSent"], urlPatterns=[{"type": "string", "pattern": address}])

    async def open(self, url: str) -> None:
        """Load a page."""
        await self.call("browsingContext.navigate", context=self.context, url=url, wait="complete")

    async def run(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page (a string, number or boolean)."""
        result = await self.call("script.evaluate", expression=expression, target={"context": self.context}, awaitPromise=True)
        if result["type"] == "exception":
            raise AssertionError(result["exceptionDetails"]["text"])
        return result["result"].get("value")

    async def until(self, expression: str) -> None:
        """Wait until the expression is true; a page that is just being left counts as not yet."""
        for _ in range(100):
            try:
                if await self.run(expression):
                    return
            except (AssertionError, RuntimeError):
                pass
            await asyncio.sleep(0.1)
        raise AssertionError(f"still not true: {expression}")

    async def find(self, css: str) -> list[dict]:
        """Nodes of the page, without running script in it."""
        found = await self.call("browsingContext.locateNodes", context=self.context, locator={"type": "css", "value": css})
        return found["nodes"]

    async def press(self, *keys: str) -> None:
        """Press and release keys, one after the other: names of KEYS, or characters."""
        actions = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        await self.call("input.performActions", context=self.context, actions=[source])

    async def go_back(self) -> None:
        """Press the browser's Back button."""
        await self.call("browsingContext.traverseHistory", context=self.context, delta=-1)

    async def _read(self) -> None:
        async for text in self._socket:
            said = json.loads(text)
            if "id" in said:
                answer = self._answers.pop(said["id"])
                if said["type"] == "success":
                    answer.set_result(said["result"])
                else:
                    answer.set_exception(RuntimeError(f"{said['error']}: {said['message']}"))
            elif said.get("method") == "network.beforeRequestSent":
                self.requests.append(said["params"]["request"])
                if said["params"]["isBlocked"]:
                    asyncio.ensure_future(self._answer(said["params"]["request"]))

    async def _answer(self, request: dict) -> None:
        page = next(page for address, page in self._stubs.items() if request["url"].startswith(address))
        if page is None:
            await self.call("network.failRequest", request=request["request"])
        else:
            body = {"type": "string", "value": page}
            headers = [{"name": "Content-Type", "value": {"type": "string", "value": "text/html"}}]
            await self.call("network.provideResponse", request=request["request"], statusCode=200, reasonPhrase="OK", headers=headers, body=body)
