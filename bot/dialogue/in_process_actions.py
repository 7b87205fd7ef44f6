"""Runs the rasa_sdk actions inside Rasa's own process: no second server, no HTTP, nothing to be down.

Rasa 3.6 only needs an object with `.request`, `.kwargs` and `.url` (rasa/core/actions/action.py, RemoteAction).
"""
from __future__ import annotations

import asyncio
import json
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection


class InProcessActionEndpoint(EndpointConfig):
    """An action endpoint that is not on the network."""

    def __init__(self, package: str = "bot.actions", seconds: float = 2.0) -> None:
        """Register every action of ``package``; one that takes longer than ``seconds`` has failed."""
        super().__init__(url="inprocess", enable_selective_domain=True)
        self._executor, self._seconds = ActionExecutor(), seconds
        self._executor.register_package(package)

    async def request(self, method: str = "post", subpath: str | None = None, **kwargs: Any) -> Any:
        """Run the action named in the call. Errors carry its name only, never what a person typed."""
        call = json.loads(json.dumps(kwargs["json"]))  # apart from Rasa's own objects, as over HTTP
        try:
            return await asyncio.wait_for(self._executor.run(call), self._seconds)
        except ActionExecutionRejection as rejection:  # 400 is what tells Rasa's forms of a rejection
            body = json.dumps({"error": rejection.message, "action_name": rejection.action_name})
            raise ClientResponseError(400, "rejected", body) from None
        except Exception as error:
            raise ClientResponseError(500, type(error).__name__, "") from None


def check_results_quickly() -> None:
    """Compile the schema of action results once: Rasa checks the same constant schema anew on each call (18 ms)."""
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate
