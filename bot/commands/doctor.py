"""`waymark doctor`."""
from __future__ import annotations

import asyncio
import platform
from typing import Callable, Iterator

import typer

Check = tuple[str, Callable[[], str]]


def doctor(json_: bool = typer.Option(False, "--json", help="Print JSON.")) -> None:
    """Say what is wrong with this installation, and what to do about it."""
    results = [{"check": name, "ok": ok, "detail": detail} for name, ok, detail in _results()]
    if json_:
        import json

        print(json.dumps(results, ensure_ascii=False, indent=2))
    else:
        for result in results:
            print(f"{'ok  ' if result['ok'] else 'FAIL'}  {result['check']}: {result['detail']}")
    if not all(result["ok"] for result in results):
        raise typer.Exit(1)


def _results() -> Iterator[tuple[str, bool, str]]:
    for name, check in _checks():
        try:
            yield name, True, check()
        except Exception as error:
            yield name, False, str(error) or type(error).__name__


def _checks() -> list[Check]:
    return [
        ("python", _python),
        ("settings", _settings),
        ("directory", _directory),
        ("danger rules", _danger),
        ("encoder", _encoder),
        ("page", _page),
        ("model", _model),
    ]


def _python() -> str:
    version = platform.python_version()
    if not version.startswith("3.10."):
        raise RuntimeError(f"Python {version} runs; Rasa 3.6 needs 3.10. Install it, then run 'make setup'.")
    return version


def _settings() -> str:
    from bot.settings import settings

    chosen = settings()
    return f"{chosen.host}:{chosen.port}"


def _directory() -> str:
    from bot.directory import DirectoryError
    from bot.directory.check import load_checked
    from bot.directory.load import seeds_folder

    try:
        return f"{len(load_checked(seeds_folder()).services)} services"
    except DirectoryError as error:
        kept = "A server that is running keeps the last good directory; one that is started now may not start."
        raise RuntimeError(f"{error}\n{kept}") from None


def _danger() -> str:
    from bot.triage import assess, fingerprint

    if not assess("he is outside my door with a knife").emergency:
        raise RuntimeError("A plain emergency is not recognised. Look at seeds/danger/.")
    return fingerprint()[:12]


def _encoder() -> str:
    from bot.settings import settings
    from bot.understanding.encoder import Encoder

    Encoder(settings().encoder_dir)
    return "weights verified"


def _page() -> str:
    from bot import clock
    from bot.directory.shared import directory
    from bot.page import PageSettings, build_page

    page = build_page([contact.as_dict() for contact in directory().lifeline(clock.now())], PageSettings())
    return "; ".join(f"{path} {asset.integrity}" for path, asset in page.files.items() if asset.integrity)


def _model() -> str:
    from bot.dialogue import agent as agents
    from bot.dialogue.canaries import misread
    from bot.dialogue.model import model_path
    from bot.quiet import configure_logging
    from bot.settings import settings

    configure_logging()
    path = model_path(settings())
    if not path.is_file():
        raise RuntimeError("No model fits the data. Run 'waymark train'.")

    async def wrong() -> tuple[str, ...]:
        return await misread(await agents.load(path))

    misunderstood = asyncio.run(wrong())
    if misunderstood:
        raise RuntimeError(f"misread: {'; '.join(misunderstood)}")
    return f"{path.name}, canaries pass"
