"""Rasa's agent with our endpoints and the actions in this process."""
from __future__ import annotations

from pathlib import Path

from rasa.core.agent import Agent, load_agent
from rasa.core.utils import AvailableEndpoints

from bot.dialogue.in_process_actions import InProcessActionEndpoint, check_results_quickly
from bot.settings import ROOT
from bot.storage.tracker_store import ForgetfulTrackerStore


def endpoints() -> AvailableEndpoints:
    """endpoints.yml, with the actions in this process in place of an action server."""
    read = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    read.action = InProcessActionEndpoint()
    return read


async def load(model: Path) -> Agent:
    """The agent with ``model`` loaded.

    Raises:
        RuntimeError: the model cannot be loaded (Rasa itself only logs that, and then stays silent for ever).
    """
    check_results_quickly()
    agent = await load_agent(model_path=str(model), endpoints=endpoints())
    if agent is None or not agent.is_ready():
        raise RuntimeError(f"The model {model.name} could not be loaded. Delete it, and it will be trained anew.")
    # Where Rasa turns when the store fails. Its own choice would keep every word, for ever.
    agent.tracker_store._fallback_tracker_store = ForgetfulTrackerStore(agent.domain)
    return agent


async def forget(agent: Agent, conversation_id: str) -> None:
    """Drop a conversation from every store it may be in."""
    for store in (agent.tracker_store._tracker_store, agent.tracker_store._fallback_tracker_store):
        await store.delete(conversation_id)
