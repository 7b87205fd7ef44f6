"""Talks to the bot in this process, and looks at how each answer was decided."""
from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator, Protocol

from bot.conversation import choices as allowed
from bot.conversation.messages import Message
from bot.dialogue.engine import Engine
from bot.replay.turn import Seen
from bot.triage import assess
from bot.understanding.topics import EMERGENCY, topic_of

Answer = tuple[list[dict[str, Any]], tuple[str, ...], "Seen | None"]  # messages, names of wordings, how it was decided


class Refused(RuntimeError):
    """The bot did not answer as it should. The text says so in plain words."""


class Talk(Protocol):
    """One conversation."""

    async def start(self) -> Answer: ...

    async def say(self, text: str) -> Answer: ...

    async def choose(self, choice_id: str) -> Answer: ...

    async def end(self) -> None:
        """Forget it, as after an hour of silence or on leaving."""
        ...


class LocalTalk:
    """One conversation with an engine in this process; `agent` is the Rasa agent behind it."""

    def __init__(self, engine: Engine, agent: Any, conversation: str) -> None:
        self._engine, self._agent, self._id = engine, agent, conversation

    async def start(self) -> Answer:
        """The opening."""
        await self.end()
        return await self._answer(await self._engine.start(self._id), await self._decided({"intent": "start"}))

    async def say(self, text: str) -> Answer:
        """The answer to what is typed."""
        with self._overhearing() as parsed:
            messages = await self._engine.say(self._id, text)
        return await self._answer(messages, await self._decided(_understood(text, parsed)))

    async def choose(self, choice_id: str) -> Answer:
        """The answer to a button."""
        try:
            messages = await self._engine.choose(self._id, choice_id)
        except allowed.UnknownChoice:
            raise Refused(f"The bot does not know the choice {choice_id!r}.") from None
        intent = allowed.payload(choice_id).lstrip("/").partition("{")[0]
        topic = topic_of(intent)
        return await self._answer(messages, await self._decided({"intent": intent, "topic": topic, "doors": (topic,), "urgency": None}))

    async def end(self) -> None:
        """Drop it everywhere."""
        self._engine.forget(self._id)
        store = self._agent.tracker_store
        await getattr(store, "_tracker_store", store).delete(self._id)

    async def _answer(self, messages: list[Message], seen: Seen) -> Answer:
        return [m.as_dict() for m in messages], tuple(m.response for m in messages), seen

    @contextmanager
    def _overhearing(self) -> Iterator[dict[str, Any]]:
        """What Rasa's pipeline makes of the messages inside the block; the last one's stays in the dictionary."""
        processor, parsed = self._agent.processor, {}
        parse = processor.parse_message

        async def overheard(*args: Any, **kwargs: Any) -> Any:
            found = await parse(*args, **kwargs)
            parsed.clear()
            parsed.update(found)
            return found

        processor.parse_message = overheard
        try:
            yield parsed
        finally:
            del processor.parse_message  # the class has the real one

    async def _decided(self, understood: dict[str, Any]) -> Seen:
        """What ran after the person's last words. The store keeps none of the words themselves."""
        actions: list[tuple[str, str]] = []
        tracker = await self._agent.tracker_store.retrieve(self._id)
        if tracker is None:
            return Seen(**understood)
        for event in tracker.events:
            if event.type_name == "user":
                actions = []
            elif event.type_name == "action":
                actions.append((event.action_name, (event.policy or "following an action").rpartition(".")[2]))
        slots = {name: value for name, value in tracker.current_slot_values().items() if value is not None}
        return Seen(**understood, actions=tuple(actions), slots=slots, form=tracker.active_loop_name)


def _understood(text: str, parsed: dict[str, Any]) -> dict[str, Any]:
    """What was made of a text: by the channel's own look for danger, and by the pipeline (nothing, if it did not get so far)."""
    intent, found = parsed.get("intent") or {}, assess(text)
    in_channel = [f"{reason.rule}: {reason.why}" for reason in found.reasons] if found.emergency else []
    topic = parsed.get("topic") or topic_of(str(intent.get("name")))
    known = not str(parsed.get("text") or "/").startswith("/")  # a payload such as /nothing_typed is not judged by the classifier
    return {
        "urgency": EMERGENCY if found.emergency else parsed.get("urgency") or found.urgency,
        "topic": topic,
        "doors": tuple(parsed.get("doors") or (topic,)),
        "intent": intent.get("name"),
        "confidence": round(float(intent.get("confidence") or 0.0), 4) if known else None,
        "why": tuple(dict.fromkeys([*in_channel, *(parsed.get("why") or ())])),
    }
