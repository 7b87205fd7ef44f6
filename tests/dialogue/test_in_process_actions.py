"""The rasa_sdk actions inside Rasa's own process: what they return, and what is heard of their failures."""

from __future__ import annotations

import asyncio
import inspect
import json

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.dialogue.in_process_actions import InProcessActionEndpoint, check_results_quickly
from tests.support.wording import domain

CANARY = "zanzibar-canary-words"


def call(name: str, text: str = CANARY) -> dict:
    tracker = {
        "sender_id": "someone",
        "slots": {},
        "latest_message": {"text": text, "intent": {"name": "abuse"}, "entities": []},
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": None,
    }
    return {"next_action": name, "sender_id": "someone", "tracker": tracker, "domain": {}}


@pytest.fixture(scope="module")
def endpoint() -> InProcessActionEndpoint:
    return InProcessActionEndpoint()


def test_every_custom_action_of_the_domain_is_there(endpoint):
    named = {name for name in domain()["actions"] if name.startswith(("action_", "validate_"))}
    assert named == set(endpoint._executor.actions)


async def test_an_action_runs_and_its_answer_fits_rasas_schema(endpoint):
    answer = await endpoint.request(json=call("action_hear"))
    assert [said["response"] for said in answer["responses"]][0] == "utter_hear_abuse"
    check_results_quickly()
    assert RemoteAction("action_hear", endpoint)._validate_action_result(answer)


async def test_an_action_cannot_reach_into_rasas_own_objects(endpoint, monkeypatch):
    given = call("greedy")

    async def greedy(dispatcher, tracker, _domain):
        tracker.slots["area"] = "changed"
        tracker.latest_message["text"] = "changed"
        return []

    monkeypatch.setitem(endpoint._executor.actions, "greedy", greedy)
    await endpoint.request(json=given)
    assert given == call("greedy")


async def failure(endpoint, monkeypatch, action, name="failing") -> ClientResponseError:
    monkeypatch.setitem(endpoint._executor.actions, name, action)
    with pytest.raises(ClientResponseError) as raised:
        await endpoint.request(json=call(name))
    return raised.value


async def test_an_exception_is_a_500_without_words(endpoint, monkeypatch):
    async def failing(dispatcher, tracker, _domain):
        raise ValueError(tracker.latest_message["text"])

    error = await failure(endpoint, monkeypatch, failing)
    assert error.status == 500
    assert CANARY not in f"{error} {error.text} {error.message} {error.__cause__}"
    assert error.__suppress_context__


async def test_a_rejection_is_a_400_that_names_the_action(endpoint, monkeypatch):
    async def rejecting(dispatcher, tracker, _domain):
        raise ActionExecutionRejection("failing", "not now")

    error = await failure(endpoint, monkeypatch, rejecting)
    assert error.status == 400
    assert json.loads(error.text) == {"error": "not now", "action_name": "failing"}


async def test_an_action_that_takes_too_long_has_failed(monkeypatch):
    async def sleeping(dispatcher, tracker, _domain):
        await asyncio.sleep(3600)

    error = await failure(InProcessActionEndpoint(seconds=0.01), monkeypatch, sleeping)
    assert error.status == 500 and CANARY not in str(error)


async def test_an_unknown_action_has_failed(endpoint):
    with pytest.raises(ClientResponseError) as raised:
        await endpoint.request(json=call("action_nobody_wrote"))
    assert raised.value.status == 500


def test_the_check_of_results_is_the_quick_one_and_still_refuses():
    check_results_quickly()
    check = RemoteAction._validate_action_result
    assert check.__module__ == "bot.dialogue.in_process_actions"
    action = RemoteAction("action_hear", None)
    assert action._validate_action_result({"events": [], "responses": []})
    for wrong in ({"events": "none"}, {"responses": "none"}, {"events": [{"no": "event"}]}, []):
        with pytest.raises(ValidationError):
            action._validate_action_result(wrong)


def test_rasas_own_check_of_results_has_not_changed():
    """Our check stands in for this method of Rasa's. If it changes, look at bot/dialogue/in_process_actions.py again."""
    source = inspect.getsource(inspect.getmodule(RemoteAction))
    expected = "            validate(result, self.action_response_format_spec())\n            return True\n"
    assert "    def _validate_action_result(self, result: Dict[Text, Any]) -> bool:\n" in source
    assert expected in source
    assert "            self._validate_action_result(response)\n" in inspect.getsource(RemoteAction.run)


def test_rasa_still_reaches_an_endpoint_by_request_alone():
    source = inspect.getsource(RemoteAction.run)
    assert "await self.action_endpoint.request(" in source
