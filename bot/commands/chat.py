"""`waymark chat`."""
from __future__ import annotations

import asyncio
import uuid
from typing import Optional

import typer


def chat(at: Optional[str] = typer.Option(None, help="Make the clock stand at this time (ISO 8601 with a zone).")) -> None:
    """The same bot in the terminal. Type a message, or the number of a choice; an empty line leaves."""
    from rich.console import Console

    from bot import clock
    from bot.conversation.terminal import show
    from bot.dialogue.local import local_engine
    from bot.settings import read

    console = Console()
    if at:
        clock.stand_at(read({"WAYMARK_AT": at}).at)

    async def talk() -> None:
        with console.status("One moment ..."):
            engine = await local_engine()
        conversation = uuid.uuid4().hex
        messages = await engine.start(conversation)
        while True:
            choices = show(console, messages)
            try:
                said = await asyncio.to_thread(console.input, "[bold]> [/bold]")
            except (EOFError, KeyboardInterrupt):
                return
            if not said.strip():
                return
            if said.strip().isdigit() and 0 < int(said) <= len(choices):
                messages = await engine.choose(conversation, choices[int(said) - 1]["id"])
            else:
                messages = await engine.say(conversation, said)

    asyncio.run(talk())
