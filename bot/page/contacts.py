"""A service as a card in the page, for when there is no script.

The same card as widget/contacts/contacts.js; tests/widget/test_contacts.py holds the two together.
"""

from __future__ import annotations

import re
from datetime import date
from html import escape

_MONTHS = "January February March April May June July August September October November December".split()
_STATUSES = ("open", "closed", "may_be_closed", "unstated")


def contact_card(contact: dict, words: dict, number: int) -> str:
    """Return the HTML of one contact.

    Args:
        contact: a Contact as the API sends it.
        words: the `contacts` part of widget/words.json.
        number: position of the card in the page; makes its ids unique.
    """
    warning_id = f"numbers-warning-{number}"
    why = contact.get("why")
    ways = _ways_to_reach(contact, words, warning_id)
    return "".join(
        [
            '<article class="contact">',
            f'<h3 class="contact__name" dir="auto">{_text(contact["name"])}</h3>',
            f'<p class="contact__what" dir="auto">{_text(contact["what"])}</p>' if contact.get("what") else "",
            _status(contact, words),
            f'<p class="contact__why" dir="auto"><b>{_text(words["why"])}</b> {_text(why)}</p>' if why else "",
            f'<p class="contact__ways">{"".join(ways)}</p>' if ways else "",
            _warning(contact, words, warning_id),
            _source(contact.get("source"), words),
            "</article>",
        ]
    )


def dialable(number: str | None) -> str:
    """Return `number` as a phone dials it, or "" when it is not a phone number."""
    digits = re.sub(r"[\s()-]", "", re.sub(r"^(tel|sms):", "", str(number or "")))
    return digits if re.fullmatch(r"\+?[0-9*#]{3,}", digits) else ""


def phone_of(contact: dict) -> str:
    """Return the number to ring for this contact, as a phone dials it, or ""."""
    return dialable(contact.get("tel") or contact.get("phone"))


def _status(contact: dict, words: dict) -> str:
    status = contact.get("status") if contact.get("status") in _STATUSES else "unstated"
    text = contact.get("status_text") or words[f"status_{status}"]
    return f'<p class="contact__status" data-status="{status}"><span class="contact__shape" aria-hidden="true"></span>{_text(text)}</p>'


def _ways_to_reach(contact: dict, words: dict, warning_id: str) -> list[str]:
    ways = []
    tel, sms, url = phone_of(contact), dialable(contact.get("sms")), contact.get("url")
    if tel:
        label = words["call"].format(phone=contact.get("phone") or tel)
        ways.append(f'<a class="button button--main contact__call" href="tel:{tel}" aria-describedby="{warning_id}">{_text(label)}</a>')
    if sms:
        label = words["text"].format(phone=contact["sms"])
        ways.append(f'<a class="button button--quiet" href="sms:{sms}" aria-describedby="{warning_id}">{_text(label)}</a>')
    if url and re.match(r"https?://", url, re.IGNORECASE):
        ways.append(
            f'<a class="button button--quiet" href="{_text(url)}" target="_blank" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">'
            f'{_text(words["website"])}<span class="visually-hidden"> {_text(words["website_new_tab"])}</span></a>'
        )
    return ways


def _warning(contact: dict, words: dict, warning_id: str) -> str:
    tel, sms = phone_of(contact), dialable(contact.get("sms"))
    if not tel and not sms:
        return ""
    name = "call_text_warning" if tel and sms else "call_warning" if tel else "text_warning"
    return f'<p class="contact__warning" id="{warning_id}">{_text(words[name])}</p>'


def _source(source: dict | None, words: dict) -> str:
    if not source or not source.get("name"):
        return ""
    name, day, checked = source["name"], source.get("date"), source.get("checked_on")
    where = words["source_date"].format(name=name, date=_in_words(day)) if day else words["source_undated"].format(name=name)
    check = words["checked"].format(date=_in_words(checked)) if checked else words["not_checked"]
    return f'<details><summary>{_text(words["source"])}</summary><p>{_text(f"{where} {check}")}</p></details>'


def _in_words(day: str) -> str:
    """Return "2020-04-21" as "21 April 2020"; a date in any other form stays as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def _text(value: str) -> str:
    return escape(str(value), quote=True)
