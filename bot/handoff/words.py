"""What is said about a hand-off: seeds/wording/handoff.yml, filled in."""
from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import yaml

from bot.conversation.messages import Message
from bot.conversation.wording import cards, numbers
from bot.directory import Directory
from bot.settings import SettingsError

LINES = ("summary", "no_topic", "no_area", "routine", "soon")
MESSAGES = (
    "signpost", "beside_open", "beside_closed", "closed_hours", "offer", "declined", "sending", "sent", "still_waiting", "stopped",
    "joined", "left", "ended", "timed_out", "failed", "cut_off", "not_passed_on", "danger_first", "danger_while_waiting",
)  # fmt: skip


class Words:
    """The wording of one file. `version` names the state of the text that people agree to."""

    def __init__(self, seeds: Path) -> None:
        """Read `wording/handoff.yml` of ``seeds``.

        Raises:
            SettingsError: it is not there, or lacks a message.
        """
        path = seeds / "wording" / "handoff.yml"
        try:
            read = yaml.safe_load(path.read_text(encoding="utf-8"))
            self._lines = {name: str(read["lines"][name]) for name in LINES}
            self._messages = {name: dict(read["messages"][name]) for name in MESSAGES}
            self.version = hashlib.sha256(self._messages["offer"]["text"].encode()).hexdigest()[:12]
        except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
            raise SettingsError(f"{path} cannot be used: {error}. Compare with seeds/wording/handoff.yml of this version.") from error

    def line(self, name: str, **values: str) -> str:
        """A few words that stand inside others."""
        return self._lines[name].format(**values).strip()

    def message(self, name: str, directory: Directory, now: datetime, **values: str) -> Message:
        """A whole message with its choices and its contact cards."""
        made = self._messages[name]
        contacts = cards(directory, made.get("contacts", ()), now)
        return Message(
            text=made["text"].format(**numbers(directory), **values).strip(),
            kind=made.get("kind", "contacts" if contacts else "text"),
            choices=tuple({"id": chosen, "label": label} for chosen, label in made.get("choices", {}).items()),
            contacts=tuple(contacts),
            response=f"handoff_{name}",
        )
