"""Intent classifier: `bot.understanding.classifier` inside Rasa's pipeline."""
from __future__ import annotations

from typing import Any, Dict, List, Type

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.encoder import READING_KEY, SUSPECTS_KEY, SentenceEncoder
from bot.understanding.classifier import Classifier, Example
from bot.understanding.encoder import WIDTH, Reading
from bot.understanding.neighbours import Neighbours
from bot.understanding.topics import EMERGENCY

PIECE_KEY = "piece"  # the share for danger of the most dangerous piece of a long message
SENTENCE_KEY = "sentence"  # the share for danger of the most dangerous of its sentences that raise the alarm by themselves
EXACT_KEY = "exact"  # learnt word for word: known, not guessed
LIKE_KEY = "like"  # the nearest training messages, for `why`
TOPICS_KEY = "topics"  # probabilities by topic, danger a class of its own; read by the components that follow
_NOTHING = np.zeros(WIDTH, dtype=np.float32)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicIntentClassifier(GraphComponent, IntentClassifier):
    """Learns intents in two steps, topic first; writes the full ranking."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """The sentence vectors."""
        return [SentenceEncoder]

    def __init__(
        self,
        storage: ModelStorage,
        resource: Resource,
        classifier: Classifier | None = None,
        neighbours: Neighbours | None = None,
    ) -> None:
        self._storage, self._resource, self._classifier, self._neighbours = storage, resource, classifier, neighbours

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> TopicIntentClassifier:
        """A classifier that has learnt nothing yet."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicIntentClassifier:
        """The classifier as trained. A damaged model raises: an untrained one must never answer people."""
        with model_storage.read_from(resource) as directory:
            return cls(model_storage, resource, Classifier.load(directory), Neighbours.load(directory))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the messages and the vectors that the encoder gave them."""
        messages = [example for example in training_data.intent_examples if example.get(TEXT)]
        vectors = {message.get(TEXT): vector for message in messages if (vector := _vector(message)) is not None}
        examples = [Example(m.get(TEXT), m.get(INTENT), _author(m)) for m in messages]
        self._classifier = Classifier.train(examples, vectors)
        self._neighbours = Neighbours(
            [example.text for example in examples if example.text in vectors],
            [example.intent for example in examples if example.text in vectors],
            np.array([vectors[example.text] for example in examples if example.text in vectors]),
        )
        with self._storage.write_to(self._resource) as directory:
            self._classifier.save(directory)
            self._neighbours.save(directory)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Write `intent`, `intent_ranking` and `topics`."""
        for message in messages:
            text = message.get(TEXT) or ""
            reading = message.get(READING_KEY) or Reading(_NOTHING, (text,), _NOTHING[None, :])
            prediction = self._classifier.predict(text, reading)
            ranking = [{"name": name, "confidence": share} for name, share in prediction.intents.items()]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(TOPICS_KEY, prediction.topics, add_to_output=True)
            message.set(EXACT_KEY, prediction.exact)
            message.set(PIECE_KEY, prediction.piece)
            suspects = [self._classifier.predict(*suspect) for suspect in message.get(SUSPECTS_KEY) or ()]
            message.set(SENTENCE_KEY, max((suspect.topics.get(EMERGENCY, 0.0) for suspect in suspects), default=0.0))
            message.set(LIKE_KEY, self._neighbours.nearest(reading.vector))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training messages keep their labels."""
        return training_data


def _vector(message: Message) -> np.ndarray | None:
    _, sentence = message.get_dense_features(TEXT, [])
    return sentence.features[0] if sentence else None


def _author(message: Message) -> str:
    metadata = message.get(METADATA) or {}
    return str((metadata.get("intent") or {}).get("author", "")) if isinstance(metadata, dict) else ""
