"""A service's desk for tests: a real HTTP server that gets our webhooks, checks them by itself, and answers as advisers do."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import shutil
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.support.api import Answer, request
from tests.support.server_process import ROOT

SECRET = "whsec_" + base64.b64encode(b"a key that only tests may know of").decode()
MUST_SHARE = "They must tell others if a child or an adult is at risk of serious harm."
PROFILE = f"""\
id: desk
name: The Test Desk
own_services: [pathway]
exit_url: "https://www.bbc.co.uk/weather"
handoff: webhook
handoff_service: karma-nirvana
handoff_must_share: "{MUST_SHARE}"
"""
_ids = itertools.count(1)


def seeds_with_a_desk(folder: Path) -> Path:
    """A copy of the seeds, with a profile called `desk` whose advisers can join the chat."""
    shutil.copytree(ROOT / "seeds", folder, ignore=shutil.ignore_patterns("areas"))
    (folder / "areas").symlink_to(ROOT / "seeds" / "areas")
    (folder / "profiles" / "desk.yml").write_text(PROFILE, encoding="utf-8")
    return folder


class Desk:
    """Collects what arrives in `events`. `answers`: status codes to give, one by one; then 204."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.answers: list[int] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._server.server_port}/waymark"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def clear(self) -> None:
        """As if nothing had arrived yet."""
        for kept in (self.events, self.headers, self.bodies, self.answers):
            kept.clear()

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def got(self, kind: str, seconds: float = 20) -> dict[str, Any]:
        """The data of the first event of this kind; waits until there is one."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for event in list(self.events):
                if event["type"] == kind:
                    return event["data"]
            time.sleep(0.05)
        raise AssertionError(f"no {kind} arrived, only {[event['type'] for event in self.events]}")

    def send(self, base: str, kind: str, handoff_id: str, at: float, **changes: Any) -> Answer:
        """Send an event to Waymark, signed at ``at`` (seconds since 1970). ``changes``: text, secret, message_id, signed."""
        data = {"handoff_id": handoff_id, **({"text": changes["text"]} if "text" in changes else {})}
        body = json.dumps({"type": kind, "timestamp": "", "data": data}).encode()
        message_id, stamp = changes.get("message_id", f"msg_{next(_ids)}"), str(int(at))
        signature = signed(changes.get("secret", SECRET), message_id, stamp, changes.get("signed", body))
        headers = {"webhook-id": message_id, "webhook-timestamp": stamp, "webhook-signature": signature}
        return request(base, "POST", "/chat/api/handoff/events", body, headers)


def signed(secret: str, message_id: str, stamp: str, body: bytes) -> str:
    """A signature as the specification says, written anew so that ours is held against another."""
    key = base64.b64decode(secret[len("whsec_") :])
    digest = hmac.new(key, message_id.encode() + b"." + stamp.encode() + b"." + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def _handler(desk: Desk) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802 (the name is given by http.server)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            right = signed(SECRET, headers["webhook-id"], headers["webhook-timestamp"], body) in headers["webhook-signature"].split()
            status = desk.answers.pop(0) if desk.answers else 204
            desk.headers.append(headers)
            desk.bodies.append(body)
            if right and status == 204:
                desk.events.append(json.loads(body))
            self.send_response(status if right else 401)
            if 300 <= status < 400:
                self.send_header("Location", desk.url + "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return Handler
