"""What an operator can choose about the page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

EXIT_KEYS = ("escape", "shift3")


@dataclass(frozen=True)
class PageSettings:
    """Settings of the chat page.

    Attributes:
        exit_url: website shown after leaving; neutral, and with nothing personal on it.
        exit_keys: keys that leave: "escape", "shift3", both with a space between, or "".
        curtain: whether the chat is covered when the person switches to something else, until they choose.
        idle_warn_minutes: minutes without a key or a touch before the page asks "are you still there?".
        idle_clear_minutes: minutes without a key or a touch before the chat is cleared.
        api_base: where the chat's API is, ending in "api/"; the page's files are looked for in the folder above it.
        frame_ancestors: origins (such as "https://www.example.org") that may show the page in a frame.

    Raises:
        ValueError: with the name of the setting, what is wrong and what to write instead.
    """

    exit_url: str = "https://www.bbc.co.uk/weather"
    exit_keys: str = "escape shift3"
    curtain: bool = False
    idle_warn_minutes: float = 10
    idle_clear_minutes: float = 12
    api_base: str = "/chat/api/"
    frame_ancestors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        exit_address = urlsplit(self.exit_url)
        if exit_address.scheme != "https" or not exit_address.hostname:
            raise ValueError(f"exit_url: {self.exit_url!r} is not a full https address, such as https://www.bbc.co.uk/weather")
        unknown = [key for key in self.exit_keys.split() if key not in EXIT_KEYS]
        if unknown:
            raise ValueError(f"exit_keys: {unknown[0]!r} is not known; use any of: {' '.join(EXIT_KEYS)}")
        if not self.api_base.endswith("/api/"):
            raise ValueError(f"api_base: {self.api_base!r} must end in '/api/'")
        if not 0 < self.idle_warn_minutes < self.idle_clear_minutes:
            raise ValueError(
                f"idle_warn_minutes ({self.idle_warn_minutes}) must be above 0 and below idle_clear_minutes ({self.idle_clear_minutes})"
            )
        for host in self.frame_ancestors:
            address = urlsplit(host)
            if address.scheme not in ("https", "http") or not address.hostname or address.path or any(c in host for c in " ;,'"):
                raise ValueError(f"frame_ancestors: {host!r} is not an origin, such as https://www.example.org")
