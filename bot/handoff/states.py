"""The states of one hand-off, and which may follow which. Pure: time comes from outside."""
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from bot.conversation.messages import Message


class State(str, Enum):
    """Where a hand-off stands. Nothing leaves the server before `CONSENTED`."""

    OFFERED = "offered"  # the person reads what would be sent
    CONSENTED = "consented"  # "Send" was pressed; nobody has it yet
    QUEUED = "queued"  # the service has it; nobody has answered
    JOINED = "joined"  # an adviser writes in the chat; the bot is quiet
    ENDED = "ended"  # the adviser left
    CLOSED_HOURS = "closed_hours"
    TIMED_OUT = "timed_out"  # the service had it, and nobody answered
    FAILED = "failed"  # the service could not be reached
    WITHDRAWN = "withdrawn"  # the person left, stopped or said no


_NEXT = {
    State.OFFERED: {State.CONSENTED, State.CLOSED_HOURS, State.WITHDRAWN},
    # An adviser may be quicker than the answer to our own request: hence JOINED.
    State.CONSENTED: {State.QUEUED, State.JOINED, State.FAILED, State.WITHDRAWN},
    State.QUEUED: {State.JOINED, State.ENDED, State.TIMED_OUT, State.WITHDRAWN},
    State.JOINED: {State.ENDED, State.FAILED, State.WITHDRAWN},
}
LIVE = (State.CONSENTED, State.QUEUED, State.JOINED)


class NotPossible(ValueError):
    """A hand-off cannot go from its state to that one."""


@dataclass
class Handoff:
    """One request for an adviser. `summary`: the text the person saw, word for word."""

    id: str
    conversation: str
    summary: str
    area: str | None
    urgency: str  # routine | soon
    created_at: datetime
    lasts: timedelta  # how long the service has to answer, from "Send" on
    state: State = State.OFFERED
    consented_at: datetime | None = None
    told_at: datetime | None = None  # the person last heard how it stands
    outbox: list[Message] = field(default_factory=list)  # said since the page last asked
    choices: tuple[dict[str, str], ...] = ()  # what the bot offers meanwhile; news must not take it away

    def go(self, state: State) -> None:
        """Change the state.

        Raises:
            NotPossible: that state does not follow this one.
        """
        if state not in _NEXT.get(self.state, ()):
            raise NotPossible(f"{state.value} does not follow {self.state.value}")
        self.state = state

    @property
    def live(self) -> bool:
        """Whether the service has, or may have, something of this person in hand."""
        return self.state in LIVE

    @property
    def expires_at(self) -> datetime:
        """When the offer ends if nobody has answered; before "Send" reckoned from the offer."""
        return (self.consented_at or self.created_at) + self.lasts
