"""The policy above every form: when it speaks, and that it is silent otherwise (P1)."""

from __future__ import annotations

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.danger_policy import CARD, FALLBACK, PRIORITY, QUESTION, DangerPolicy
from tests.support.wording import ROOT

LISTEN = "action_listen"
DANGER = "hes outside my door with a knife"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load([str(ROOT / "domain.yml"), str(ROOT / "bot" / "data" / "responses")])


@pytest.fixture(scope="module")
def policy(tmp_path_factory) -> DangerPolicy:
    storage = LocalModelStorage(tmp_path_factory.mktemp("policy"))
    return DangerPolicy(DangerPolicy.get_default_config(), storage, Resource("policy"), ExecutionContext(GraphSchema({})))


def said(text: str | None, intent: str) -> list:
    return [ActionExecuted(LISTEN), UserUttered(text, intent={"name": intent, "confidence": 1.0})]


IN_FORM = [ActionExecuted("contacts_form"), ActiveLoop("contacts_form"), SlotSet("requested_slot", "area")]

TABLE = [
    ("danger in words", said(DANGER, "other"), CARD),
    ("danger in words, another intent", said(DANGER, "way_specialist"), CARD),
    ("danger by intent alone", said("xyz", "emergency"), CARD),
    ("danger by intent, the words forgotten", said(None, "emergency"), CARD),
    ("danger inside a form", IN_FORM + said(DANGER, "inform_area"), CARD),
    ("after the card", said(DANGER, "other") + [ActionExecuted(CARD)], QUESTION),
    ("after the card inside a form", IN_FORM + said(DANGER, "other") + [ActionExecuted(CARD)], QUESTION),
    ("after the question", said(DANGER, "other") + [ActionExecuted(CARD), ActionExecuted(QUESTION)], LISTEN),
    ("after the fallback", said("xyz", "greet") + [ActionExecuted(FALLBACK)], LISTEN),
    ("something harmless", said("hello", "greet"), None),
    ("something harmless inside a form", IN_FORM + said("stafford", "inform_area"), None),
    ("nothing said", [ActionExecuted(LISTEN)], None),
    ("nothing at all", [], None),
    ("the card, but not for danger", said("hello", "greet") + [ActionExecuted(CARD)], None),
    ("harmless after danger", said(DANGER, "other") + [ActionExecuted(CARD), ActionExecuted(QUESTION)] + said("yes", "affirm"), None),
]


@pytest.mark.parametrize("events, expected", [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_it_does(policy, domain, events, expected):
    tracker = DialogueStateTracker.from_events("someone", events, domain.slots)
    prediction = policy.predict_action_probabilities(tracker, domain)
    if expected is None:
        assert max(prediction.probabilities) == 0 and not prediction.is_no_user_prediction
        return
    assert domain.action_names_or_texts[prediction.max_confidence_index] == expected
    assert prediction.max_confidence == 1.0
    assert prediction.is_no_user_prediction, "a form would win over it"


def test_the_card_ends_any_form(policy, domain):
    tracker = DialogueStateTracker.from_events("someone", IN_FORM + said(DANGER, "other"), domain.slots)
    prediction = policy.predict_action_probabilities(tracker, domain)
    assert prediction.optional_events == [ActiveLoop(None), SlotSet("requested_slot", None)]


def test_it_stands_above_every_other_policy():
    from rasa.core.policies.memoization import MemoizationPolicy
    from rasa.core.policies.rule_policy import RulePolicy

    others = [policy.get_default_config()["priority"] for policy in (RulePolicy, MemoizationPolicy)]
    assert PRIORITY > max(others)


def test_it_stands_in_config_yml_with_its_priority():
    import yaml

    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    named = {policy["name"]: policy for policy in config["policies"]}
    assert named["bot.components.danger_policy.DangerPolicy"]["priority"] == PRIORITY
    assert all(policy.get("priority", 0) < PRIORITY for name, policy in named.items() if "DangerPolicy" not in name)


def test_danger_is_judged_last_in_the_pipeline():
    import yaml

    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    assert config["pipeline"][-1]["name"] == "bot.components.triage.TriageClassifier"


def test_the_fallback_it_ends_is_the_one_of_config_yml():
    import yaml

    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    rules = next(policy for policy in config["policies"] if policy["name"] == "RulePolicy")
    assert rules["core_fallback_action_name"] == FALLBACK
