"""Which topics are offered: one when sure, else two or three, the best first."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from bot.understanding.danger import Thresholds
from bot.understanding.doors import Doubt, best_intent, doors, offer, plainly_other, tempered
from bot.understanding.topics import DISCLOSURES, EMERGENCY, TOPICS, topic_of
from tests.support.wording import domain

TABLE = [
    ("sure", {"abuse": 0.85, "other": 0.15}, ["abuse"]),
    ("just sure", {"abuse": 0.81, "other": 0.19}, ["abuse"]),
    ("two", {"abuse": 0.6, "own_behaviour": 0.35, "other": 0.05}, ["abuse", "own_behaviour"]),
    ("three", {"abuse": 0.4, "own_behaviour": 0.3, "other": 0.2, "self_harm": 0.1}, ["abuse", "own_behaviour", "other"]),
    ("danger's own share is left out", {"emergency": 0.6, "abuse": 0.36, "other": 0.04}, ["abuse"]),
]


@pytest.mark.parametrize("topics, expected", [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_doors(topics, expected):
    assert doors(topics, Doubt()) == expected


def test_in_danger_the_topic_is_a_disclosure():
    topics = {"emergency": 0.9, "other": 0.08, "abuse": 0.02}
    assert doors(topics, Doubt())[0] == "other"
    assert doors(topics, Doubt(), in_danger=True)[0] == "abuse"


def test_nothing_known_is_honest_doubt():
    assert len(doors({}, Doubt())) == 3


shares = st.dictionaries(st.sampled_from([*TOPICS, EMERGENCY]), st.floats(0, 1), max_size=8)


@given(shares, st.floats(0.5, 1), st.floats(0.5, 1), st.integers(1, 5), st.floats(0.5, 5), st.booleans())
def test_never_none_never_too_many_never_danger(topics, sure, mass, most, temperature, in_danger):
    offered = doors(topics, Doubt(temperature, sure, mass, most), in_danger)
    assert 1 <= len(offered) <= most and len(set(offered)) == len(offered)
    assert set(offered) <= set(TOPICS)


@given(shares)
def test_tempered_shares_sum_to_one_and_keep_their_order(topics):
    for temperature in (1.0, 3.0):
        made = tempered(topics, temperature)
        assert set(made) == set(TOPICS) and sum(made.values()) == pytest.approx(1)
        assert list(made.values()) == sorted(made.values(), reverse=True)


def test_a_higher_temperature_is_less_sure():
    topics = {"abuse": 0.9, "other": 0.1}
    assert tempered(topics, 3.0)["abuse"] < tempered(topics, 1.0)["abuse"]


@pytest.mark.parametrize(
    "intent, topic",
    [("abuse", "abuse"), ("emergency", "emergency"), ("ask_men", "information"), ("way_specialist", "information"), ("information", "information")]
    + [("figurative", "other"), ("greet", "other"), ("help", "other"), ("made_up", "other")],
)
def test_the_topic_of_an_intent(intent, topic):
    assert topic_of(intent) == topic


def test_every_topic_is_the_topic_of_an_intent():
    assert {topic_of(intent) for intent in domain()["intents"]} == {*TOPICS, EMERGENCY}
    assert set(DISCLOSURES) <= set(domain()["intents"])


def test_who_asks_to_find_somebody_must_be_in_clear_danger():
    thresholds = Thresholds(whole=0.15, whole_suspected=0.05, finding=0.5, finding_alone=0.8)
    assert thresholds.reached(0.4, 0.4, 0.0, words=9, suspected=True)
    assert not thresholds.reached(0.4, 0.4, 0.0, words=9, suspected=True, finding=True)
    assert thresholds.reached(0.6, 0.6, 0.0, words=9, suspected=True, finding=True)
    assert not thresholds.reached(0.6, 0.6, 0.0, words=9, suspected=False, finding=True)
    assert thresholds.reached(0.9, 0.9, 0.0, words=9, suspected=False, finding=True)


def test_what_a_rule_finds_stands_unless_the_classifier_flatly_disagrees():
    thresholds = Thresholds(whole=0.3, whole_suspected=0.1, found=0.02)
    assert thresholds.reached(0.02, 0.0, 0.0, words=9, found=True)
    assert thresholds.reached(0.01, 0.0, 0.02, words=90, found=True), "one clear sentence of a long message is enough"
    assert not thresholds.reached(0.01, 0.01, 0.0, words=9, found=True)


def test_in_a_message_of_three_words_what_a_rule_finds_stands():
    assert Thresholds(found=0.02).reached(0.0, 0.0, 0.0, words=3, found=True)


def test_in_a_message_of_three_words_a_small_share_counts():
    thresholds = Thresholds(whole=0.1, whole_few=0.03)
    assert thresholds.reached(0.04, 0.0, 0.0, words=3)
    assert not thresholds.reached(0.04, 0.0, 0.0, words=4)


def test_where_it_may_be_a_disclosure_small_talk_does_not_come_first():
    topics = {"other": 0.55, "abuse": 0.45}
    assert doors(topics, Doubt())[0] == "other"
    assert doors(topics, Doubt(other=0.5))[0] == "abuse"


def test_a_few_words_are_less_readily_taken_for_small_talk():
    topics, doubt = {"other": 0.8, "abuse": 0.2}, Doubt(other=0.5, other_short=0.1)
    assert doors(topics, doubt, words=8)[0] == "other"
    assert doors(topics, doubt, words=7)[0] == "abuse"
    assert offer(topics, topics, doubt, words=7)[0][0] == "abuse"


def test_what_says_something_plain_is_not_taken_for_a_disclosure():
    intents = {"skip": 0.7, "other": 0.05, "abuse": 0.25}
    assert plainly_other(intents) == 0.7
    topics = {"other": 0.75, "abuse": 0.25}
    assert len(doors(topics, Doubt(other=0.3, sure=0.7))) > 1
    assert doors(topics, Doubt(other=0.3, sure=0.7), plainly=plainly_other(intents)) == ["other"]


def test_who_wants_something_plain_is_welcomed_though_it_is_not_clear_what():
    assert best_intent({"greet": 0.45, "more_contacts": 0.3, "other": 0.1, "human": 0.15}, ["other"]) == ("greet", 0.45)
    assert best_intent({"greet": 0.35, "more_contacts": 0.1, "other": 0.55}, ["other"]) == ("other", 0.55)
    assert best_intent({"stop": 0.5, "delete": 0.4, "other": 0.1}, ["other"]) == ("other", 0.1), "never guessed"


def test_a_question_goes_before_small_talk():
    assert best_intent({"bot": 0.5, "ask_believed": 0.4, "other": 0.1}, ["other", "information"]) == ("ask_believed", 0.4)
    assert best_intent({"thank": 0.8, "ask_believed": 0.15, "other": 0.05}, ["other", "information"]) == ("thank", 0.8)


def test_the_first_door_is_the_one_that_is_acted_on():
    topics, intents = {"other": 0.55, "information": 0.45}, {"bot": 0.3, "other": 0.25, "ask_believed": 0.45}
    assert offer(topics, intents, Doubt(), words=9) == (["information", "other"], ("ask_believed", 0.45))
    assert offer({"abuse": 0.55, "other": 0.45}, {"abuse": 0.55, "bot": 0.45}, Doubt(), words=9) == (["abuse", "other"], None)
