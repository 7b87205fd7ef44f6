"""The commands of Rasa that the docs name work without TensorFlow; what needs TensorFlow says so."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import time
import urllib.request

import pytest

from tests.support.api import Conversation, request
from tests.support.program import ROOT, environment, run
from tests.support.server_process import START_SECONDS, _free_port
from tests.support.texts import DANGER


# Intents that no message is an example of: buttons, components and the channel make them.
NEVER_LEARNT = ("choose_area", "inform_area", "nothing_typed", "start", "unsure")


@pytest.fixture()
def background():
    """Starts a program in the background; it ends with the test."""
    started: list[subprocess.Popen] = []

    def start(*arguments: str, **more: str) -> None:
        command = [sys.executable, "-m", *arguments]
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment(**more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    yield start
    for process in started:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def wait_for(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_rasa_data_validate_finds_nothing_wrong():
    done = run("rasa", "data", "validate", "--data", "bot/data")
    assert done.returncode == 0, done.stderr
    assert "No story structure conflicts found." in done.stderr + done.stdout
    complaints = [line for line in done.stderr.splitlines() if "rasa/shared/utils/io.py" in line]
    unexpected = [line for line in complaints if "is not used in any story or rule" not in line]  # actions say those
    for intent in NEVER_LEARNT:
        unexpected = [line for line in unexpected if f"'{intent}' is listed in the domain file" not in line]
    assert not unexpected


def test_rasa_test_core_passes_on_the_test_stories(model, tmp_path):
    done = run("rasa", "test", "core", "--model", str(model), "--stories", "tests/rasa", "--out", str(tmp_path), "--fail-on-prediction-errors")
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    assert report["conversation_accuracy"]["total"] >= len(list((ROOT / "tests" / "rasa").glob("test_*.yml")))
    assert report["conversation_accuracy"]["correct"] == report["conversation_accuracy"]["total"]


def test_rasa_test_nlu_measures_intents(model, tmp_path):
    examples = tmp_path / "nlu.yml"
    text = """
        version: "3.1"
        nlu:
          - intent: emergency
            examples: |
              - hes outside my door with a knife
          - intent: abuse
            examples: |
              - my husband hits me
          - intent: greet
            examples: |
              - hello
    """
    examples.write_text(textwrap.dedent(text), encoding="utf-8")
    done = run("rasa", "test", "nlu", "--model", str(model), "--nlu", str(examples), "--out", str(tmp_path), "--no-plot")
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads((tmp_path / "intent_report.json").read_text(encoding="utf-8"))
    assert report["accuracy"] == 1.0 and report["emergency"]["recall"] == 1.0


def test_rasa_shell_nlu_shows_what_a_message_is_understood_to_mean(model):
    done = run("rasa", "shell", "nlu", "--model", str(model), stdin=f"{DANGER}\n")
    assert '"urgency": "emergency"' in done.stdout and '"name": "emergency"' in done.stdout


def test_rasa_run_actions_answers(background):
    port = _free_port()
    background("rasa", "run", "actions", "--actions", "bot.actions", "--port", str(port))
    base = f"http://127.0.0.1:{port}"
    wait_for(f"{base}/health")
    named = {action["name"] for action in request(base, "GET", "/actions").json}
    assert {"action_hear", "action_offer_contacts", "validate_contacts_form"} <= named


def test_rasa_run_serves_the_same_chat(background, model):
    """Without its action server: an action that cannot run is answered, and danger comes first."""
    port = _free_port()
    background("rasa", "run", "--model", str(model), "--port", str(port), "--interface", "127.0.0.1")
    base = f"http://127.0.0.1:{port}"
    wait_for(f"{base}/chat/")
    conversation = Conversation(base)
    assert "999" in conversation.opening[0]["text"]
    assert conversation.say("my wife hits me")
    assert conversation.say(DANGER)[0]["kind"] == "emergency"


DIET = """
recipe: default.v1
assistant_id: diet
language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: CountVectorsFeaturizer
  - name: DIETClassifier
    epochs: 1
policies:
  - name: RulePolicy
"""
DATA = """
version: "3.1"
intents: [a, b]
responses:
  utter_a: [{text: a}]
nlu:
  - {intent: a, examples: "- one\\n- two\\n"}
  - {intent: b, examples: "- three\\n- four\\n"}
rules:
  - rule: a
    steps: [{intent: a}, {action: utter_a}]
"""


def test_a_component_that_needs_tensorflow_says_so_and_what_to_do(tmp_path):
    (tmp_path / "config.yml").write_text(DIET, encoding="utf-8")
    (tmp_path / "domain.yml").write_text(DATA.split("nlu:")[0], encoding="utf-8")
    (tmp_path / "data.yml").write_text('version: "3.1"\nnlu:' + DATA.split("nlu:")[1], encoding="utf-8")
    done = run("rasa", "train", "--data", "data.yml", "--domain", "domain.yml", "--config", "config.yml", cwd=tmp_path)
    assert done.returncode != 0
    assert "TensorFlowNeeded" in done.stderr and "remove it, or install the real TensorFlow" in " ".join(done.stderr.split())
