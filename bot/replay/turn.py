"""What came of one turn: the messages, and what could be seen of how they were decided."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Iterator


@dataclass(frozen=True)
class Seen:
    """How a turn was understood and decided. Only known in this process: a server does not tell."""

    urgency: str | None = None
    topic: str | None = None
    doors: tuple[str, ...] = ()
    intent: str | None = None
    confidence: float | None = None
    why: tuple[str, ...] = ()
    actions: tuple[tuple[str, str], ...] = ()  # each action that ran, and the policy that chose it
    slots: dict[str, Any] = field(default_factory=dict)
    form: str | None = None

    @property
    def layer(self) -> str:
        """Who decided, in a few words for a tester."""
        chosen = [f"{action} ({policy})" for action, policy in self.actions if action != "action_listen"]
        if self.urgency == "emergency":
            by = "the classifier" if self.why and all(w.startswith("classifier") for w in self.why) else "a danger rule"
        elif self.intent == "unsure":
            by = "honest doubt"
        elif self.intent == "inform_area":
            by = "the places"
        elif self.confidence is None:
            by = "the button"
        else:
            by = f"the classifier ({self.confidence:.2f})"
        return f"{by}: {self.intent} -> {', '.join(chosen) or 'no action ran'}"


@dataclass(frozen=True)
class Turn:
    """One turn. Number 0 is the opening, before the person has said anything."""

    number: int
    user: str | None  # typed
    choose: str | None  # chosen: the label or id as the transcript has it
    at: datetime
    messages: tuple[dict[str, Any], ...]
    responses: tuple[str, ...] = ()  # the names of the wordings, where known
    seen: Seen | None = None
    problem: str = ""  # why there was no answer of the usual kind

    @property
    def choices(self) -> list[dict[str, str]]:
        """The buttons of this turn, in order."""
        return [choice for message in self.messages for choice in message["choices"]]

    @property
    def contacts(self) -> list[dict[str, Any]]:
        """The contact cards of this turn, in order."""
        return [contact for message in self.messages for contact in message["contacts"]]

    @property
    def service_ids(self) -> list[str]:
        """The services on the cards, in order, each once."""
        return list(dict.fromkeys(contact["service_id"] for contact in self.contacts))

    def texts(self) -> Iterator[tuple[str, str]]:
        """Everything a person can read, with where it stands."""
        for message in self.messages:
            yield "message", message["text"]
            for choice in message["choices"]:
                yield "button", choice["label"]
            for contact in message["contacts"]:
                for name in ("name", "phone", "sms", "url", "status_text", "what", "why"):
                    if contact.get(name):
                        yield f"{contact['service_id']} {name}", str(contact[name])

    def readable(self) -> str:
        """All of it as one text."""
        return "\n".join(text for _, text in self.texts())
