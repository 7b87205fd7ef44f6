"""`waymark serve`."""
from __future__ import annotations

from dataclasses import replace
from typing import Optional

import typer

from bot.settings import read, settings


def serve(
    host: Optional[str] = typer.Option(None, help="Address to listen on (WAYMARK_HOST; 127.0.0.1)."),
    port: Optional[int] = typer.Option(None, help="Port to listen on (WAYMARK_PORT; 5005)."),
    at: Optional[str] = typer.Option(None, help="Make the clock stand at this time (ISO 8601 with a zone), for tests."),
) -> None:
    """The whole product in one process: the page at /chat/, the API, the actions. Trains first if no model fits."""
    chosen = settings()
    if at:
        chosen = replace(chosen, at=read({"WAYMARK_AT": at}).at)
    from bot.server.app import serve as run

    run(replace(chosen, host=host or chosen.host, port=port or chosen.port), say=lambda text: print(text, flush=True))
