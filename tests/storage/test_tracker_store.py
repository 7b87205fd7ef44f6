"""What is remembered of a conversation: no words (P6), not for long, and not without bound."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.settings import settings
from bot.storage import tracker_store
from bot.storage.tracker_store import ForgetfulTrackerStore
from tests.support.wording import ROOT

CANARY = "zanzibarcanary"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load([str(ROOT / "domain.yml"), str(ROOT / "bot" / "data" / "responses")])


@pytest.fixture()
def clock(monkeypatch):
    """The seconds that the store believes have passed."""

    class Clock:
        seconds = 1000.0

    monkeypatch.setattr(tracker_store.time, "monotonic", lambda: Clock.seconds)
    return Clock


@pytest.fixture()
def make(domain, monkeypatch):
    def store(**changes) -> ForgetfulTrackerStore:
        monkeypatch.setattr(tracker_store, "settings", lambda: replace(settings(), **changes))
        return ForgetfulTrackerStore(domain)

    return store


def conversation(domain, name: str = "someone") -> DialogueStateTracker:
    parsed = {
        "intent": {"name": "abuse", "confidence": 0.9},
        "entities": [{"entity": "area_codes", "value": CANARY}],
        "text": CANARY,
        "intent_ranking": [{"name": "abuse", "confidence": 0.9}],
    }
    spoken = UserUttered(
        f"my name is {CANARY}", parsed["intent"], parsed["entities"], parsed, time.time(), "waymark", CANARY, {"typed": CANARY}
    )
    events = [ActionExecuted("action_listen"), spoken, SlotSet("topic", "abuse"), ActionExecuted("action_hear"), BotUttered("Thank you.")]
    return DialogueStateTracker.from_events(name, events, domain.slots)


async def test_no_words_of_a_person_are_kept(make, domain):
    store = make()
    await store.save(conversation(domain))
    assert CANARY not in repr(vars(store))
    kept = await store.retrieve("someone")
    assert CANARY not in repr([event.as_dict() for event in kept.events])
    assert CANARY not in repr(vars(kept.latest_message))


async def test_what_the_dialogue_needs_is_kept(make, domain):
    store = make()
    before = conversation(domain)
    await store.save(before)
    kept = await store.retrieve("someone")
    assert kept.get_slot("topic") == "abuse"
    assert kept.latest_message.intent["name"] == "abuse"
    assert [type(event) for event in kept.events] == [type(event) for event in before.events]


async def test_saving_does_not_change_the_conversation_that_is_going_on(make, domain):
    tracker = conversation(domain)
    await make().save(tracker)
    assert tracker.latest_message.text == f"my name is {CANARY}"


async def test_many_turns_are_not_multiplied(make, domain):
    store = make()
    for turn in range(1, 6):
        tracker = await store.retrieve("someone") or DialogueStateTracker("someone", domain.slots)
        tracker.update(UserUttered(CANARY, {"name": "abuse", "confidence": 1.0}))
        await store.save(tracker)
        events = (await store.retrieve("someone")).events
        assert len([event for event in events if isinstance(event, UserUttered)]) == turn


async def test_an_idle_conversation_is_forgotten(make, domain, clock):
    store = make(conversation_minutes=10)
    await store.save(conversation(domain))
    clock.seconds += 10 * 60 - 1
    assert await store.retrieve("someone")
    clock.seconds += 2
    assert await store.retrieve("someone") is None
    assert await store.keys() == []


async def test_a_conversation_that_goes_on_is_not_forgotten(make, domain, clock):
    store = make(conversation_minutes=10)
    for _ in range(5):
        await store.save(conversation(domain))
        clock.seconds += 9 * 60
    assert await store.retrieve("someone")


async def test_somebody_elses_idle_conversation_goes_when_another_is_saved(make, domain, clock):
    store = make(conversation_minutes=10)
    await store.save(conversation(domain, "left"))
    clock.seconds += 11 * 60
    await store.save(conversation(domain, "new"))
    assert await store.keys() == ["new"]


async def test_there_are_never_more_conversations_than_the_most(make, domain):
    store = make(max_conversations=3)
    for name in "abcde":
        await store.save(conversation(domain, name))
    assert await store.keys() == ["c", "d", "e"]
    await store.save(conversation(domain, "c"))
    await store.save(conversation(domain, "f"))
    assert await store.keys() == ["e", "c", "f"], "the one that was idle longest goes first"


async def test_delete_forgets_now(make, domain):
    store = make()
    await store.save(conversation(domain))
    await store.delete("someone")
    await store.delete("nobody")
    assert await store.retrieve("someone") is None


async def test_the_running_store_is_the_one_that_forgets(agent):
    assert isinstance(agent.tracker_store._tracker_store, ForgetfulTrackerStore)


async def test_the_running_store_holds_no_words(talk, agent):
    await talk.say(f"my wife {CANARY} hits me, i am {CANARY}")
    await talk.say("talk to a specialist")
    await talk.say(f"{CANARY} road")
    store = agent.tracker_store._tracker_store
    assert talk.id in await store.keys()
    assert CANARY not in repr(store._kept)


@pytest.mark.parametrize("method", ["save", "retrieve"])
async def test_a_store_that_fails_leaves_no_words_elsewhere(talk, agent, monkeypatch, method):
    """Rasa falls back to a store of its own that keeps everything; it must not hold words either."""

    async def broken(*_, **__):
        raise OSError("the database is gone")

    with monkeypatch.context() as patch:
        patch.setattr(type(agent.tracker_store._tracker_store), method, broken)
        await talk.say(f"my wife hits me {CANARY}")
    fallback = agent.tracker_store._fallback_tracker_store
    assert CANARY not in repr(vars(fallback) if fallback else None)
