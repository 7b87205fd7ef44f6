"""A fault planted in the bot is caught by replay, in words that a tester understands. Each without being asked for, or by one expectation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time, timezone
from typing import Any, Callable

import pytest

from bot.directory import hours
from bot.directory.directory import Directory
from bot.directory.hours import Opening
from bot.directory.shared import directory
from bot.triage.models import Assessment
from tests.replay.conftest import findings

NIGHT = "2026-11-21T22:15:00+00:00"
LUNCH = "2026-11-23T13:10:00+00:00"
BRADFORD = """
steps:
  - user: my partner hits me
  - choose: Talk to a specialist
  - user: bradford
    expect: {offers: [staying-put]}
"""
CANNOCK = BRADFORD.replace("bradford", "cannock").replace("[staying-put]", "[staffordshire-womens-aid, new-era-victims]")
LICHFIELD = BRADFORD.replace("bradford", "lichfield").replace("[staying-put]", "[pathway, new-era-victims]")
DISCLOSURE = "\nsteps: [{user: my partner hits me}]\n"
DANGER = "\nsteps: [{user: hes outside my door with a knife}]\n"
DANGER_IN_FORM = "\nsteps: [{user: my partner hits me}, {choose: Talk to a specialist}, {user: hes outside my door with a knife}]\n"
OWN = "\nsteps: [{user: i hit my girlfriend and i want to stop}, {choose: Find help to change}, {user: stafford}]\n"


class Bot:
    """Where faults can be planted."""

    def __init__(self, engine: Any, agent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.engine, self.agent, self.patch = engine, agent, monkeypatch

    def record(self, service_id: str, **changed: Any) -> None:
        """Let the bot go by another record than the one in the seeds (which replay reads for itself)."""
        card = Directory._contact
        other = replace(directory().service(service_id), **changed)
        self.patch.setattr(
            Directory, "_contact", lambda d, service, now, why: card(d, other if service.id == service_id else service, now, why)
        )

    def action(self, name: str, run: Callable) -> None:
        """Let another function run as the action."""
        self.patch.setitem(self.agent.processor.action_endpoint._executor.actions, name, run)

    def wording(self, response: str, text: str) -> None:
        """Say something else."""
        variations = self.agent.processor.nlg.responses[response]
        self.patch.setitem(variations[0], "text", text)


def forget_hours() -> None:
    """What was worked out of opening hours is kept; a planted fault needs it anew."""
    for kept in vars(hours).values():
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()


def _row(service_id: str, **changed: Any) -> tuple:
    return tuple(replace(row, **changed) for row in directory().service(service_id).schedules)


def wrong_digit(bot: Bot) -> None:
    phone = directory().service("staffordshire-womens-aid").phones[0]
    bot.record("staffordshire-womens-aid", phones=(replace(phone, number="0300 330 5958"),))


def wrong_opening_time(bot: Bot) -> None:
    rows = _row("staying-put")
    bot.record("staying-put", schedules=(rows[0], replace(rows[1], opens_at=time(14, 0))))


def closed_shown_as_open(bot: Bot) -> None:
    bot.patch.setattr("bot.directory.directory.opening", lambda service, now: Opening("open"))


def wrong_order(bot: Bot) -> None:
    find = Directory.find
    bot.patch.setattr(Directory, "find", lambda self, **asked: find(self, **asked)[::-1])


def only_the_closed_one(bot: Bot) -> None:
    find = Directory.find
    bot.patch.setattr(Directory, "find", lambda self, **asked: find(self, **asked)[:1])


def said_open_and_is_not(bot: Bot) -> None:
    bot.patch.setattr(
        "bot.conversation.offering._open_now",
        lambda contacts: [{"response": "utter_contacts_closed_now", "open": contacts[0].name, "closed": contacts[1].name}],
    )


def bank_holidays_forgotten(bot: Bot) -> None:
    bot.patch.setattr(hours, "is_bank_holiday", lambda day: False)
    forget_hours()


def summer_time_forgotten(bot: Bot) -> None:
    bot.patch.setattr(hours, "LONDON", timezone.utc)
    forget_hours()


def swallowed_danger(bot: Bot) -> None:
    for place in ("bot.dialogue.engine.assess", "bot.components.triage.assess", "bot.components.danger_policy.assess"):
        bot.patch.setattr(place, lambda text: Assessment("routine"))
    bot.patch.setattr("bot.components.triage.Thresholds.reached", lambda *shares, **suspected: False)
    bot.patch.setattr("bot.components.danger_policy._in_danger", lambda tracker: False)


def card_last(bot: Bot) -> None:
    numbered = type(bot.engine)._numbered
    bot.patch.setattr(type(bot.engine), "_numbered", lambda self, conversation, messages: numbered(self, conversation, messages[::-1]))


def form_stays_after_danger(bot: Bot) -> None:
    from bot.components.danger_policy import DangerPolicy

    certain = DangerPolicy._certain
    bot.patch.setattr(DangerPolicy, "_certain", lambda self, action, domain, events=None: certain(self, action, domain))


def nothing_said(bot: Bot) -> None:
    bot.patch.setattr(type(bot.engine), "_numbered", lambda self, conversation, messages: [])


def action_that_fails(bot: Bot) -> None:
    async def run(*_: Any) -> list:
        raise RuntimeError

    bot.action("action_offer_contacts", run)


def action_that_does_nothing(bot: Bot) -> None:
    async def run(*_: Any) -> list:
        return []

    bot.action("action_hear", run)


def victims_lines_for_who_hurts_others(bot: Bot) -> None:
    from bot.actions import slots

    asked = slots.question_for_directory
    bot.patch.setattr(slots, "question_for_directory", lambda tracker: {**asked(tracker), "audience": "victim", "harm": "domestic_abuse"})


def number_in_the_wording(bot: Bot) -> None:
    bot.wording("utter_hear_abuse", "Thank you for telling me. You can also ring 0800 123 4567.")


def stranger_s_web_address(bot: Bot) -> None:
    bot.wording("utter_hear_abuse", "Thank you for telling me. There is more at www.example-help.org.uk.")


def street_of_a_refuge(bot: Bot) -> None:
    bot.wording("utter_hear_abuse", "Thank you for telling me. The refuge is at 12 Market Street.")


def told_to_leave(bot: Bot) -> None:
    bot.wording("utter_hear_abuse", "Thank you for telling me. You should leave him as soon as you can.")


def a_risk_score(bot: Bot) -> None:
    bot.wording("utter_hear_abuse", "Thank you for telling me. This sounds like low risk.")


def retired_scheme(bot: Bot) -> None:
    bot.wording("utter_hear_abuse", "Thank you for telling me. You can Ask for ANI in any pharmacy.")


def unfilled_gap(bot: Bot) -> None:
    bot.wording("utter_hear_abuse", "Thank you for telling me. Call {emergency_9999} at any time.")


def more_confidence_than_stated(bot: Bot) -> None:
    bot.record("pathway", what="A confidential helpline.")


def wrong_telephone_link(bot: Bot) -> None:
    bot.patch.setattr("bot.directory.directory.tel", lambda number: "tel:+443003305950")


@dataclass(frozen=True)
class Planted:
    """A fault, a conversation that meets it, and what the finding must say."""

    plant: Callable[[Bot], None]
    steps: str
    check: str
    words: tuple[str, ...]
    at: str = NIGHT


PLANTED = [
    Planted(wrong_digit, CANNOCK, "P3 only known contacts", ("0300 330 5959", "0300 330 5958", "staffordshire-womens-aid")),
    Planted(wrong_opening_time, BRADFORD, "P4 honest hours", ("13:30", "opens 2pm", "staying-put"), LUNCH),
    Planted(closed_shown_as_open, BRADFORD, "P4 honest hours", ("staying-put shown as closed", "shown as open"), LUNCH),
    Planted(wrong_order, CANNOCK, "offers", ("staffordshire-womens-aid, new-era-victims first", "in another order")),
    Planted(only_the_closed_one, BRADFORD, "P4 a line for day and night beside it", ("open 24 hours", "staying-put"), LUNCH),
    Planted(said_open_and_is_not, BRADFORD, "P4 honest hours", ("Staying Put helpline not said to be open",), LUNCH),
    Planted(bank_holidays_forgotten, BRADFORD, "P4 honest hours", ("may_be_closed", "shown as open"), "2027-03-29T10:00:00+01:00"),
    Planted(summer_time_forgotten, BRADFORD, "P4 honest hours", ("staying-put shown as closed", "shown as open"), "2027-07-05T15:45:00+00:00"),
    Planted(swallowed_danger, DANGER, "P1 danger first", ("the 999 card as the first message", "got a text message")),
    Planted(swallowed_danger, DANGER_IN_FORM, "P1 danger first", ("the 999 card as the first message",)),
    Planted(card_last, DANGER, "P1 danger first", ("the 999 card as the first message", "safe to keep chatting")),
    Planted(form_stays_after_danger, DANGER_IN_FORM, "P1 danger first", ("no form after danger", "contacts_form")),
    Planted(nothing_said, DISCLOSURE, "P2 never silent", ("at least one message",)),
    Planted(action_that_fails, CANNOCK, "offers", ("staffordshire-womens-aid, new-era-victims first",)),
    Planted(action_that_does_nothing, CANNOCK, "choose", ("a button 'Talk to a specialist' to press",)),
    Planted(victims_lines_for_who_hurts_others, OWN, "P8 no help to an abuser", ("only services for people who worry about what they do",)),
    Planted(number_in_the_wording, DISCLOSURE, "P3 only known contacts", ("a number, '0800 123 4567', that no record has",)),
    Planted(stranger_s_web_address, DISCLOSURE, "P3 only known contacts", ("a web address", "example-help.org.uk")),
    Planted(street_of_a_refuge, DISCLOSURE, "P8 no address", ("a street address, '12 Market Street'",)),
    Planted(told_to_leave, DISCLOSURE, "P7 no harmful wording", ("leave", "their decision")),
    Planted(a_risk_score, DISCLOSURE, "P7 no harmful wording", ("low risk", "There is no low risk")),
    Planted(retired_scheme, DISCLOSURE, "P3 nothing retired", ("ask for ani", "ended on 4 November 2024")),
    Planted(unfilled_gap, DISCLOSURE, "P2 never silent", ("a gap that was not filled in", "{emergency_9999}")),
    Planted(more_confidence_than_stated, LICHFIELD, "P7 no more confidence than the source gives", ("pathway not called confidential",)),
    Planted(wrong_telephone_link, CANNOCK, "P3 only known contacts", ("called at", "tel:+443003305950")),
]


@pytest.fixture()
def bot(engine, agent, monkeypatch) -> Bot:
    yield Bot(engine, agent, monkeypatch)
    monkeypatch.undo()
    forget_hours()


def _yaml(planted: Planted) -> str:
    return f"title: a fault is planted\nat: {planted.at}{planted.steps}"


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: f"{p.plant.__name__}-{'form' if p.steps is DANGER_IN_FORM else 'plain'}")
async def test_a_planted_fault_is_caught_in_words_a_tester_understands(planted, bot, replay):
    assert not findings(await replay(_yaml(planted))), "without the fault nothing may be found"
    planted.plant(bot)
    result = await replay(_yaml(planted))
    caught = [finding for checked in result.turns for finding in checked.findings if finding.check == planted.check]
    assert caught, findings(result)
    said = " ".join(map(str, caught))
    assert all(words in said for words in planted.words), said


async def test_a_misread_message_is_caught_with_the_layer_that_decided(replay):
    result = await replay(f"title: x\nat: {NIGHT}\nsteps: [{{user: my partner hits me, expect: {{topic: own_behaviour}}}}]\n")
    checked = result.turns[1]
    assert [f.check for f in checked.missed] == ["topic"]
    assert checked.missed[0].got == "abuse" and "classifier" in checked.turn.seen.layer and "action_hear" in checked.turn.seen.layer


def test_there_are_at_least_twelve_kinds_of_planted_fault():
    assert len({planted.plant for planted in PLANTED}) >= 12
