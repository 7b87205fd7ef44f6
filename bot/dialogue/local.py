"""An engine in this process, for the terminal, replay and tests."""
from __future__ import annotations

from typing import Any

from bot.dialogue import agent as agents
from bot.dialogue.engine import Engine
from bot.dialogue.model import ensure_model
from bot.directory.shared import directory
from bot.quiet import configure_logging
from bot.settings import settings


async def local_engine() -> Engine:
    """The engine with the model that fits the data (trained now if there is none)."""
    return (await local_engine_and_agent())[0]


async def local_engine_and_agent() -> tuple[Engine, Any]:
    """The same, and the Rasa agent behind it, for those who look at how an answer was decided."""
    configure_logging()
    agent = await agents.load(ensure_model(settings()))
    return Engine(agent.handle_message, directory(), settings()), agent
