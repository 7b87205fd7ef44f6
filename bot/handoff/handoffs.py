"""The hand-offs that are going on in this process: what a person chose, what the service says, and what time does to them."""
from __future__ import annotations

import asyncio
import secrets
from datetime import datetime, timedelta
from typing import Any, Callable, Coroutine, Mapping

from bot.conversation.messages import Message
from bot.handoff import payload
from bot.handoff.cases import Case, Cases
from bot.handoff.receiver import Receiver
from bot.handoff.states import Handoff, State
from bot.handoff.webhook import FIRST_TRY_SECONDS, Outcome, Webhook

LEAVE = "leave_adviser"
CHOICES = ("ask_adviser", "send_to_adviser", "do_not_send", LEAVE)
UPDATE_EVERY = timedelta(seconds=60)
GONE_AFTER = timedelta(minutes=5)  # a page that has not asked for news for so long is closed, whatever it said
LOOK_EVERY_SECONDS = 5


class NotOffered(Exception):
    """A choice that stands for nothing now."""


class NotPassedOn(Exception):
    """A line did not reach the adviser."""


class Handoffs:
    """Everything about advisers in the chat. Kept in memory, forgotten with the conversation or after ``idle``."""

    def __init__(
        self,
        receiver: Receiver,
        webhook: Webhook,
        number: Callable[[str, list[Message]], list[Message]],
        now: Callable[[], datetime],
        idle: timedelta,
        most: int,
    ) -> None:
        """`number` gives messages of a conversation their ids; `now` is the time, in UTC; `idle` and `most`: see `Cases`."""
        self._receiver, self._webhook, self._number, self._now = receiver, webhook, number, now
        self._cases = Cases(idle, most, dropping=lambda conversation: self.withdraw(conversation, "left"))
        self._tasks: set[asyncio.Task[Any]] = set()  # asyncio itself does not hold on to them

    # What the person does

    def heard(self, conversation: str, urgency: str) -> None:
        """Remember of a message how urgent it was, and nothing else."""
        case = self._case(conversation)
        case.danger, case.soon = urgency == "emergency", case.soon or urgency != "routine"

    def beside(self, conversation: str) -> list[Message]:
        """What belongs beside the answer to "I want to talk to a person"."""
        case = self._case(conversation)
        if self.live(conversation) or case.danger:
            return []
        return [self.say("beside_open" if self._receiver.is_open(self._now()) else "beside_closed")]

    def asked(self, conversation: str, slots: Mapping[str, Any]) -> list[Message]:
        """What would be sent, and the choice to send it. Danger and closing time come first; nothing is sent.

        Raises:
            NotOffered: an adviser was asked for already.
        """
        case = self._case(conversation)
        if self.live(conversation):
            raise NotOffered("one at a time")
        if case.danger:
            case.danger = False  # the card is shown beside this; the person can say that the danger is over
            return [self.say("danger_first")]
        if not self._receiver.is_open(self._now()):
            return [self.say("closed_hours")]
        area, urgency = payload.area_of(slots, self._receiver.directory()), "soon" if case.soon else "routine"
        summary = payload.summary_of(slots, area, urgency, self._receiver.words)
        case.handoff = Handoff(f"ho_{secrets.token_urlsafe(12)}", conversation, summary, area, urgency, self._now(), self._receiver.answer_within)
        return [self.say("offer", summary=summary)]

    async def agreed(self, conversation: str) -> list[Message]:
        """"Send" was pressed: now it is sent.

        Raises:
            NotOffered: nothing is offered.
        """
        case, handoff = self._case(conversation), self._offered(conversation)
        if case.danger or not self._receiver.is_open(self._now()):
            handoff.go(State.WITHDRAWN if case.danger else State.CLOSED_HOURS)
            return [self.say("danger_first" if case.danger else "closed_hours")]
        handoff.go(State.CONSENTED)
        handoff.consented_at = handoff.told_at = self._now()
        request = self._start(self._request(handoff))
        self._start(self._watch(handoff))
        await asyncio.wait({request}, timeout=FIRST_TRY_SECONDS)
        return [] if handoff.outbox else [self.say("sending")]

    def declined(self, conversation: str) -> list[Message]:
        """"Don't send" was pressed. Raises NotOffered when nothing is offered."""
        self._offered(conversation).go(State.WITHDRAWN)
        return [self.say("declined")]

    def left(self, conversation: str) -> list[Message]:
        """The person stops waiting, or stops talking to the adviser. Nothing more to say when time was quicker."""
        handoff = self.live(conversation)
        if not handoff:
            return []
        said = self.say("left" if handoff.state is State.JOINED else "stopped")
        self.withdraw(conversation, "stopped")
        return [said]

    async def said(self, conversation: str, text: str) -> None:
        """Pass a line on to the adviser who has joined.

        Raises:
            NotPassedOn: it did not arrive.
        """
        handoff = self.live(conversation)
        assert handoff
        outcome = await self._webhook.send(payload.person_said(handoff, text, self._now()))
        if outcome is Outcome.REFUSED and handoff.state is State.JOINED:
            self._over(handoff, State.FAILED, "cut_off")
        if outcome is not Outcome.TAKEN:
            raise NotPassedOn

    def said_in_danger(self, conversation: str, text: str) -> None:
        """Pass a line on without waiting, so that nothing stands before the 999 card."""

        async def pass_on() -> None:
            try:
                await self.said(conversation, text)
            except NotPassedOn:
                handoff = self.live(conversation)
                if handoff:
                    self._post(handoff, self.say("not_passed_on"))

        self._start(pass_on())

    def withdraw(self, conversation: str, reason: str) -> None:
        """The hand-off, if any, is over, and the service is told; ``reason``: left, stopped, expired or gone."""
        handoff = self.of(conversation)
        if handoff and handoff.live:
            self._tell_withdrawn(handoff, reason)
        if handoff and (handoff.live or handoff.state is State.OFFERED):
            handoff.go(State.WITHDRAWN)

    def forget(self, conversation: str) -> None:
        """The conversation is over: the service is told, and nothing is kept."""
        self._cases.drop(conversation)

    # What the page asks

    def of(self, conversation: str) -> Handoff | None:
        """The hand-off of a conversation, offered, going on, or over with something still to be said."""
        case = self._cases.get(conversation)
        return case.handoff if case else None

    def live(self, conversation: str) -> Handoff | None:
        """The hand-off that is going on."""
        handoff = self.of(conversation)
        return handoff if handoff and handoff.live else None

    def joined(self, conversation: str) -> bool:
        """Whether an adviser is in the chat, so that the bot keeps quiet."""
        handoff = self.live(conversation)
        return handoff is not None and handoff.state is State.JOINED

    def in_danger(self, conversation: str) -> bool:
        """Whether the last thing the person wrote was an emergency."""
        return self._case(conversation).danger

    def leave_choice(self, conversation: str) -> dict[str, str]:
        """The way out of the hand-off, for every message during one."""
        return self.say("joined" if self.joined(conversation) else "sent").choices[0]

    def news(self, conversation: str, seen: int | None = None) -> list[Message]:
        """What was said and not seen yet; ``seen``: number of the newest message that the page has."""
        handoff = self.of(conversation)
        if not handoff:
            return []
        self._case(conversation)
        self._look(handoff)
        if seen is not None:
            handoff.outbox = [message for message in handoff.outbox if number_of(message.id) > seen]
        return list(handoff.outbox)

    def goes_on(self, conversation: str) -> bool:
        """Whether the page should ask for news again."""
        handoff = self.of(conversation)
        return handoff is not None and (handoff.live or bool(handoff.outbox))

    # What the service says

    def adviser(self, handoff_id: str, kind: str, text: str) -> bool:
        """An event of the service: adviser.joined, adviser.said or adviser.left. False when that hand-off is not going on."""
        handoff = next((one for one in self._cases.handoffs() if one.id == handoff_id), None)
        if handoff:
            self._look(handoff)
        if not handoff or not handoff.live:
            return False
        if kind == "adviser.left":
            if handoff.state is State.CONSENTED:
                handoff.go(State.QUEUED)
            self._over(handoff, State.ENDED, "ended" if handoff.state is State.JOINED else "timed_out")
            return True
        if handoff.state is not State.JOINED:
            handoff.go(State.JOINED)
            handoff.choices = ()
            self._post(handoff, self.say("joined"))
        if kind == "adviser.said":
            self._post(handoff, Message(text, sender="adviser", choices=(self.leave_choice(handoff.conversation),)))
        return True

    async def close(self) -> None:
        """This process ends: tell every service that waits."""
        for conversation in self._cases:
            self.forget(conversation)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=FIRST_TRY_SECONDS)

    # What time does

    async def _request(self, handoff: Handoff) -> None:
        body = payload.requested(handoff, self._receiver.service_id, self._receiver.words)
        outcome = await self._webhook.deliver(body, lambda: handoff.state is State.CONSENTED and self._now() < handoff.expires_at)
        if outcome is Outcome.TAKEN and handoff.state is State.CONSENTED:
            handoff.go(State.QUEUED)
            self._post(handoff, self.say("sent"))
        elif outcome is Outcome.REFUSED and handoff.state is State.CONSENTED:
            self._over(handoff, State.FAILED, "failed")

    async def _watch(self, handoff: Handoff) -> None:
        while handoff.live:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            self._look(handoff)

    def _look(self, handoff: Handoff) -> None:
        """Say what is due: nobody has answered, nobody will."""
        now = self._now()
        case = self._cases.get(handoff.conversation)
        if not case or not handoff.live:
            return
        if now - case.seen_at > GONE_AFTER:
            self.withdraw(handoff.conversation, "gone")
        elif handoff.state is not State.JOINED and now >= handoff.expires_at:
            self._tell_withdrawn(handoff, "expired")
            queued = handoff.state is State.QUEUED
            self._over(handoff, *((State.TIMED_OUT, "timed_out") if queued else (State.FAILED, "failed")))
        elif handoff.state is State.QUEUED and now - (handoff.told_at or now) >= UPDATE_EVERY:
            self._post(handoff, self.say("still_waiting"))

    def _tell_withdrawn(self, handoff: Handoff, reason: str) -> None:
        now = self._now()
        until = now + self._receiver.answer_within
        self._start(self._webhook.deliver(payload.withdrawn(handoff, reason, now), lambda: self._now() < until))

    # Small things

    def _over(self, handoff: Handoff, state: State, said: str) -> None:
        handoff.go(state)
        self._post(handoff, self.say(said))

    def _post(self, handoff: Handoff, message: Message) -> None:
        handoff.told_at = self._now()
        handoff.outbox += self._number(handoff.conversation, [message])

    def say(self, name: str, **values: str) -> Message:
        """A message of seeds/wording/handoff.yml, filled in."""
        return self._receiver.say(name, self._now(), **values)

    def _offered(self, conversation: str) -> Handoff:
        handoff = self._case(conversation).handoff
        if handoff is None or handoff.state is not State.OFFERED:
            raise NotOffered("nothing is offered")
        return handoff

    def _case(self, conversation: str) -> Case:
        return self._cases.touch(conversation, self._now())

    def _start(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def number_of(message_id: str) -> int:
    """The number in a message's id, 0 when it has none."""
    digits = message_id.rpartition("m")[2]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0
