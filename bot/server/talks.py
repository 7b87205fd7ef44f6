"""One conversation's way through the server: an adviser if one is there, else the bot, and danger before both."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Awaitable, Callable, Mapping

from bot.conversation.choices import UnknownChoice
from bot.conversation.messages import Message
from bot.dialogue.engine import Engine
from bot.handoff.handoffs import CHOICES, LEAVE, Handoffs, NotOffered, number_of
from bot.handoff.states import State
from bot.triage import assess

LONGEST_LINE = 10_000  # characters of one line to an adviser
_END_WORDS = ("stop", "delete")  # these two are for the program, whoever is in the chat
_PEOPLE = "utter_human"
_ENDS = ("utter_stop", "utter_deleted")


class TooLong(ValueError):
    """A line to an adviser that would have to be cut."""


@dataclass(frozen=True)
class Said:
    """Messages to show, and whether the page is to ask for more."""

    messages: list[Message]
    poll: bool = False


class Talks:
    """Answers people like the engine, and lets advisers in. Without ``handoffs`` it only shows the service's own lines."""

    def __init__(
        self,
        engine: Engine,
        handoffs: Handoffs | None,
        slots: Callable[[str], Awaitable[Mapping[str, Any]]],
        own_lines: Callable[[Mapping[str, Any]], list[Message]],
    ) -> None:
        """`slots` is what the dialogue remembers of a conversation; `own_lines` shows the service's own lines, if there are any."""
        self._engine, self._handoffs, self._slots, self._own_lines = engine, handoffs, slots, own_lines

    async def start(self, conversation: str) -> Said:
        """The opening."""
        return Said(await self._engine.start(conversation))

    async def say(self, conversation: str, text: str) -> Said:
        """The answer to what a person typed. To an adviser it is passed on; danger brings the 999 card first, always.

        Raises:
            NotPassedOn, TooLong: the adviser did not get it.
        """
        if not self._handoffs:
            return await self._answered(conversation, await self._engine.say(conversation, text))
        danger = assess(text)
        self._handoffs.heard(conversation, danger.urgency)
        if self._handoffs.joined(conversation) and text.strip().casefold() not in _END_WORDS:
            return await self._to_adviser(conversation, text, danger.alarming)
        waited = self._handoffs.live(conversation) is not None
        messages = await self._engine.say(conversation, text)
        if any(message.kind == "emergency" for message in messages):
            self._handoffs.heard(conversation, "emergency")  # the model hears danger that the rules do not know
            if waited:
                messages += self._engine.number(conversation, [self._handoffs.say("danger_while_waiting")])
        return await self._answered(conversation, messages)

    async def choose(self, conversation: str, choice: str) -> Said:
        """The answer to a button.

        Raises:
            UnknownChoice: the id is none that a button can have now.
        """
        if choice in CHOICES and self._handoffs:
            return await self._answered(conversation, await self._about_adviser(self._handoffs, conversation, choice))
        if self._handoffs and self._handoffs.joined(conversation):
            raise UnknownChoice("The bot is quiet while an adviser is there.")
        return await self._answered(conversation, await self._engine.choose(conversation, choice))

    def news(self, conversation: str, after: str) -> Said:
        """What an adviser said, or what there is to say about waiting for one, since the message ``after``."""
        if not self._handoffs:
            return Said([])
        seen = number_of(after)
        if seen and not self._handoffs.of(conversation):  # the process was started anew, or the page was asleep for an hour
            return Said([replace(self._handoffs.say("cut_off"), id=f"m{seen + 1}")])
        return self._with_news(conversation, [], seen)

    def forget(self, conversation: str) -> None:
        """Drop what is remembered beside the tracker; an adviser is told."""
        if self._handoffs:
            self._handoffs.forget(conversation)
        self._engine.forget(conversation)

    async def _to_adviser(self, conversation: str, text: str, danger: bool) -> Said:
        assert self._handoffs
        if len(text) > LONGEST_LINE:
            raise TooLong
        if not text.strip():
            return self._with_news(conversation, [])
        if danger:
            self._handoffs.said_in_danger(conversation, text)
        else:
            await self._handoffs.said(conversation, text)
        card = self._engine.number(conversation, [self._engine.card()]) if danger else []
        return self._with_news(conversation, card)

    async def _about_adviser(self, handoffs: Handoffs, conversation: str, choice: str) -> list[Message]:
        try:
            if choice == "ask_adviser":
                said = [self._engine.card()] if handoffs.in_danger(conversation) else []
                said += handoffs.asked(conversation, await self._slots(conversation))
            elif choice == "send_to_adviser":
                said = [self._engine.card()] if handoffs.in_danger(conversation) else []
                said += await handoffs.agreed(conversation)
            elif choice == "do_not_send":
                said = handoffs.declined(conversation)
            else:
                said = handoffs.left(conversation)
                if not said and not handoffs.goes_on(conversation):
                    said = [handoffs.say("cut_off")]  # of a page that shows a choice from before this process
        except NotOffered:
            raise UnknownChoice("This choice is over.") from None
        return self._engine.number(conversation, said)

    async def _answered(self, conversation: str, messages: list[Message]) -> Said:
        names = [message.response for message in messages]
        if _PEOPLE in names:
            beside = self._handoffs.beside(conversation) if self._handoffs else self._own_lines(await self._slots(conversation))
            messages = [*messages, *self._engine.number(conversation, beside)]
        if not self._handoffs:
            return Said(messages)
        if any(name in names for name in _ENDS):
            self._handoffs.withdraw(conversation, "stopped")
        return self._with_news(conversation, messages)

    def _with_news(self, conversation: str, messages: list[Message], seen: int | None = None) -> Said:
        """Together with what the page has not fetched yet, in order, the 999 card before all of it.

        The page shows the choices of one answer. During a hand-off they are the bot's last ones and the way out of the hand-off.
        """
        assert self._handoffs
        own = {message.id for message in messages}
        news = [message for message in self._handoffs.news(conversation, seen) if message.id not in own]
        handoff, goes_on = self._handoffs.of(conversation), self._handoffs.goes_on(conversation)
        shown = sorted([*messages, *news], key=lambda message: (message.kind != "emergency", number_of(message.id)))
        if not handoff or not shown:
            return Said(shown, goes_on)
        choices = tuple(choice for message in shown for choice in message.choices if choice["id"] != LEAVE)
        if messages:
            handoff.choices = () if handoff.state is State.OFFERED else choices
        elif not choices:
            choices = handoff.choices
        leave = (self._handoffs.leave_choice(conversation),) if handoff.live else ()
        shown = [replace(message, choices=()) for message in shown]
        return Said([*shown[:-1], replace(shown[-1], choices=(*choices, *leave))], goes_on)
