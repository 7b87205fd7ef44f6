"""What the server sends when somebody opens the chat: the page, its script, its styles and its headers.

Pure Python: no Rasa, no network. Call `build_page` once when the server starts.
"""

from bot.page.build import Asset, Page, build_page
from bot.page.settings import PageSettings

__all__ = ["Asset", "Page", "PageSettings", "build_page"]
