"""Fallback: when the classifier is not sure of the topic, the intent becomes `unsure` and `doors` holds the choices."""
from __future__ import annotations

from typing import Any, Dict, List, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.intent_classifier import TOPICS_KEY, TopicIntentClassifier
from bot.understanding.doors import Doubt, offer

DOORS_KEY = "doors"
TOPIC_KEY = "topic"
UNSURE = "unsure"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class DoorsClassifier(GraphComponent, IntentClassifier):
    """Takes the best intent of the one door, or says that it is unsure."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """The classifier whose doubt this judges."""
        return [TopicIntentClassifier]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """See `bot.understanding.doors.Doubt`."""
        return dict(vars(Doubt()))

    def __init__(self, doubt: Doubt) -> None:
        self._doubt = doubt

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> DoorsClassifier:
        """From the numbers in config.yml."""
        return cls(Doubt(**{name: config[name] for name in vars(Doubt())}))

    def process(self, messages: List[Message]) -> List[Message]:
        """Write `doors` and `topic`; set the intent."""
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY) or []
            intents = {intent["name"]: intent["confidence"] for intent in ranking}
            words = len((message.get(TEXT) or "").split())
            offered, chosen = offer(message.get(TOPICS_KEY) or {}, intents, self._doubt, words)
            name, share = chosen or (UNSURE, 1 - ranking[0]["confidence"])
            message.set(DOORS_KEY, offered, add_to_output=True)
            message.set(TOPIC_KEY, offered[0], add_to_output=True)
            message.set(INTENT, {"name": name, "confidence": share}, add_to_output=True)
        return messages
