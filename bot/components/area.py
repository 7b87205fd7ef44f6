"""A message that is only a place ("lichfield", "im in cannock") gets the intent `inform_area`."""
from __future__ import annotations

import re
from itertools import dropwhile
from typing import Any, Dict, List, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.doors import DOORS_KEY, TOPIC_KEY, DoorsClassifier
from bot.components.intent_classifier import EXACT_KEY, PIECE_KEY, TOPICS_KEY
from bot.directory import AreaAnswer, Directory
from bot.directory.place_words import words
from bot.directory.shared import directory
from bot.understanding.topics import DISCLOSURES

INFORM_AREA = "inform_area"
MAX_WORDS = 8  # a longer message says more than where somebody is
LONGEST_NAME = 4  # words: newcastle under lyme
_LEADING_IN = set("i im am we are live living from based in near at around by close to just outside".split())
# Of somebody else fewer words lead up to a place: "he is outside" is danger.
_OF_ANOTHER = re.compile(
    r"(?:my )?(?:s?hes?|they|theyre|mum|mam|mom|dad|sister|brother|friend|mate|daughter|son|nan|family)"
    r"(?: is| are)?(?: lives?| living| staying)? (?:in|from|near) "
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AreaClassifier(GraphComponent, IntentClassifier):
    """Asks the directory whether a short message is a place."""

    @classmethod
    def required_components(cls) -> List[Type]:
        """The doors, whose doubt a place settles."""
        return [DoorsClassifier]

    def __init__(self, places: Directory | None = None) -> None:
        """`places`: the directory to ask; by default the one of the turn."""
        self._places = places

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> AreaClassifier:
        """With the directory of each turn."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the intent where the whole message is a place."""
        places = self._places or directory()
        for message in messages:
            text = message.get(TEXT) or ""
            if message.get(EXACT_KEY) or not 0 < len(words(text)) <= MAX_WORDS:
                continue
            status, name = places.resolve_area(text).status, _name(text)
            plain = bool(name) and _is_named(places.resolve_area(name), name)
            if plain:  # whatever it sounds like: "im in cannock" is no cry from a hiding place
                message.set(TOPICS_KEY, {"other": 1.0})
                message.set(PIECE_KEY, 0.0)
            if plain or status != "none" and message.get(DOORS_KEY)[0] not in DISCLOSURES:
                message.set(INTENT, {"name": INFORM_AREA, "confidence": 1.0}, add_to_output=True)
                message.set(DOORS_KEY, ["other"], add_to_output=True)
                message.set(TOPIC_KEY, "other", add_to_output=True)
        return messages


def _name(text: str) -> str:
    """The name in a message that is a name and words that lead up to one; nothing when more is told, before or after."""
    if "," in text:
        return ""
    said = " ".join(words(text))
    left = _OF_ANOTHER.sub("", said, count=1) if _OF_ANOTHER.match(said) else " ".join(dropwhile(_LEADING_IN.__contains__, said.split()))
    return left if 0 < len(left.split()) <= LONGEST_NAME else ""


def _is_named(answer: AreaAnswer, name: str) -> bool:
    """Whether a place is called just that; not whether one is called something like it."""
    return answer.status == "found" or any(choice.label.casefold().startswith(name) for choice in answer.choices)
