"""Collects what Rasa utters in one turn."""
from __future__ import annotations

from typing import Any, Dict, List

from rasa.core.channels.channel import OutputChannel

from bot.conversation.messages import Message, from_rasa

CHANNEL = "waymark"


class Collector(OutputChannel):
    """Keeps each utterance as one message: text, buttons and cards together."""

    def __init__(self) -> None:
        self.messages: List[Message] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        """Keep ``message`` whole (Rasa's default would send its parts one by one)."""
        made = from_rasa(message)
        if made:
            self.messages.append(made)
