"""Danger, last in the pipeline: the rules of `bot.triage` OR a confident classifier OR both in part make the intent `emergency`.

Last, because whatever came after could undo it (a fallback compares the first two of the ranking).
"""
from __future__ import annotations

from typing import Any, Dict, List, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.doors import DOORS_KEY, TOPIC_KEY, DoorsClassifier
from bot.components.intent_classifier import LIKE_KEY, PIECE_KEY, SENTENCE_KEY, TOPICS_KEY
from bot.triage import assess, notice
from bot.understanding.danger import FIND_PERSON, ONLY_CLEAR_DANGER, Thresholds
from bot.understanding.doors import Doubt, doors
from bot.understanding.topics import EMERGENCY

URGENCY_KEY = "urgency"
WHY_KEY = "why"
IN_DANGER = Doubt(sure=0.6, mass=0.8, most=2)  # nobody in danger is shown doors; they tell an adviser what it may be about


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TriageClassifier(GraphComponent, IntentClassifier):
    """Writes `urgency` and `why`; a message in danger gets the intent `emergency`, alone in the ranking."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """The doors, whose verdict danger overrules."""
        return [DoorsClassifier]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """See `bot.understanding.danger.Thresholds`."""
        return dict(vars(Thresholds()))

    def __init__(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> TriageClassifier:
        """From the numbers in config.yml."""
        return cls(Thresholds(**{name: config[name] for name in vars(Thresholds())}))

    def process(self, messages: List[Message]) -> List[Message]:
        """Judge each message on the whole of its text."""
        for message in messages:
            text = message.get(TEXT) or ""
            assessment, needs = assess(text), notice(text).needs
            topics = message.get(TOPICS_KEY) or {}
            shares = (topics.get(EMERGENCY, 0.0), message.get(PIECE_KEY) or 0.0, message.get(SENTENCE_KEY) or 0.0)
            why = [f"{reason.rule}: {reason.why}" for reason in assessment.reasons]
            urgency = assessment.urgency
            words = len(text.split()) if topics else 0  # where no classifier has spoken, rules decide alone
            if self._thresholds.reached(
                *shares, words=words, found=assessment.emergency, suspected=assessment.suspected,
                finding=not ONLY_CLEAR_DANGER.isdisjoint(needs),
            ):  # fmt: skip
                urgency = "emergency"
                if not assessment.emergency:
                    why.append(f"classifier: reads like messages in danger ({max(shares):.2f})")
            elif assessment.emergency:
                urgency = "elevated"
                why.append(f"classifier: flatly disagrees, reads like no message in danger ({max(shares):.2f})")
            if urgency == "emergency":
                intent = {"name": EMERGENCY, "confidence": 1.0}
                offered = doors(topics, IN_DANGER, in_danger=True)
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
                message.set(DOORS_KEY, offered, add_to_output=True)
                message.set(TOPIC_KEY, offered[0], add_to_output=True)
            elif FIND_PERSON in needs:
                message.set(INTENT, {"name": f"ask_{FIND_PERSON}", "confidence": 1.0}, add_to_output=True)
                why.append("misuse: asks where somebody is, or how to follow or watch them")
            elif urgency == "routine" and message.get(TOPIC_KEY) == "self_harm":
                urgency = "elevated"
                why.append("topic: thoughts of suicide or self-harm")
            why += [f"reads like ({name}, {near:.2f}): {like}" for like, name, near in message.get(LIKE_KEY) or ()]
            message.set(URGENCY_KEY, urgency, add_to_output=True)
            message.set(WHY_KEY, why, add_to_output=True)
        return messages
