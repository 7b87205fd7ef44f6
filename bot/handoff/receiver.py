"""The service whose advisers may join: who they are, when they answer, and what is said about it."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Callable

from bot.conversation.messages import Message
from bot.directory import Directory
from bot.handoff.words import Words


@dataclass(frozen=True)
class Receiver:
    """Who gets a request for an adviser. `service_id`: the record whose opening times count."""

    service: str
    service_id: str
    must_share: str
    answer_within: timedelta
    directory: Callable[[], Directory]  # the one of now: it may change while people are talking
    words: Words

    def is_open(self, now: datetime) -> bool:
        """Whether it is known to be open; unknown is not open."""
        return self.directory().contact(self.service_id, now).status == "open"

    def say(self, name: str, now: datetime, **values: str) -> Message:
        """A message of the wording, with the service's name and times in it."""
        directory = self.directory()
        hours = directory.contact(self.service_id, now).status_text
        return self.words.message(name, directory, now, service=self.service, hours=hours, must_share=self.must_share, **values)
