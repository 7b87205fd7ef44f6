"""Contacts as utterances: honest about who is open now (P4), the right words for the right person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

import pytest

from bot.conversation.offering import offer
from bot.directory.shared import directory
from tests.support.wording import wording

NOW = datetime(2026, 11, 18, 12, tzinfo=timezone.utc)
ENGLAND = {"lads": (), "nation": "England", "audience": "victim", "harm": None, "needs": ()}


@dataclass(frozen=True)
class Found:
    service_id: str
    name: str
    status: str

    def as_dict(self):
        return {"service_id": self.service_id, "name": self.name, "status": self.status}


class Fake:
    """A directory that finds contacts with the statuses it is given, one after another."""

    def __init__(self, *statuses):
        self._found = [Found(f"s{n}", f"Service {n}", status) for n, status in enumerate(statuses)]

    def find(self, **_):
        return self._found


def responses(offered):
    return [utterance["response"] for utterance in offered.utterances]


@pytest.mark.parametrize(
    "statuses, expected",
    [
        (("open",), None),
        (("open", "closed"), None),
        (("closed", "open"), "utter_contacts_closed_now"),
        (("closed", "closed", "open"), "utter_contacts_closed_now"),
        (("unstated", "open"), "utter_contacts_unknown_now"),
        (("may_be_closed", "open"), "utter_contacts_unknown_now"),
        (("closed", "unstated"), None),
    ],
)
def test_when_the_best_is_not_open_the_one_that_is_gets_named(statuses, expected):
    offered = offer(Fake(*statuses), ENGLAND, None, NOW, more=False, shown=())
    said = [u for u in offered.utterances if u["response"] in ("utter_contacts_closed_now", "utter_contacts_unknown_now")]
    assert [u["response"] for u in said] == ([expected] if expected else [])
    for utterance in said:
        assert utterance["closed"] == "Service 0"
        assert utterance["open"] == f"Service {statuses.index('open')}"


@pytest.mark.parametrize(
    "changes, label, more, head",
    [
        ({}, None, False, "utter_contacts_national"),
        ({"lads": ("E07000192",)}, "Cannock Chase", False, "utter_contacts"),
        ({"nation": "Wales"}, "Wales", False, "utter_contacts_outside"),
        ({}, None, True, "utter_contacts_more"),
    ],
)
def test_the_cards_are_introduced_by_where_they_help(changes, label, more, head):
    offered = offer(directory(), {**ENGLAND, **changes}, label, NOW, more=more, shown=())
    assert responses(offered)[0] == head
    assert set(responses(offered)) <= set(wording())
    cards = offered.utterances[0]["json_message"]["contacts"]
    assert [card["service_id"] for card in cards] == list(offered.service_ids) and 1 <= len(cards) <= 3


def test_someone_who_harms_gets_words_and_services_for_them():
    question = {**ENGLAND, "audience": "perpetrator", "harm": "own_behaviour"}
    offered = offer(directory(), question, None, NOW, more=False, shown=())
    assert responses(offered)[-1] == "utter_after_contacts_own_behaviour"
    for service in offered.service_ids:
        assert set(directory().service(service).audience) & {"perpetrator", "anyone"}, service


@pytest.mark.parametrize("nation", ["Isle of Man", "Channel Islands", "abroad"])
def test_where_we_know_nobody_we_say_so(nation):
    offered = offer(directory(), {**ENGLAND, "nation": nation}, nation, NOW, more=False, shown=())
    assert responses(offered) == ["utter_contacts_abroad"] and offered.service_ids == ()


def test_more_brings_something_new_each_time_and_comes_to_an_end():
    shown: tuple[str, ...] = ()
    for _ in range(60):
        offered = offer(directory(), ENGLAND, None, NOW, more=True, shown=shown)
        if not offered.service_ids:
            break
        # A 24-hour line may stand beside closed ones again (P4); it never stands there alone.
        assert set(offered.service_ids) - set(shown)
        shown += offered.service_ids
    assert responses(offered) == ["utter_contacts_no_more"]
