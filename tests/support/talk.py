"""A conversation in process: the same engine as the server's, without HTTP."""

from __future__ import annotations

import uuid

from rasa.core.agent import Agent
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversation.messages import Message
from bot.dialogue.engine import Engine


class Talk:
    """One conversation with ``engine``; ``agent`` is the Rasa agent behind it."""

    def __init__(self, engine: Engine, agent: Agent, conversation: str = "") -> None:
        self.engine, self._agent = engine, agent
        self.id = conversation or uuid.uuid4().hex

    async def start(self) -> list[Message]:
        """The opening."""
        return await self.engine.start(self.id)

    async def say(self, text: str) -> list[Message]:
        """The answer to ``text``."""
        return await self.engine.say(self.id, text)

    async def choose(self, choice: str) -> list[Message]:
        """The answer to a button."""
        return await self.engine.choose(self.id, choice)

    async def tracker(self) -> DialogueStateTracker:
        """What Rasa remembers of it."""
        return await self._agent.tracker_store.get_or_create_tracker(self.id)

    async def put_into_form(self, form: str, slot: str) -> None:
        """Bring the conversation into ``form``, which has just asked for ``slot``, whatever way people get there."""
        from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet

        tracker = await self._agent.tracker_store.get_or_create_tracker(self.id)
        asked = [ActiveLoop(form), SlotSet("requested_slot", slot), ActionExecuted(form), ActionExecuted("action_listen")]
        tracker.update_with_events(asked, self._agent.domain)
        await self._agent.tracker_store.save(tracker)

    async def form(self) -> tuple[str | None, str | None]:
        """The form that is active and the slot it asks for; (None, None) outside forms."""
        tracker = await self.tracker()
        return tracker.active_loop_name, tracker.get_slot("requested_slot")


def responses_of(messages: list[Message]) -> list[str]:
    """The names of the wording of ``messages``."""
    return [message.response for message in messages]
