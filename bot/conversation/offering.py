"""Contacts as utterances: the cards, then one honest sentence on who is open now. Pure."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.directory import Directory


@dataclass(frozen=True)
class Offer:
    """Keyword arguments for `utter_message`, in order, and the services on the cards."""

    utterances: tuple[dict[str, Any], ...]
    service_ids: tuple[str, ...]


def offer(
    directory: Directory, question: dict[str, Any], label: str | None, now: datetime, more: bool, shown: tuple[str, ...]
) -> Offer:
    """Ask the directory ``question`` (see `Directory.find`) at ``now`` and put the answer into utterances."""
    contacts = directory.find(**question, now=now, exclude=shown)
    if more and all(contact.service_id in shown for contact in contacts):
        contacts = []  # only the 24-hour line again, which stands beside others (P4): nothing new
    if not contacts:
        response = "utter_contacts_no_more" if more else "utter_contacts_abroad"
        return Offer(({"response": response, "label": label or "there"},), ())
    cards = {"kind": "contacts", "contacts": [contact.as_dict() for contact in contacts]}
    if more:
        head = {"response": "utter_contacts_more"}
    elif question["nation"] != "England":
        head = {"response": "utter_contacts_outside", "label": label or question["nation"]}
    elif question["lads"]:
        head = {"response": "utter_contacts", "label": label}
    else:
        head = {"response": "utter_contacts_national"}
    said = [{**head, "json_message": cards}, *_open_now(contacts)]
    own = question["audience"] == "perpetrator"
    said.append({"response": "utter_after_contacts_own_behaviour" if own else "utter_after_contacts"})
    return Offer(tuple(said), tuple(contact.service_id for contact in contacts))


def _open_now(contacts: list) -> list[dict[str, Any]]:
    first = contacts[0]
    other = next((contact for contact in contacts[1:] if contact.status == "open"), None)
    if first.status == "open" or other is None:
        return []
    unknown = first.status in ("unstated", "may_be_closed")
    response = "utter_contacts_unknown_now" if unknown else "utter_contacts_closed_now"
    return [{"response": response, "closed": first.name, "open": other.name}]
