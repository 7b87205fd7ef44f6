"""What is remembered of conversations that could come to an adviser: in memory, not for long, not without bound."""
from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Callable, Iterator

from bot.handoff.states import Handoff


@dataclass
class Case:
    """One conversation. Of its messages only how urgent they were."""

    seen_at: datetime
    soon: bool = False  # something was told that should not wait for its turn
    danger: bool = False  # the last message was an emergency
    handoff: Handoff | None = None


class Cases:
    """Cases by conversation, the longest idle first."""

    def __init__(self, idle: timedelta, most: int, dropping: Callable[[str], None]) -> None:
        """Idle for longer than ``idle``, or too many with ``most``: `dropping` is called, then the case is gone."""
        self._idle, self._most, self._dropping = idle, most, dropping
        self._cases: "OrderedDict[str, Case]" = OrderedDict()

    def get(self, conversation: str) -> Case | None:
        """The case, if there is one."""
        return self._cases.get(conversation)

    def touch(self, conversation: str, now: datetime) -> Case:
        """The case of a conversation that is going on, made if need be. Old ones go."""
        case = self._cases.setdefault(conversation, Case(now))
        case.seen_at = now
        self._cases.move_to_end(conversation)
        while len(self._cases) > self._most or now - next(iter(self._cases.values())).seen_at > self._idle:
            self.drop(next(iter(self._cases)))
        return case

    def drop(self, conversation: str) -> None:
        """The case is over."""
        if conversation in self._cases:
            self._dropping(conversation)
            del self._cases[conversation]

    def handoffs(self) -> Iterator[Handoff]:
        """Every hand-off of every case."""
        return (case.handoff for case in self._cases.values() if case.handoff)

    def __iter__(self) -> Iterator[str]:
        """The conversations, as they are now."""
        return iter(list(self._cases))
