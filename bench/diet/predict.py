"""Rasa's stock pipeline (DIET with n-grams) trained on given messages and asked about others: the peer in docs/understanding.md.

    python bench/diet/predict.py TASK ANSWERS

Runs in an environment of its own, since DIET needs TensorFlow (`make evaluate` makes it from requirements.txt). TASK is JSON:
``{"train": [[text, topic], ...], "ask": [text, ...]}``. ANSWERS gets a JSON list: for each text asked its shares by topic.
"""
from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import tempfile
from pathlib import Path

os.environ.update(RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="2", LOG_LEVEL="WARNING", LOG_LEVEL_LIBRARIES="ERROR")

EPOCHS = 8  # Rasa's default is 100; on this many messages each takes minutes
PIPELINE = [  # what `rasa init` proposes, less the parts that find entities
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {
        "name": "DIETClassifier",
        "epochs": EPOCHS,
        "entity_recognition": False,
        "constrain_similarities": True,
        "random_seed": 0,
    },
]


def main() -> None:
    """Train, ask, write."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu
    from rasa.utils.common import configure_logging_and_warnings

    configure_logging_and_warnings(logging.WARNING, warn_only_once=True)

    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        config, messages = Path(folder, "config.json"), Path(folder, "nlu.json")  # JSON is YAML too
        config.write_text(json.dumps({"recipe": "default.v1", "assistant_id": "peer", "language": "en", "pipeline": PIPELINE}))
        messages.write_text(json.dumps({"rasa_nlu_data": {"common_examples": [{"text": t, "intent": i} for t, i in task["train"]]}}))
        model = train_nlu(str(config), str(messages), folder)
        agent = Agent.load(model)

        async def answers() -> list[dict[str, float]]:
            found = []
            for text in task["ask"]:
                parsed = await agent.parse_message(text)
                found.append({guess["name"]: guess["confidence"] for guess in parsed["intent_ranking"]})
            return found

        Path(sys.argv[2]).write_text(json.dumps(asyncio.run(answers())), encoding="utf-8")


if __name__ == "__main__":
    main()
