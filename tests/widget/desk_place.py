"""A chat at a place where advisers can join: what people and advisers do there."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from playwright.sync_api import expect

from tests.support.desk import Desk
from tests.support.server_process import ServerProcess

from .chat import Chat

OPEN = datetime(2026, 11, 24, 11, 0, tzinfo=timezone.utc)  # a Tuesday morning
CLOSED = datetime(2026, 11, 22, 22, 0, tzinfo=timezone.utc)  # a Sunday night
STORY = "my husband hit me again last night"
DANGER = "hes outside my door with a knife"


class Place:
    """A desk, a server that sends to it, and the clock of that server."""

    def __init__(self, desk: Desk, server: ServerProcess, clock: Path) -> None:
        self.desk, self.base, self.output, self._clock = desk, server.base, server.output, clock

    def at(self, moment: datetime) -> None:
        """The server's clock stands there from now on."""
        self.now = moment
        self._clock.write_text(moment.isoformat(), encoding="ascii")

    def wait(self, **time: int) -> None:
        """So much later."""
        self.at(self.now + timedelta(**time))

    def adviser(self, kind: str, text: str = "") -> None:
        """The adviser joins, says something or leaves."""
        more = {"text": text} if text else {}
        answer = self.desk.send(self.base, f"adviser.{kind}", self.desk.got("handoff.requested")["handoff_id"], self.now.timestamp(), **more)
        assert answer.status == 204, answer.body


def say(chat: Chat, text: str) -> None:
    with chat.page.expect_response("**/chat/api/message"):
        chat.say(text)


def press(chat: Chat, label: str) -> None:
    with chat.page.expect_response("**/chat/api/message"):
        chat.choices.get_by_text(label, exact=True).click()


def offered(chat: Chat) -> Chat:
    say(chat, "human")
    press(chat, "Ask for an adviser")
    return chat


def queued(chat: Chat) -> Chat:
    press(offered(chat), "Send it")
    expect(chat.log.get_by_text("Sent. Nobody has answered yet.")).to_be_visible()
    return chat


def joined(chat: Chat, place: Place) -> Chat:
    queued(chat)
    place.adviser("joined")
    expect(chat.log.get_by_text("An adviser of The Test Desk is here.")).to_be_visible()
    return chat


def labels(chat: Chat) -> list[str]:
    return chat.choices.all_inner_texts()
