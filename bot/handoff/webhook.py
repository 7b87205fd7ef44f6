"""Sends signed messages to the one address that the operator has set. Follows no redirect, keeps no cookie, reads no answer."""
from __future__ import annotations

import asyncio
import secrets
from datetime import datetime
from enum import Enum
from typing import Callable
from urllib.parse import urlsplit

import aiohttp

from bot.handoff.signature import sign
from bot.settings import SettingsError

PATIENCE_SECONDS = 5  # for one answer
FIRST_TRY_SECONDS = 3  # how long a person waits for the first answer before they read that it is still being sent
LONGEST_PAUSE_SECONDS = 15
_HERE = ("127.0.0.1", "::1", "localhost")
_WORTH_ANOTHER_TRY = (408, 425, 429)


class Outcome(Enum):
    """How it went."""

    TAKEN = "taken"
    LATER = "later"  # no answer, or the other side is in trouble: worth another try
    REFUSED = "refused"  # it will not be taken the next time either


def checked_url(url: str) -> str:
    """``url`` if it may be used.

    Raises:
        SettingsError: not https (http on this machine is allowed, for trying it out), or with a password or fragment in it.
    """
    parts = urlsplit(url)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
    if not secure or not parts.hostname or parts.username or parts.fragment:
        raise SettingsError("WAYMARK_HANDOFF_URL must be the full https address of the receiver, without a password, such as https://desk.example.org/waymark")
    return url


class Webhook:
    """One receiver."""

    def __init__(self, url: str, keys: tuple[bytes, ...], now: Callable[[], datetime]) -> None:
        self._url, self._keys, self._now = checked_url(url), keys, now

    async def send(self, body: bytes, message_id: str = "") -> Outcome:
        """One try."""
        message_id = message_id or f"msg_{secrets.token_hex(12)}"
        headers = {"Content-Type": "application/json", "User-Agent": "Waymark", **sign(self._keys, message_id, self._now(), body)}
        timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
        try:
            async with aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session:
                async with session.post(self._url, data=body, headers=headers, allow_redirects=False) as answer:
                    return _outcome(answer.status)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return Outcome.LATER

    async def deliver(self, body: bytes, still: Callable[[], bool]) -> Outcome:
        """Try until it is taken or refused, or ``still()`` is false. Every try has the same id, so that the receiver can tell."""
        message_id, pause = f"msg_{secrets.token_hex(12)}", 1.0
        while True:
            outcome = await self.send(body, message_id)
            if outcome is not Outcome.LATER or not still():
                return outcome
            await asyncio.sleep(pause)
            if not still():
                return outcome
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


def _outcome(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome.TAKEN
    return Outcome.LATER if status >= 500 or status in _WORTH_ANOTHER_TRY else Outcome.REFUSED
