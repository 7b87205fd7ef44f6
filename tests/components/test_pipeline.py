"""The components that judge a message after the classifier: doubt, places, danger."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.area import AreaClassifier
from bot.components.doors import DOORS_KEY, TOPIC_KEY, UNSURE, DoorsClassifier
from bot.components.intent_classifier import EXACT_KEY, PIECE_KEY, TOPICS_KEY
from bot.components.triage import URGENCY_KEY, WHY_KEY, TriageClassifier
from bot.directory.shared import directory
from bot.triage import assess
from bot.understanding.danger import Thresholds
from bot.understanding.doors import Doubt

DANGER = "hes outside my door with a knife"


def message(text: str, topics: dict, intents: dict, **more) -> Message:
    ranking = [{"name": name, "confidence": share} for name, share in intents.items()]
    return Message(data={TEXT: text, TOPICS_KEY: topics, INTENT: ranking[0], INTENT_RANKING_KEY: ranking, **more})


def after_doors(text: str, topics: dict, intents: dict, **more) -> Message:
    return DoorsClassifier(Doubt()).process([message(text, topics, intents, **more)])[0]


def test_when_sure_the_best_intent_of_the_topic_is_taken():
    judged = after_doors("x", {"information": 0.9, "abuse": 0.1}, {"abuse": 0.5, "ask_men": 0.3, "ask_sarc": 0.2})
    assert judged.get(DOORS_KEY) == ["information"] and judged.get(TOPIC_KEY) == "information"
    assert judged.get(INTENT)["name"] == "ask_men"


def test_in_doubt_it_says_so():
    judged = after_doors("x", {"own_behaviour": 0.5, "abuse": 0.4, "other": 0.1}, {"own_behaviour": 0.5, "abuse": 0.4})
    assert judged.get(DOORS_KEY)[:2] == ["own_behaviour", "abuse"]
    assert judged.get(INTENT)["name"] == UNSURE


@pytest.mark.parametrize("text", ["lichfield", "im in cannock", "ST16 3", "tamwroth"])
def test_a_message_that_is_only_a_place_is_a_place(text):
    judged = after_doors(text, {"other": 0.4, "information": 0.35, "abuse": 0.25}, {"other": 0.4})
    judged.set(DOORS_KEY, ["other", "information"])
    assert AreaClassifier(directory()).process([judged])[0].get(INTENT)["name"] == "inform_area"


@pytest.mark.parametrize("text", ["cannock", "im in cannock", "i live in stoke on trent", "ST16 3", "she lives in tamworth", "We're in Burton", "he's from rugeley", "my mum is in stoke"])
def test_a_place_is_a_place_whatever_it_sounds_like(text):
    judged = message(text, {}, {"emergency": 0.6, "abuse": 0.4}, **{DOORS_KEY: ["abuse"], EXACT_KEY: False})
    judged = AreaClassifier(directory()).process([judged])[0]
    assert judged.get(INTENT)["name"] == "inform_area" and "emergency" not in judged.get(TOPICS_KEY)


@pytest.mark.parametrize(
    "text, doors, exact",
    [
        ("my husband hits me, im in tamworth", ["abuse"], False),
        ("lichfield", ["other"], True),
        ("in lichfield my husband hits me every single night", ["other"], False),
        ("asdf", ["other"], False),
        ("she is in danger", ["abuse"], False),
        ("hes outside reading", ["abuse"], False),
        ("my dad is in bed", ["abuse"], False),
        ("we are in hiding", ["abuse"], False),
    ],
)
def test_a_disclosure_and_what_was_learnt_word_for_word_is_never_taken_for_a_place(text, doors, exact):
    judged = message(text, {}, {"abuse": 1.0}, **{DOORS_KEY: doors, EXACT_KEY: exact})
    assert AreaClassifier(directory()).process([judged])[0].get(INTENT)["name"] == "abuse"


THRESHOLDS = Thresholds(whole=0.7, whole_suspected=0.2, piece=0.9, sentence_suspected=0.5)


def after_triage(text: str, topics: dict, topic: str = "other", piece: float = 0.0) -> Message:
    judged = message(text, topics, {"greet": 0.9, "abuse": 0.1}, **{TOPIC_KEY: topic, DOORS_KEY: [topic], PIECE_KEY: piece})
    return TriageClassifier(THRESHOLDS).process([judged])[0]


def test_danger_by_rule_stands_alone_in_the_ranking():
    judged = after_triage(DANGER, {"other": 1.0})
    assert judged.get(INTENT) == {"name": "emergency", "confidence": 1.0}
    assert judged.get(INTENT_RANKING_KEY) == [judged.get(INTENT)]
    assert judged.get(URGENCY_KEY) == "emergency" and judged.get(WHY_KEY)


@pytest.mark.parametrize("share, urgency", [(0.69, "routine"), (0.7, "emergency"), (0.95, "emergency")])
def test_danger_by_a_confident_classifier_counts_too(share, urgency):
    judged = after_triage("hello to all there", {"emergency": share, "other": 1 - share})
    assert judged.get(URGENCY_KEY) == urgency
    assert (judged.get(INTENT)["name"] == "emergency") == (urgency == "emergency")


@pytest.mark.parametrize("piece, urgency", [(0.89, "routine"), (0.9, "emergency")])
def test_danger_in_one_piece_of_a_long_message_counts(piece, urgency):
    assert after_triage("hello there", {"other": 1.0}, piece=piece).get(URGENCY_KEY) == urgency


SUSPECT = "i went to the shops with my sister this morning and when we came home he was still in the house shouting"


@pytest.mark.parametrize("share, urgency", [(0.0, "elevated"), (0.19, "elevated"), (0.2, "emergency")])
def test_a_suspicion_is_an_emergency_unless_the_classifier_flatly_disagrees(share, urgency):
    assert assess(SUSPECT).suspected, "the example must be one that a loose pattern suspects"
    assert after_triage(SUSPECT, {"emergency": share, "other": 1 - share}).get(URGENCY_KEY) == urgency


def test_a_message_in_danger_that_looks_like_nothing_else_is_a_disclosure():
    judged = after_triage(DANGER, {"emergency": 0.9, "other": 0.06, "abuse": 0.04})
    assert judged.get(TOPIC_KEY) == "abuse" and "other" not in judged.get(DOORS_KEY)


def test_thoughts_of_suicide_are_never_routine():
    assert after_triage("i feel so low", {"self_harm": 1.0}, topic="self_harm").get(URGENCY_KEY) == "elevated"


def test_the_reasons_never_quote_the_person():
    for reason in after_triage(f"{DANGER} zanzibar", {"other": 1.0}).get(WHY_KEY):
        assert "zanzibar" not in reason and DANGER not in reason


def test_everything_harmless_is_left_as_it_was():
    judged = after_triage("hello there", {"other": 1.0})
    assert judged.get(INTENT)["name"] == "greet" and judged.get(URGENCY_KEY) == "routine" and judged.get(WHY_KEY) == []


async def test_the_whole_pipeline_writes_what_later_rooms_read(agent):
    parsed = await agent.parse_message("my wife hits me")
    assert parsed["topic"] == "abuse" and parsed["doors"] == ["abuse"] and parsed["urgency"] in ("routine", "elevated")
    assert parsed["intent"]["name"] == "abuse" and parsed["why"] is not None


async def test_the_model_loads_a_damaged_classifier_never_in_silence(tmp_path):
    from bot.understanding.classifier import Classifier

    with pytest.raises((OSError, ValueError)):
        Classifier.load(tmp_path)
