"""The standard hand-off: the service's own lines are shown, and nothing is sent."""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.conversation.messages import Message
from bot.conversation.wording import cards
from bot.directory import Directory
from bot.handoff.words import Words


def signpost(directory: Directory, service_ids: tuple[str, ...], audience: str | None, words: Words, service: str, now: datetime) -> list[Message]:
    """The cards of the service's lines: all of them, or those for ``audience`` if that is known; nothing if none is."""
    anyone = audience in (None, "anyone")
    for_them = [one for one in service_ids if anyone or audience in directory.service(one).audience]
    if not for_them:
        return []
    shown = replace(words.message("signpost", directory, now, service=service), kind="contacts", contacts=tuple(cards(directory, for_them, now)))
    return [shown]
