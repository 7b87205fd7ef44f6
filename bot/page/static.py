"""The numbers as plain files for any web host: help that is still there when the chat is not."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from string import Template

from bot.page.build import STYLES
from bot.page.bundle import bundle_script, bundle_styles
from bot.page.html import fallback_html, icon
from bot.page.settings import PageSettings
from bot.page.words import WIDGET, load_words


def write_static(directory: Path, lifeline: list[dict], settings: PageSettings) -> list[Path]:
    """Write the numbers page and the text to paste into pages that embed the chat; return the files written.

    `index.html` needs no other file and no server of ours. `embed.html` is what belongs between the tags of
    `<waymark-chat>` on other websites.

    Args:
        directory: made if it is not there; files in it with these names are replaced.
        lifeline: Contacts to show, the emergency number first.

    Raises:
        ValueError: the lifeline is empty or does not begin with the emergency number.
        OSError: the directory cannot be written.
    """
    words = load_words()
    style = bundle_styles([WIDGET / name for name in STYLES])
    script = bundle_script(WIDGET / "page" / "static.js")
    fallback = fallback_html(lifeline, settings, words, reason=words["page"]["no_chat"])
    page = Template((WIDGET / "page" / "static.html").read_text(encoding="utf-8")).substitute(
        lang=words["lang"],
        title=words["title"],
        icon=icon(),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        covering=words["exit"]["covering"],
        words=fallback,
    )
    directory.mkdir(parents=True, exist_ok=True)
    written = {directory / "index.html": page, directory / "embed.html": fallback + "\n"}
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    return list(written)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
