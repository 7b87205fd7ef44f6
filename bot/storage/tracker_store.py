"""A tracker store that keeps no words and forgets: in memory, without what people typed, gone after an idle time."""
from __future__ import annotations

import time
from collections import OrderedDict
from typing import Any, Iterable, Optional

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.settings import settings


class ForgetfulTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Keeps intents, slots and actions; of a person's message only its intent (P6)."""

    def __init__(
        self,
        domain: Optional[Domain] = None,
        event_broker: Optional[EventBroker] = None,
        host: Optional[EndpointConfig] = None,  # Rasa passes the endpoint under this name
        **kwargs: Any,
    ) -> None:
        self._kept: "OrderedDict[str, tuple[float, str]]" = OrderedDict()
        self._idle_seconds = settings().conversation_minutes * 60
        self._most = settings().max_conversations
        super().__init__(domain, event_broker)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the conversation without its words."""
        self._kept[tracker.sender_id] = (time.monotonic(), self.serialise_tracker(_without_words(tracker, self.domain)))
        self._kept.move_to_end(tracker.sender_id)
        self._forget_idle()

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """The conversation, or None when there is none (any more)."""
        self._forget_idle()
        kept = self._kept.get(sender_id)
        return self.deserialise_tracker(sender_id, kept[1]) if kept else None

    async def keys(self) -> Iterable[str]:
        """The ids of the conversations in memory."""
        return list(self._kept)

    async def delete(self, sender_id: str) -> None:
        """Forget a conversation now."""
        self._kept.pop(sender_id, None)

    def _forget_idle(self) -> None:
        oldest_allowed = time.monotonic() - self._idle_seconds
        while self._kept:
            sender_id, (last, _) = next(iter(self._kept.items()))
            if last >= oldest_allowed and len(self._kept) <= self._most:
                break
            del self._kept[sender_id]


def _without_words(tracker: DialogueStateTracker, domain: Domain) -> DialogueStateTracker:
    events = []
    for event in tracker.events:
        if isinstance(event, UserUttered) and event.text:
            intent = {"name": event.intent.get("name"), "confidence": 1.0}
            event = UserUttered(text=None, intent=intent, parse_data={"intent": intent, "entities": []}, timestamp=event.timestamp)
        events.append(event)
    return DialogueStateTracker.from_events(tracker.sender_id, events, domain.slots, sender_source=tracker.sender_source)
