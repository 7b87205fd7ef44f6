"""The only reader of the environment: what can be set, its type, its default."""
from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A variable of the environment has a value that cannot be used."""


@dataclass(frozen=True)
class Settings:
    """What an operator can set, by environment variables named ``WAYMARK_`` and the field in capitals."""

    host: str = "127.0.0.1"
    port: int = 5005
    secret: str = ""  # signs conversation tokens; empty: made anew at each start
    at: datetime | None = None  # a clock that stands still, for tests and replay: ISO 8601 with a zone
    encoder_dir: Path | None = None  # another copy of the encoder's weights
    model: Path | None = None  # serve just this model, whatever the data say now
    models_dir: Path = ROOT / "models"
    seeds: Path = ROOT / "seeds"  # another folder of services; rules of danger and of needs stay the installation's
    cache_dir: Path = ROOT / ".cache"
    reply_seconds: float = 6.0  # how long a reply may take before the lifeline contacts are shown instead
    conversation_minutes: int = 60  # an idle conversation is forgotten after this
    max_conversations: int = 20_000  # beyond this the oldest idle ones are forgotten
    max_text: int = 2_000  # characters of one message that are read by the dialogue (danger is looked for in all)
    messages_per_minute: int = 40  # one conversation's pace; above it only the lifeline answers
    profile: str = ""  # a file of seeds/profiles, without .yml
    handoff_url: str = ""  # where requests for an adviser go, if the profile says `handoff: webhook`
    handoff_secret: str = ""  # whsec_...; two with a space between while changing over
    handoff_seconds: int = 120  # how long the service has to answer
    exit_url: str = "https://www.bbc.co.uk/weather"
    exit_keys: str = "escape shift3"  # keys that leave the page
    curtain: int = 0  # 1: the chat is covered when the tab is hidden
    idle_warn_minutes: float = 10.0  # the page asks "are you still there?"
    idle_clear_minutes: float = 12.0  # the page clears the chat
    origins: str = ""  # other sites that may show the chat: https origins with spaces between


def read(environment: dict[str, str]) -> Settings:
    """Settings from ``environment``.

    Raises:
        SettingsError: names the variable, its value and what would be right.
    """
    values = {}
    for name, field in Settings.__dataclass_fields__.items():
        variable = f"WAYMARK_{name.upper()}"
        text = environment.get(variable, "").strip()
        if text:
            values[name] = _parse(variable, text, field.type)
    return Settings(**values)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return read(dict(os.environ))


def _parse(variable: str, text: str, kind: str):
    try:
        if kind == "int":
            return int(text)
        if kind == "float":
            return float(text)
        if kind.startswith("datetime"):
            moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
            if moment.tzinfo is None:
                raise ValueError("no time zone")
            return moment
        return Path(text) if kind.startswith("Path") else text
    except ValueError as error:
        wanted = {"int": "a whole number", "float": "a number"}.get(kind, "a time such as 2026-11-21T22:15:00+00:00")
        raise SettingsError(f"{variable}={text!r} cannot be used: {wanted} is needed.") from error
