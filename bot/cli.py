"""The command `waymark`. Exit code 0: fine; 1: a check failed; 2: bad input."""
from __future__ import annotations

import os
import sys
import warnings

import typer

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")  # Rasa reports its use unless told not to
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
os.environ.setdefault("LOG_LEVEL", "ERROR")  # Rasa draws progress bars and logs its training unless this says less

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


def main() -> None:
    """Run the command line; what an operator got wrong is said in a sentence, with exit code 2."""
    from bot.directory.models import DirectoryError
    from bot.settings import SettingsError

    warnings.showwarning = lambda *_, **__: None  # deprecations inside pinned dependencies; Rasa undoes any filter
    _register(sys.argv[1:])
    try:
        app()
    except (SettingsError, DirectoryError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


def _register(arguments: list[str]) -> None:
    """Import only the command that is asked for (all of them for --help): `find` must not wait for Rasa."""
    from importlib import import_module

    commands = {
        "serve": ("serve", "serve"),
        "chat": ("chat", "chat"),
        "understand": ("understand", "understand"),
        "find": ("find", "find"),
        "replay": ("replay", "replay"),
        "directory": ("directory", "app"),
        "train": ("train", "train"),
        "export-static": ("export_static", "export_static"),
        "doctor": ("doctor", "doctor"),
    }
    asked = arguments[0] if arguments and arguments[0] in commands else None
    for name, (module, member) in commands.items():
        if asked in (None, name):
            found = getattr(import_module(f"bot.commands.{module}"), member)
            if isinstance(found, typer.Typer):
                app.add_typer(found, name=name)
            else:
                app.command(name)(found)
    if asked:  # a lone command would become the program itself; keep its name on the command line
        app.callback()(lambda: None)
