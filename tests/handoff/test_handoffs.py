"""One hand-off from the offer to its end: nothing before "Send", honest waiting, danger and closing time first, nothing kept."""

from __future__ import annotations

import asyncio

import pytest

from bot.handoff.handoffs import Handoffs, NotOffered, NotPassedOn, number_of
from bot.handoff.states import State
from bot.handoff.webhook import Outcome

from .conftest import CLOSED, Clock, FakeWebhook

ABUSE = {"topic": "abuse", "area": "E07000192"}


async def queued(handoffs: Handoffs, conversation: str = "c"):
    handoffs.asked(conversation, ABUSE)
    await handoffs.agreed(conversation)
    return handoffs.of(conversation)


async def joined(handoffs: Handoffs, conversation: str = "c"):
    handoff = await queued(handoffs, conversation)
    assert handoffs.adviser(handoff.id, "adviser.joined", "")
    return handoff


def said(handoffs: Handoffs, seen: int | None = None) -> list[str]:
    return [message.response or message.text for message in handoffs.news("c", seen)]


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_an_offer_sends_nothing(handoffs: Handoffs, webhook: FakeWebhook):
    assert [m.response for m in handoffs.beside("c")] == ["handoff_beside_open"]
    assert [m.response for m in handoffs.asked("c", ABUSE)] == ["handoff_offer"]
    handoffs.declined("c")
    await settle()
    assert webhook.sent == []
    with pytest.raises(NotOffered):
        await handoffs.agreed("c")


async def test_what_was_shown_is_what_is_sent(handoffs: Handoffs, webhook: FakeWebhook):
    offer = handoffs.asked("c", ABUSE)[0]
    await handoffs.agreed("c")
    data = webhook.sent[0]["data"]
    assert data["summary"] in offer.text and data["urgency"] == "routine"


@pytest.mark.parametrize("urgency", ["elevated", "emergency"])
async def test_what_was_told_makes_it_sooner_and_nothing_else_is_kept_of_it(handoffs: Handoffs, webhook: FakeWebhook, urgency: str):
    handoffs.heard("c", urgency)
    handoffs.heard("c", "routine")
    await queued(handoffs)
    assert webhook.sent[0]["data"]["urgency"] == "soon"


async def test_immediate_danger_is_not_queued(handoffs: Handoffs, webhook: FakeWebhook):
    handoffs.heard("c", "emergency")
    assert handoffs.beside("c") == []
    assert [m.response for m in handoffs.asked("c", ABUSE)] == ["handoff_danger_first"]
    assert [m.response for m in handoffs.asked("c", ABUSE)] == ["handoff_offer"], "after the card the person may say that they can talk"
    handoffs.heard("c", "emergency")
    assert [m.response for m in await handoffs.agreed("c")] == ["handoff_danger_first"]
    assert webhook.sent == []


async def test_closed_is_never_queued(handoffs: Handoffs, webhook: FakeWebhook, clock: Clock):
    clock.now = CLOSED
    assert [m.response for m in handoffs.beside("c")] == ["handoff_beside_closed"]
    closed = handoffs.asked("c", ABUSE)[0]
    assert "Closed. Opens tomorrow 9am" in closed.text and len(closed.contacts) == 3
    clock.now = CLOSED.replace(day=24, hour=16, minute=59)
    handoffs.asked("c", ABUSE)
    handoff = handoffs.of("c")
    clock.wait(minutes=1)
    assert [m.response for m in await handoffs.agreed("c")] == ["handoff_closed_hours"]
    assert handoff.state is State.CLOSED_HOURS and webhook.sent == []


async def test_sent_is_said_when_it_is_taken_and_not_before(handoffs: Handoffs, webhook: FakeWebhook, monkeypatch):
    monkeypatch.setattr("bot.handoff.handoffs.FIRST_TRY_SECONDS", 0.01)
    gate = asyncio.Event()

    async def slow(body: bytes, still) -> Outcome:
        await gate.wait()
        return Outcome.TAKEN

    monkeypatch.setattr(webhook, "deliver", slow)
    handoffs.asked("c", ABUSE)
    assert [m.response for m in await handoffs.agreed("c")] == ["handoff_sending"]
    assert handoffs.of("c").state is State.CONSENTED and said(handoffs) == []
    gate.set()
    await settle()
    assert handoffs.of("c").state is State.QUEUED and said(handoffs) == ["handoff_sent"]


async def test_a_minute_of_silence_is_told_once_a_minute(handoffs: Handoffs, clock: Clock):
    await queued(handoffs)
    assert said(handoffs) == ["handoff_sent"]
    clock.wait(seconds=59)
    assert said(handoffs, seen=1) == []
    clock.wait(seconds=1)
    assert said(handoffs, seen=1) == ["handoff_still_waiting"] == said(handoffs, seen=1)
    clock.wait(seconds=59)
    assert said(handoffs, seen=2) == []


async def test_after_two_minutes_nobody_waits_any_more_and_the_desk_is_told(handoffs: Handoffs, webhook: FakeWebhook, clock: Clock):
    handoff = await queued(handoffs)
    clock.wait(seconds=120)
    assert said(handoffs, seen=1) == ["handoff_timed_out"] and handoff.state is State.TIMED_OUT
    await settle()
    assert webhook.kinds() == ["handoff.requested", "handoff.withdrawn"] and webhook.sent[1]["data"]["reason"] == "expired"
    assert not handoffs.adviser(handoff.id, "adviser.joined", ""), "an adviser came after the end"
    assert handoffs.goes_on("c") and said(handoffs, seen=2) == [] and not handoffs.goes_on("c")


