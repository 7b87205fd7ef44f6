"""`waymark train`."""
from __future__ import annotations


def train() -> None:
    """Make the model that fits the data, if there is none yet."""
    from bot.dialogue.model import ensure_model
    from bot.quiet import configure_logging
    from bot.settings import settings

    configure_logging()
    print(f"Model: {ensure_model(settings()).name}")
