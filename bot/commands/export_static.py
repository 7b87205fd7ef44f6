"""`waymark export-static DIR`."""

from __future__ import annotations

from pathlib import Path

import typer


def export_static(directory: Path = typer.Argument(..., metavar="DIR", help="Where to write; made if it is not there.")) -> None:
    """Write the numbers page for any web host (index.html), and the numbers to paste beside an embedded chat (embed.html)."""
    from bot import clock
    from bot.directory import load
    from bot.page import PageSettings
    from bot.page.static import write_static
    from bot.settings import settings

    lifeline = [contact.as_dict() for contact in load().lifeline(clock.now())]
    try:
        written = write_static(directory, lifeline, PageSettings(exit_url=settings().exit_url))
    except OSError as error:
        typer.echo(f"{directory} cannot be written: {error.strerror}. Choose another directory.", err=True)
        raise typer.Exit(2) from None
    for path in written:
        typer.echo(str(path))
