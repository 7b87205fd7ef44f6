"""`waymark replay`."""
from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Optional

import typer

FAILED, BAD_INPUT = 1, 2


def replay(
    paths: Optional[list[str]] = typer.Argument(None, metavar="PATH...", help="Transcripts: files, folders, globs."),
    url: Optional[str] = typer.Option(None, help="Replay against this running server instead of in this process."),
    junit: Optional[Path] = typer.Option(None, help="Write a JUnit report here."),
    json_file: Optional[Path] = typer.Option(None, "--json", help="Write all results here, for --compare."),
    html: Optional[Path] = typer.Option(None, help="Write one page here, to read and to print."),
    update: bool = typer.Option(False, "--update", help="Write today's answers into the transcripts as expectations, for you to review."),
    compare: bool = typer.Option(False, "--compare", help="Compare two files written with --json: OLD NEW."),
    record: Optional[Path] = typer.Option(None, help="Talk in the terminal and write the conversation to this file."),
    at: Optional[str] = typer.Option(None, help="With --record: the moment, ISO 8601 with a zone."),
    export_rasa: Optional[Path] = typer.Option(None, help="Write the transcripts as test stories of Rasa into this folder."),
) -> None:
    """Replay written conversations and say what is not as it should be. See docs/replay.md.

    Exit code 0: all as expected; 1: an expectation missed, a promise broken, or (with --compare) a difference; 2: a file that
    cannot be read (the others still run).
    """
    from rich.console import Console

    console = Console(highlight=False)
    try:
        if record:
            from bot.replay.record import record as recording

            raise typer.Exit(recording(record, at, console))
        if not paths:
            raise _BadInput("Name the transcripts to replay, for example: waymark replay tests/transcripts")
        if compare:
            from bot.replay.compare import compare_files

            if len(paths) != 2:
                raise _BadInput("--compare needs two files written with --json: waymark replay --compare old.json new.json")
            raise typer.Exit(compare_files(Path(paths[0]), Path(paths[1]), console))
        raise typer.Exit(_replay(paths, url, {"junit": junit, "json": json_file, "html": html}, update, export_rasa, console))
    except _BadInput as problem:
        print(problem, file=sys.stderr)
        raise typer.Exit(BAD_INPUT) from None


class _BadInput(ValueError):
    """What was asked for cannot be done."""


def _replay(paths: list[str], url: str | None, files: dict[str, Path | None], update: bool, export: Path | None, console: Any) -> int:
    from bot.replay.read import read

    for name, file in files.items():
        if file and not file.parent.is_dir():
            raise _BadInput(f"--{name} {file}: there is no folder {file.parent}")
    if url and (update or export):
        raise _BadInput("--update and --export-rasa need the bot in this process: leave --url out")
    transcripts, faults = read(paths)
    results = asyncio.run(_play(transcripts, url, console)) if transcripts else []
    from bot.replay import report
    from bot.replay.terminal_report import show

    show(console, results, faults)
    data = report.as_data(results, faults, "in process" if url is None else "over HTTP")
    if files["json"]:
        files["json"].write_text(report.as_json(data), encoding="utf-8")
    if files["junit"]:
        from bot.replay.junit_report import as_junit

        files["junit"].write_text(as_junit(data), encoding="utf-8")
    if files["html"]:
        from bot.replay.html_report import as_html

        files["html"].write_text(as_html(data), encoding="utf-8")
    if update:
        from bot.replay.update import update_files

        update_files(results, console)
    if export:
        from bot.replay.rasa_stories import export_stories

        export_stories(results, export, console)
    if faults:
        return BAD_INPUT
    return 0 if update else FAILED * any(not result.passed for result in results)


async def _play(transcripts: list, url: str | None, console: Any) -> list:
    from rich.progress import Progress

    from bot import clock
    from bot.directory import load
    from bot.replay.promises import Against
    from bot.replay.run import play_all

    against = Against.of(load())
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Replaying", total=len(transcripts))

        def done(result: Any) -> None:
            progress.advance(bar)

        if url:
            from bot.replay.http_talk import HttpTalk

            return await play_all(transcripts, lambda transcript: HttpTalk(url), against, _server_clock, done)
        from bot.dialogue.local import local_engine_and_agent
        from bot.replay.talk import LocalTalk

        engine, agent = await local_engine_and_agent()
        try:
            return await play_all(transcripts, lambda t: LocalTalk(engine, agent, f"replay {t.id}"), against, clock.stand_at, done)
        finally:
            clock.stand_at(None)


def _server_clock(moment: datetime) -> None:
    """A server's clock is its own: start it with WAYMARK_AT."""
