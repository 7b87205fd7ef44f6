"""The chat page as it is now: it carries the lifeline contacts, so a new directory makes a new page."""
from __future__ import annotations

from typing import Callable

from bot import clock
from bot.directory.shared import directory
from bot.page import Page, PageSettings, build_page


class PresentPage:
    """Builds the page once for each directory."""

    def __init__(self, settings: Callable[[], PageSettings]) -> None:
        self._settings = settings
        self._of, self._page = directory(), self._build()

    def now(self) -> Page:
        """The page with the lifeline contacts of the directory of now."""
        if self._of is not directory():
            self._of, self._page = directory(), self._build()
        return self._page

    def _build(self) -> Page:
        return build_page([contact.as_dict() for contact in directory().lifeline(clock.now())], self._settings())
