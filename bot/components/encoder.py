"""Featurizer: the sentence vector of `bot.understanding.encoder` as a dense feature."""
from __future__ import annotations

from typing import Any, Dict, List, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rich.progress import track

from bot.settings import settings
from bot.triage import assess
from bot.understanding.encoder import WEIGHTS_SHA256, Encoder, tuned_fingerprint
from bot.understanding.pieces import pieces, sentences
from bot.understanding.vector_cache import VectorCache

READING_KEY = "reading"  # the message and its pieces in vectors (`bot.understanding.encoder.Reading`); never in the output
SUSPECTS_KEY = "suspects"  # the sentences of a long message that by themselves raise the alarm of the danger rules, each with its reading
MOST_SUSPECTS = 12  # a message of two thousand characters has hardly more sentences; each costs a few milliseconds


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds one vector to each message; for what a person wrote, its pieces and its alarming sentences too."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """None: the encoder has a tokenizer of its own."""
        return []

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`alias` is how Rasa names the feature."""
        return {**DenseFeaturizer.get_default_config(), "alias": "sentence_encoder"}

    def __init__(self, name: str, config: Dict[str, Any], encoder: Encoder) -> None:
        super().__init__(name, config)
        self._encoder = encoder

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> SentenceEncoder:
        """Load and verify the weights."""
        return cls(execution_context.node_name, config, Encoder(settings().encoder_dir))

    @staticmethod
    def validate_config(config: Dict[str, Any]) -> None:
        """Nothing to validate."""

    @staticmethod
    def fingerprint_addon(config: Dict[str, Any]) -> str:
        """Other weights, other vectors: Rasa trains anew."""
        return f"{WEIGHTS_SHA256}-{tuned_fingerprint()}"

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode the training messages of one piece; vectors of messages seen in an earlier training come from a cache.

        Longer ones teach topics by their words alone: as examples of an intent, or as a reason to show, they say too much at once.
        """
        cache = VectorCache(settings().cache_dir / "vectors.npz", self._encoder)
        written = [e for e in training_data.training_examples if e.get(TEXT) and len(pieces(e.get(TEXT))) == 1]
        vectors = cache.encode_all([example.get(TEXT) for example in written])
        for example, vector in track(zip(written, vectors), "Reading the messages to learn from", total=len(written)):
            self._add(example, vector)
        cache.save()
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Encode what a person wrote."""
        for message in messages:
            if message.get(TEXT):
                reading = self._encoder.read(message.get(TEXT))
                message.set(READING_KEY, reading)
                suspects = [sentence for sentence in sentences(message.get(TEXT)) if assess(sentence).alarming][:MOST_SUSPECTS]
                message.set(SUSPECTS_KEY, [(sentence, self._encoder.read(sentence)) for sentence in suspects])
                self._add(message, reading.vector)
        return messages

    def _add(self, message: Message, vector) -> None:
        message.add_features(Features(vector[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
