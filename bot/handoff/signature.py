"""Signatures of webhooks: Standard Webhooks 1.0.0, symmetric (github.com/standard-webhooks/standard-webhooks, spec)."""
from __future__ import annotations

import binascii
import hashlib
import hmac
from base64 import b64decode, b64encode
from datetime import datetime
from typing import Mapping

from bot.settings import SettingsError

WINDOW_SECONDS = 300  # older or younger messages are refused, so that nobody can play one again later
LEAST_BYTES, MOST_BYTES = 24, 64


class BadSignature(ValueError):
    """Not signed by the other side, or not now."""


def keys(secrets: str) -> tuple[bytes, ...]:
    """The keys in ``secrets``: one, or while changing over two, `whsec_` and base64, with a space between.

    Raises:
        SettingsError: none there, or one of another form or length.
    """
    found = []
    for secret in secrets.split():
        try:
            key = b64decode(secret.removeprefix("whsec_"), validate=True)
        except binascii.Error:
            key = b""
        if not secret.startswith("whsec_") or not LEAST_BYTES <= len(key) <= MOST_BYTES:
            raise SettingsError(f"WAYMARK_HANDOFF_SECRET cannot be used: whsec_ and {LEAST_BYTES} to {MOST_BYTES} bytes in base64 are needed.")
        found.append(key)
    if not found:
        raise SettingsError('WAYMARK_HANDOFF_SECRET is not set. Make one: echo "whsec_$(openssl rand -base64 32)"')
    return tuple(found)


def sign(keys: tuple[bytes, ...], message_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The three headers for ``body``, exactly these bytes, signed with every key."""
    timestamp = str(int(now.timestamp()))
    signatures = " ".join(_signature(key, message_id, timestamp, body) for key in keys)
    return {"webhook-id": message_id, "webhook-timestamp": timestamp, "webhook-signature": signatures}


def verify(keys: tuple[bytes, ...], headers: Mapping[str, str], now: datetime, body: bytes) -> str:
    """The id of a message that was signed with one of ``keys`` within five minutes of ``now``.

    Raises:
        BadSignature: anything else.
    """
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not message_id or not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        raise BadSignature("the headers webhook-id and webhook-timestamp are needed")
    if abs(now.timestamp() - int(timestamp)) > WINDOW_SECONDS:
        raise BadSignature("the timestamp is more than five minutes away")
    given = headers.get("webhook-signature", "").split()
    expected = [_signature(key, message_id, timestamp, body) for key in keys]
    if not any(hmac.compare_digest(a.encode(), b.encode()) for a in given for b in expected):
        raise BadSignature("no signature fits")
    return message_id


def _signature(key: bytes, message_id: str, timestamp: str, body: bytes) -> str:
    signed = message_id.encode() + b"." + timestamp.encode() + b"." + body
    return "v1," + b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