async def test_a_desk_that_never_took_it_is_called_out_of_reach(handoffs: Handoffs, webhook: FakeWebhook, clock: Clock):
    webhook.outcome = Outcome.LATER
    handoff = await queued(handoffs)
    clock.wait(seconds=120)
    assert said(handoffs) == ["handoff_failed"] and handoff.state is State.FAILED


async def test_a_refusal_is_told_at_once(handoffs: Handoffs, webhook: FakeWebhook):
    webhook.outcome = Outcome.REFUSED
    handoff = await queued(handoffs)
    assert said(handoffs) == ["handoff_failed"] and handoff.state is State.FAILED


async def test_news_is_repeated_until_the_page_has_it(handoffs: Handoffs):
    handoff = await joined(handoffs)
    handoffs.adviser(handoff.id, "adviser.said", "Hello")
    assert said(handoffs) == said(handoffs, seen=0) == ["handoff_sent", "handoff_joined", "Hello"]
    assert said(handoffs, seen=2) == ["Hello"]
    assert said(handoffs, seen=3) == []


async def test_an_adviser_who_is_quicker_than_our_own_request_is_let_in(handoffs: Handoffs, webhook: FakeWebhook, monkeypatch):
    async def quick(body: bytes, still) -> Outcome:
        handoffs.adviser(handoffs.of("c").id, "adviser.said", "Hello")
        return Outcome.TAKEN

    monkeypatch.setattr(webhook, "deliver", quick)
    await queued(handoffs)
    assert said(handoffs) == ["handoff_joined", "Hello"] and handoffs.joined("c")


async def test_a_desk_that_says_no_is_as_if_nobody_had_answered(handoffs: Handoffs):
    handoff = await queued(handoffs)
    assert handoffs.adviser(handoff.id, "adviser.left", "")
    assert said(handoffs, seen=1) == ["handoff_timed_out"] and handoff.state is State.ENDED


async def test_an_adviser_is_told_what_is_written_and_a_failure_is_not_hidden(handoffs: Handoffs, webhook: FakeWebhook):
    await joined(handoffs)
    await handoffs.said("c", "thank you")
    assert webhook.sent[-1]["type"] == "handoff.said" and webhook.sent[-1]["data"]["text"] == "thank you"
    webhook.outcome = Outcome.LATER
    with pytest.raises(NotPassedOn):
        await handoffs.said("c", "are you there")
    assert handoffs.joined("c")
    handoffs.said_in_danger("c", "help")
    await settle()
    assert said(handoffs, seen=2) == ["handoff_not_passed_on"]
    webhook.outcome = Outcome.REFUSED
    with pytest.raises(NotPassedOn):
        await handoffs.said("c", "are you there")
    assert said(handoffs, seen=3) == ["handoff_cut_off"] and not handoffs.joined("c")


async def test_stopping_and_leaving_are_told_to_the_desk_once(handoffs: Handoffs, webhook: FakeWebhook):
    await queued(handoffs)
    assert [m.response for m in handoffs.left("c")] == ["handoff_stopped"]
    assert handoffs.left("c") == []
    handoffs.forget("c")
    await settle()
    assert webhook.kinds() == ["handoff.requested", "handoff.withdrawn"]


async def test_a_person_can_ask_again(handoffs: Handoffs, webhook: FakeWebhook):
    first = await queued(handoffs)
    with pytest.raises(NotOffered):
        handoffs.asked("c", ABUSE)
    handoffs.left("c")
    second = await queued(handoffs)
    assert second.live and second.id != first.id


async def test_forgetting_leaves_nothing(handoffs: Handoffs, webhook: FakeWebhook):
    handoffs.heard("c", "elevated")
    handoff = await joined(handoffs)
    handoffs.forget("c")
    await settle()
    assert webhook.sent[-1]["data"] == {"handoff_id": handoff.id, "reason": "left", "note": "Do not call unless agreed."}
    assert handoffs.of("c") is None and said(handoffs) == []
    assert "ho_" not in repr(vars(handoffs)["_cases"].__dict__)


async def test_a_page_that_asks_no_more_is_gone(handoffs: Handoffs, webhook: FakeWebhook, clock: Clock, monkeypatch):
    monkeypatch.setattr("bot.handoff.handoffs.LOOK_EVERY_SECONDS", 0)
    handoff = await joined(handoffs)
    clock.wait(minutes=4)
    await settle()
    assert handoff.live
    clock.wait(minutes=2)
    await settle()
    assert handoff.state is State.WITHDRAWN and webhook.sent[-1]["data"]["reason"] == "gone"


async def test_an_idle_conversation_is_forgotten_and_there_are_never_too_many(handoffs: Handoffs, clock: Clock):
    handoffs.heard("c", "elevated")
    clock.wait(minutes=61)
    handoffs.heard("d", "routine")
    assert handoffs._cases.get("c") is None
    for name in "efghij":
        handoffs.heard(name, "routine")
    assert list(handoffs._cases) == list("fghij")


async def test_when_the_process_ends_every_desk_is_told(handoffs: Handoffs, webhook: FakeWebhook):
    await queued(handoffs, "c")
    await joined(handoffs, "d")
    await handoffs.close()
    assert webhook.kinds().count("handoff.withdrawn") == 2


@pytest.mark.parametrize(("message_id", "number"), [("m12", 12), ("ab-m3", 3), ("", 0), ("0", 0), ("m", 0), ("m١", 0), ("m" + "9" * 50, 0), ("x", 0)])
def test_the_number_of_a_message(message_id: str, number: int):
    assert number_of(message_id) == number
