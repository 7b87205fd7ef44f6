"""Takes up a changed directory while the server runs, and keeps the last good one when the change is wrong."""
from __future__ import annotations

import asyncio
import logging
from typing import Awaitable, Callable

from bot.conversation.deployment import profile
from bot.directory.current import CurrentDirectory
from bot.directory.shared import current

log = logging.getLogger(__name__)
SECONDS = 2.0  # between two looks; a change is taken up at the second look that finds it as it was at the first
MOST_SAID = 5  # problems in one line of the log; /ready and `waymark directory check` have them all


async def watch(sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Look for changes for ever. Looking and loading happen beside the loop that answers people."""
    held = current()
    while True:
        await sleep(SECONDS)
        try:
            await look(held)
        except Exception as error:  # watching goes on: people are answered from the last good directory
            log.error("looking for changes of the directory failed: %s", type(error).__name__)


async def look(held: CurrentDirectory) -> None:
    """Look once. What was wrong with a change is logged once: the seeds hold no words of people."""
    if not await asyncio.to_thread(held.has_settled):
        return
    if await asyncio.to_thread(held.refresh):
        profile()  # read now, so that no turn meets a profile that is broken later
        log.warning("the directory was reloaded: %d services", len(held.get().services))
        return
    for problem in held.problems[:MOST_SAID]:
        log.error("the directory was not reloaded, the last good one stays: %s", problem)
    if len(held.problems) > MOST_SAID:
        log.error("... and %d more: run `waymark directory check`", len(held.problems) - MOST_SAID)
