"""Signed tokens for conversations: made by the server, checked by the server, kept by nobody but the page."""
from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode


class BadToken(ValueError):
    """The token was not made by this server, or is too old."""


class Tokens:
    """Makes and reads tokens. A conversation's id in Rasa is a hash, so that a store alone gives no token away."""

    def __init__(self, secret: str, lifetime_seconds: int) -> None:
        """With an empty ``secret`` a new one is made: tokens then end with the process."""
        self._key = (secret or secrets.token_urlsafe(32)).encode()
        self._lifetime = lifetime_seconds

    def make(self, now: float) -> str:
        """A token for a new conversation; ``now`` in seconds since 1970 (UTC)."""
        body = f"{secrets.token_urlsafe(16)}.{int(now)}"
        return f"{body}.{self._sign(body)}"

    def conversation(self, token: str, now: float) -> str:
        """The id of the token's conversation.

        Raises:
            BadToken: wrong signature, wrong shape, or older than the lifetime.
        """
        body, dot, signature = token.rpartition(".")
        if not dot or not hmac.compare_digest(_bytes(signature), _bytes(self._sign(body))):
            raise BadToken("not one of ours")
        identity, _, made = body.rpartition(".")
        if not 0 <= now - int(made) <= self._lifetime:
            raise BadToken("too old")
        return hashlib.sha256(identity.encode()).hexdigest()[:32]

    def made(self, token: str) -> int:
        """When a token that `conversation` has taken was made: seconds since 1970 (UTC)."""
        return int(token.split(".")[1])

    def _sign(self, body: str) -> str:
        digest = hmac.new(self._key, _bytes(body), hashlib.sha256).digest()
        return urlsafe_b64encode(digest).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # a client may send anything, half a character too
