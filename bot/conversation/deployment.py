"""Which service runs this deployment, if one does: its profile from seeds/profiles, chosen by WAYMARK_PROFILE."""
from __future__ import annotations

from functools import lru_cache

from bot.directory import Directory
from bot.directory.profiles import Profile, load_profile
from bot.directory.shared import directory
from bot.settings import settings


def profile() -> Profile | None:
    """The profile of this process, or None. Raises DirectoryError when it is not there or wrong."""
    return _profile_with(directory())


@lru_cache(maxsize=2)
def _profile_with(services: Directory) -> Profile | None:
    """Read once for each directory: a reload of the seeds reads the profile anew."""
    chosen = settings().profile
    return load_profile(settings().seeds, chosen, services) if chosen else None


def own_services() -> tuple[str, ...]:
    """Ids that come first wherever they fit."""
    chosen = profile()
    return tuple(chosen.own_services) if chosen else ()


def opening() -> str:
    """Words of the service itself, before ours; empty without a profile."""
    chosen = profile()
    return chosen.opening if chosen else ""


def exit_url() -> str:
    """Where "Leave this site" goes: the profile's address, else the setting."""
    chosen = profile()
    return (chosen.exit_url if chosen else "") or settings().exit_url
