"""Rasa's wording with the directory's facts: `{police_101}` becomes the number, `contacts: [ids]` become cards."""
from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot import clock
from bot.conversation.wording import cards, numbers
from bot.directory.shared import directory


class DirectoryNlg(TemplatedNaturalLanguageGenerator):
    """The responses of bot/data/responses; numbers and cards come from seeds/services."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    def _fill_response(
        self, response: Dict[str, Any], filled_slots: Optional[Dict[str, Any]] = None, **kwargs: Any
    ) -> Dict[str, Any]:
        custom = response.pop("custom", None)  # holds quotes of sources, which are nobody's template
        filled = super()._fill_response(response, numbers(directory()), **kwargs)
        if custom:
            filled["custom"] = {**custom, "contacts": cards(directory(), custom.get("contacts", ()), clock.now())}
        return filled
