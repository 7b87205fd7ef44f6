"""Danger above every form: the policy that answers an emergency with the 999 card, whatever else is going on.

A form's prediction beats every rule; only a higher prediction that claims to need no user message beats a form
(rasa/core/policies/ensemble.py). Nothing here depends on training data.
"""
from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, SlotSet
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.triage import assess
from bot.understanding.topics import EMERGENCY

CARD = "utter_emergency"
QUESTION = "utter_ask_safe"
FALLBACK = "utter_lifeline"  # RulePolicy's, in config.yml
PRIORITY = 100  # RulePolicy has 6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class DangerPolicy(Policy):
    """After a message in danger: the card, the question whether it is safe to go on, then listen. Any form ends."""

    @staticmethod
    def supported_data() -> SupportedData:
        """Rules and stories alike: it learns from neither."""
        return SupportedData.ML_AND_RULE_DATA

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """The priority, which Rasa requires."""
        return {"priority": PRIORITY}

    def train(self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Nothing to learn."""
        with self._model_storage.write_to(self._resource):
            return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[str, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The card for danger; an end to a fallback; no opinion on anything else."""
        last = tracker.latest_action_name
        if last == ACTION_LISTEN_NAME and _in_danger(tracker):
            return self._certain(CARD, domain, [ActiveLoop(None), SlotSet(REQUESTED_SLOT, None)])
        if last == CARD and _in_danger(tracker):
            return self._certain(QUESTION, domain)
        if last == QUESTION and _in_danger(tracker):
            return self._certain(ACTION_LISTEN_NAME, domain)
        if last == FALLBACK:  # RulePolicy would fall back again and again, until Rasa's circuit breaker ends the talk for good
            return self._certain(ACTION_LISTEN_NAME, domain)
        return self._prediction(self._default_predictions(domain))

    def _certain(self, action: str, domain: Domain, events: Optional[List[Any]] = None) -> PolicyPrediction:
        probabilities = self._default_predictions(domain)
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, is_no_user_prediction=True, optional_events=events)


def _in_danger(tracker: DialogueStateTracker) -> bool:
    message = tracker.latest_message
    return bool(message) and (message.intent.get("name") == EMERGENCY or assess(message.text or "").emergency)
