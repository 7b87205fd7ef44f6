"""Which of the seven topics an intent belongs to (the names are those of docs/words.md)."""
from __future__ import annotations

TOPICS = (
    "abuse",
    "sexual_violence",
    "own_behaviour",
    "worried_about_someone",
    "self_harm",
    "information",
    "other",
)
DISCLOSURES = TOPICS[:5]

# What the classifier tells apart: the topics, with danger as a class of its own.
EMERGENCY = "emergency"


def topic_of(intent: str) -> str:
    """The topic of an intent, by its name: a disclosure is named after its topic; ``ask_`` and ``way_`` are information.

    ``emergency`` is a class of its own here: the topic of a message in danger is the best of the others.
    """
    if intent in DISCLOSURES or intent == EMERGENCY:
        return intent
    if intent.startswith(("ask_", "way_")) or intent == "information":
        return "information"
    return "other"
