"""Puts together how this deployment reaches a human, from its profile and settings, when the server starts (docs/handoff.md)."""
from __future__ import annotations

from datetime import timedelta
from typing import Any, Awaitable, Callable, Mapping

from bot import clock
from bot.conversation.deployment import profile
from bot.conversation.messages import Message
from bot.dialogue.engine import Engine
from bot.directory.shared import directory
from bot.handoff.handoffs import Handoffs
from bot.handoff.receiver import Receiver
from bot.handoff.signature import keys
from bot.handoff.signpost import signpost
from bot.handoff.webhook import Webhook
from bot.handoff.words import Words
from bot.server.talks import Talks
from bot.settings import Settings


def handoffs_of(engine: Engine, chosen: Settings) -> Handoffs | None:
    """The hand-offs of this process, or None when the profile has no webhook.

    Raises:
        SettingsError: WAYMARK_HANDOFF_URL or WAYMARK_HANDOFF_SECRET is missing or wrong.
        DirectoryError: the profile is.
    """
    ours = profile()
    if ours is None or ours.handoff != "webhook":
        return None
    answer_within = timedelta(seconds=chosen.handoff_seconds)
    receiver = Receiver(ours.name, ours.handoff_service, ours.handoff_must_share, answer_within, directory, Words(chosen.seeds))
    webhook = Webhook(chosen.handoff_url, keys(chosen.handoff_secret), clock.now)
    return Handoffs(receiver, webhook, engine.number, clock.now, timedelta(minutes=chosen.conversation_minutes), chosen.max_conversations)


def talks_of(
    engine: Engine, handoffs: Handoffs | None, chosen: Settings, slots: Callable[[str], Awaitable[Mapping[str, Any]]] | None
) -> Talks:
    """The conversations of this process. Without ``slots`` nothing is known of them but what is asked now."""
    ours = profile()
    words = Words(chosen.seeds) if ours else None

    async def nothing(_conversation: str) -> Mapping[str, Any]:
        return {}

    def own_lines(known: Mapping[str, Any]) -> list[Message]:
        if ours is None or words is None or ours.handoff != "signpost":
            return []
        return signpost(directory(), ours.own_services, known.get("audience"), words, ours.name, clock.now())

    return Talks(engine, handoffs, slots or nothing, own_lines)
