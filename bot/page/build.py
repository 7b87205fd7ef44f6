"""Builds everything the server sends for the chat page, once, when it starts."""

from __future__ import annotations

import base64
import gzip
import hashlib
from dataclasses import dataclass

from bot.page.bundle import bundle_script, bundle_styles
from bot.page.headers import page_headers
from bot.page.html import page_html
from bot.page.settings import PageSettings
from bot.page.words import WIDGET, load_words

STYLES = (
    "tokens.css",
    "base.css",
    "page/page.css",
    "element.css",
    *(f"{part}/{part}.css" for part in ("exit", "danger", "notice", "messages", "contacts", "choices", "composer", "idle", "curtain")),
)


@dataclass(frozen=True)
class Asset:
    """One file to send.

    Attributes:
        body: the bytes.
        content_type: for the header of that name.
        integrity: hash that a website can pin the file with (`integrity="..."`).
        gzipped: the same bytes for browsers that accept `Content-Encoding: gzip`; phones on slow networks need it.
    """

    body: bytes
    content_type: str
    integrity: str
    gzipped: bytes


@dataclass(frozen=True)
class Page:
    """The files of the page by their path below /chat/ ("" is the page), and the headers to send with each."""

    files: dict[str, Asset]
    headers: dict[str, str]


def build_page(lifeline: list[dict], settings: PageSettings) -> Page:
    """Return the chat page with the lifeline contacts in it.

    Args:
        lifeline: Contacts to show when all else fails, as the API sends them; the emergency number first.
        settings: what the operator chose.

    Raises:
        ValueError: the lifeline is empty or does not begin with the emergency number; a widget file cannot be joined.
    """
    files = {
        "waymark-chat.js": asset(bundle_script(WIDGET / "waymark-chat.js"), "text/javascript"),
        "waymark-chat.css": asset(bundle_styles([WIDGET / name for name in STYLES]), "text/css"),
        "waymark-frame.js": asset((WIDGET / "embed" / "waymark-frame.js").read_text(encoding="utf-8"), "text/javascript"),
    }
    hashes = {name: file.integrity for name, file in files.items()}
    files[""] = asset(page_html(lifeline, settings, load_words(), hashes), "text/html")
    return Page(files=files, headers=page_headers(settings))


def asset(text: str, kind: str) -> Asset:
    """Return `text` as a file to send, with its hash."""
    body = text.encode("utf-8")
    digest = base64.b64encode(hashlib.sha384(body).digest()).decode("ascii")
    return Asset(body, f"{kind}; charset=utf-8", f"sha384-{digest}", gzip.compress(body, 9, mtime=0))
