"""The way of a message: danger first, then the dialogue under a deadline, and never an empty reply."""
from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import Any, Awaitable, Callable

from rasa.core.channels.channel import UserMessage

from bot import clock
from bot.conversation import choices
from bot.conversation.deployment import opening
from bot.conversation.masking import mask, readable
from bot.conversation.messages import Message, from_rasa
from bot.conversation.wording import spoken
from bot.dialogue.collector import CHANNEL, Collector
from bot.directory import Directory
from bot.directory.shared import one_directory
from bot.settings import Settings
from bot.triage import assess

log = logging.getLogger(__name__)
Handle = Callable[[UserMessage], Awaitable[Any]]


@dataclass
class _Conversation:
    turns: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Engine:
    """Answers people. Needs the directory and the rules of danger; does its best without everything else."""

    def __init__(self, handle: Handle, directory: Directory | Callable[[], Directory], settings: Settings) -> None:
        """`handle` is Rasa's `Agent.handle_message`, or None's stand-in that raises when there is no model.

        `directory` is one that stays, or what gives the directory of now: each turn keeps the one it began with.
        """
        self._handle, self._settings = handle, settings
        self._directory: Callable[[], Directory] = directory if callable(directory) else lambda: directory
        self._conversations: "OrderedDict[str, _Conversation]" = OrderedDict()

    async def start(self, conversation_id: str) -> list[Message]:
        """The opening of a conversation."""
        with one_directory(self._directory()):
            messages = await self._turn(conversation_id, None, "/start", ("utter_opening", "utter_doors"))
            own_words = opening()
        return [*self._numbered(conversation_id, [Message(own_words, "notice")]), *messages] if own_words else messages

    async def say(self, conversation_id: str, text: str) -> list[Message]:
        """The answer to what a person typed. At least one message, whatever happens; danger is answered first."""
        with one_directory(self._directory()):
            return await self._say(conversation_id, text)

    async def _say(self, conversation_id: str, text: str) -> list[Message]:
        if not readable(text):
            return await self._turn(conversation_id, text, "/nothing_typed", ("utter_empty",))
        # A leading slash would reach into the dialogue past every check: only our own buttons may do that.
        words = mask(text[: self._settings.max_text]).lstrip("/ \t\n") or "."
        messages = await self._turn(conversation_id, text, words, ("utter_lifeline",))
        if len(text) > self._settings.max_text:
            messages.append(self._numbered(conversation_id, [self._static("utter_too_long")])[0])
        return messages

    async def choose(self, conversation_id: str, choice: str) -> list[Message]:
        """The answer to a button.

        Raises:
            UnknownChoice: the id is none that a button can have.
        """
        with one_directory(self._directory()):
            return await self._turn(conversation_id, None, choices.payload(choice), ("utter_lifeline",))

    def forget(self, conversation_id: str) -> None:
        """Drop what this process remembers beside the tracker."""
        self._conversations.pop(conversation_id, None)

    def card(self) -> Message:
        """The 999 card, made without Rasa."""
        return self._static("utter_emergency")

    async def _turn(self, conversation_id: str, text: str | None, said: str, fallback: tuple[str, ...]) -> list[Message]:
        danger = assess(text or "")
        shown = [self.card()] if danger.emergency else []
        if danger.emergency and not assess(said).emergency:
            said = "/emergency"  # the danger is in what the dialogue does not read: it is told, and any form ends
        collector = Collector()
        async with self._conversation(conversation_id).lock:
            try:
                message = UserMessage(said, collector, conversation_id, input_channel=CHANNEL)
                await asyncio.wait_for(self._handle(message), self._settings.reply_seconds)
            except Exception as error:  # whatever it is, the person gets an answer; its text could quote them
                log.error("a turn failed: %s", type(error).__name__)
        if danger.suspected and not collector.messages:  # the classifier was to be asked and is not there: rather once too often
            shown = [self.card()]
        card_text = shown[0].text if shown else None
        shown += [message for message in collector.messages if message.text != card_text]
        if not collector.messages:
            shown += [self._static(name) for name in fallback]
        return self._numbered(conversation_id, shown)

    def number(self, conversation_id: str, messages: list[Message]) -> list[Message]:
        """Messages that others say in this conversation, with their ids."""
        return self._numbered(conversation_id, messages)

    def _static(self, name: str) -> Message:
        made = from_rasa({**spoken(name, self._directory(), clock.now()), "utter_action": name})
        if made is None:
            raise ValueError(f"The response {name} has neither text nor contacts.")
        return made

    def _numbered(self, conversation_id: str, messages: list[Message]) -> list[Message]:
        conversation = self._conversation(conversation_id)
        numbered = []
        for message in messages:
            conversation.turns += 1
            numbered.append(replace(message, id=f"m{conversation.turns}"))
        return numbered

    def _conversation(self, conversation_id: str) -> _Conversation:
        conversation = self._conversations.setdefault(conversation_id, _Conversation())
        self._conversations.move_to_end(conversation_id)
        while len(self._conversations) > self._settings.max_conversations:
            self._conversations.popitem(last=False)
        return conversation
