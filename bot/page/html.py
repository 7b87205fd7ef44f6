"""The page itself, with everything a person needs in it before any script runs."""

from __future__ import annotations

from html import escape
from string import Template
from urllib.parse import urlsplit

from bot.page.contacts import contact_card, phone_of
from bot.page.settings import PageSettings
from bot.page.words import WIDGET

EMERGENCY_NUMBER = "999"  # the first contact must be this one: the page calls it the number for danger


def page_html(lifeline: list[dict], settings: PageSettings, words: dict, integrity: dict[str, str]) -> str:
    """Return the page.

    Args:
        lifeline: Contacts to show when all else fails; the emergency number first.
        integrity: hash of each file that the page loads, by its name.
    """
    return Template((WIDGET / "page" / "page.html").read_text(encoding="utf-8")).substitute(
        lang=words["lang"],
        title=_text(words["title"]),
        icon=icon(),
        style_integrity=integrity["waymark-chat.css"],
        script_integrity=integrity["waymark-chat.js"],
        api=_text(settings.api_base),
        files=_text(settings.api_base.removesuffix("api/")),
        exit_url=_text(settings.exit_url),
        exit_keys=_text(settings.exit_keys),
        curtain=" curtain" if settings.curtain else "",
        idle_warn=f"{settings.idle_warn_minutes:g}",
        idle_clear=f"{settings.idle_clear_minutes:g}",
        words=fallback_html(lifeline, settings, words, reason=words["page"]["no_script"]),
    )


def fallback_html(lifeline: list[dict], settings: PageSettings, words: dict, reason: str) -> str:
    """Return what stands between the tags of the element: the way out, the numbers, and what leaving cannot hide."""
    check_lifeline(lifeline)
    page = words["page"]
    first = lifeline[0]
    cards = "\n".join(contact_card(contact, words["contacts"], number) for number, contact in enumerate(lifeline, start=1))
    call = words["danger"]["call"].format(phone=first.get("phone") or phone_of(first))
    leaving = page["leave"].format(site=urlsplit(settings.exit_url).hostname)
    return f"""<div class="page__bar"><a class="button exit__link" href="{_text(settings.exit_url)}" rel="nofollow noreferrer" draggable="false">\
<span class="exit__cross" aria-hidden="true">×</span>{_text(words["exit"]["label"])}</a></div>
<div class="page__words">
<h1>{_text(page["heading"])}</h1>
<p class="page__danger"><b>{_text(words["danger"]["label"])}</b> <a href="tel:{phone_of(first)}">{_text(call)}</a></p>
<p class="page__reason">{_text(reason)}</p>
<section class="page__numbers" data-part="numbers">
<h2>{_text(words["numbers"])}</h2>
{cards}
</section>
<h2>{_text(words["notice"]["leave_heading"])}</h2>
<p>{_text(leaving)}</p>
<section data-part="limits">
<h2>{_text(page["limits_heading"])}</h2>
{_list(page["limits"])}
<details>
<summary>{_text(page["device_heading"])}</summary>
{_list(page["device"])}
</details>
</section>
</div>"""


def check_lifeline(lifeline: list[dict]) -> None:
    """Refuse a list that would leave the page without numbers, or call another number the one for danger.

    Raises:
        ValueError: says what is wrong with the list.
    """
    if not lifeline:
        raise ValueError("lifeline: the list is empty; the page must never be without numbers")
    if phone_of(lifeline[0]) != EMERGENCY_NUMBER:
        raise ValueError(f"lifeline: the first contact must be {EMERGENCY_NUMBER}, and is {lifeline[0].get('service_id')!r}")


def _list(lines: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{_text(line)}</li>" for line in lines) + "</ul>"


def icon() -> str:
    """Return the icon of the tab as an address that needs no request."""
    svg = (WIDGET / "page" / "icon.svg").read_text(encoding="utf-8").strip()
    return _text("data:image/svg+xml," + svg.replace("#", "%23").replace("\n", " "))


def _text(value: str) -> str:
    return escape(str(value), quote=True)
