"""Which room may import which. Arrows point one way, so that the cores can be read, tested and trusted alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.wording import ROOT

BOT = ROOT / "bot"
FRAMEWORKS = {"rasa", "rasa_sdk", "sanic", "tensorflow", "keras"}
PURE = ("directory", "triage", "understanding", "conversation", "page")
NETWORK = {"requests", "httpx", "aiohttp", "urllib.request", "socket", "http.client"}

# What each room may import of the others; a room that is missing here may import nothing.
MAY_IMPORT = {
    "directory": {"settings"},
    "triage": {"settings"},
    "understanding": {"triage", "settings"},
    "conversation": {"directory", "triage", "settings", "conversation"},
    "page": {"settings"},
    "storage": {"settings"},
    "components": {"directory", "triage", "understanding", "conversation", "settings", "clock"},
    "actions": {"directory", "triage", "understanding", "conversation", "settings", "clock"},
    "dialogue": {"directory", "triage", "understanding", "conversation", "storage", "settings", "clock", "quiet"},
    "server": {"directory", "triage", "conversation", "dialogue", "storage", "page", "handoff", "settings", "clock", "quiet"},
    "handoff": {"directory", "conversation", "storage", "settings", "clock"},
    "replay": {"directory", "triage", "understanding", "conversation", "dialogue", "components", "settings", "clock", "quiet"},
    "commands": None,  # everything: commands are where all is put together
    "cli": {"commands", "directory", "settings"},
    "__main__": {"cli"},
    "quiet": set(),
    "clock": set(),
    "settings": set(),
    "__init__": set(),
}


def files() -> list[Path]:
    return sorted(path for path in BOT.rglob("*.py") if "__pycache__" not in path.parts)


def room_of(path: Path) -> str:
    first = path.relative_to(BOT).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Dotted names of what a file imports, wherever in it."""
    found: set[str] = set()
    package = ".".join(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parent = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parent, base]).rstrip(".")
            found |= {f"{base}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module":
            found |= {str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)}
    return found


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", files(), ids=names)
def test_a_room_imports_only_rooms_below_it(path):
    room = room_of(path)
    assert room in MAY_IMPORT, f"bot/{room} is a new room: say in MAY_IMPORT what it may import"
    allowed = MAY_IMPORT[room]
    if allowed is None:
        return
    used = {name.split(".")[1] for name in imports(path) if name.startswith("bot.") and len(name.split(".")) > 1}
    assert used <= allowed | {room}


@pytest.mark.parametrize("path", [path for path in files() if room_of(path) in PURE], ids=names)
def test_a_pure_core_knows_nothing_of_rasa_or_the_server(path):
    roots = {name.split(".")[0] for name in imports(path)}
    assert not roots & FRAMEWORKS
    assert not {name for name in imports(path) for network in NETWORK if name == network or name.startswith(f"{network}.")}


@pytest.mark.parametrize("path", files(), ids=names)
def test_only_commands_import_the_server(path):
    if room_of(path) not in ("commands", "server"):
        assert not {name for name in imports(path) if name.startswith("bot.server")}


@pytest.mark.parametrize("path", [path for path in files() if room_of(path) != "settings"], ids=names)
def test_only_settings_reads_the_environment(path):
    source = path.read_text(encoding="utf-8")
    reads = [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Call) and ast.unparse(node.func) in ("os.getenv", "os.environ.get", "environ.get"))
        or (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and ast.unparse(node.value) in ("os.environ", "environ"))
    ]
    assert not reads


# A tool for operators that proves the hours from today on, unless it is told another day.
MAY_ASK_THE_TIME = {BOT / "clock.py", BOT / "directory" / "proof" / "prove.py"}


@pytest.mark.parametrize("path", [path for path in files() if path not in MAY_ASK_THE_TIME], ids=names)
def test_only_the_clock_asks_what_time_it_is(path):
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)}
    assert not calls & {"datetime.now", "datetime.utcnow", "datetime.datetime.now", "date.today", "datetime.today"}


def test_the_search_for_imports_finds_them(tmp_path, monkeypatch):
    source = "import rasa.core\nfrom bot.server import app\ndef f():\n    from sanic import Sanic\n    import_module('bot.server.x')\n"
    path = BOT / "directory" / "imaginary.py"
    monkeypatch.setattr(Path, "read_text", lambda self, encoding=None: source)
    assert {"rasa.core", "bot.server.app", "sanic.Sanic", "bot.server.x"} <= imports(path)
