"""The directory of services: what they are, where and when they help, and which fits a person at a moment.

Pure: no Rasa, no network, no clock of its own. `load()` gives a `Directory`.
"""

from bot.directory.directory import Directory
from bot.directory.load import load
from bot.directory.models import (
    AreaAnswer,
    AreaChoice,
    Contact,
    DirectoryError,
    Problem,
    Service,
)

__all__ = ["AreaAnswer", "AreaChoice", "Contact", "Directory", "DirectoryError", "Problem", "Service", "load"]
