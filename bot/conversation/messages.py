"""What a person is shown: messages with a kind, text, choices and contact cards (docs/http.md)."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.conversation.choices import choice_id

KINDS = ("text", "emergency", "contacts", "notice")


@dataclass(frozen=True)
class Message:
    """One message of the bot or of an adviser. `response` is the name of its wording, for replay; it is not sent."""

    text: str
    kind: str = "text"
    choices: tuple[dict[str, str], ...] = ()
    contacts: tuple[dict[str, Any], ...] = ()
    sender: str = "bot"
    id: str = ""
    response: str = field(default="", compare=False)

    def as_dict(self) -> dict[str, Any]:
        """As sent over HTTP."""
        return {
            "id": self.id,
            "from": self.sender,
            "kind": self.kind,
            "text": self.text,
            "choices": list(self.choices),
            "contacts": list(self.contacts),
        }


def from_rasa(message: dict[str, Any]) -> Message | None:
    """A message from what Rasa (or `bot.conversation.wording.spoken`) utters; None when there is nothing to show."""
    custom = message.get("custom") or {}
    contacts = tuple(custom.get("contacts") or ())
    text = (message.get("text") or "").strip()
    if not text and not contacts:
        return None
    source = source_line(custom.get("source") or ())
    return Message(
        text=f"{text}\n\n{source}" if source else text,
        kind=custom.get("kind") or ("contacts" if contacts else "text"),
        choices=tuple({"id": choice_id(b["payload"]), "label": b["title"]} for b in message.get("buttons") or ()),
        contacts=contacts,
        response=message.get("utter_action") or "",
    )


def source_line(source: dict[str, Any] | list[dict[str, Any]]) -> str:
    """Where a fact comes from and of when it is, for the person who reads it; empty without a source."""
    sources = [source] if isinstance(source, dict) else list(source)
    if not sources:
        return ""
    return f"Source: {'; '.join(map(_named, sources))}."


def _named(source: dict[str, Any]) -> str:
    if not source.get("date"):
        return source["name"]
    day = date.fromisoformat(str(source["date"]))
    return f"{source['name']}, {day:%B} {day.year}"
