"""Finds transcripts in files, folders and globs, and reads each in its own format. A faulty file never stops the others."""
from __future__ import annotations

import glob
from pathlib import Path
from typing import Callable, Iterable

from bot.replay.read_botium import read_botium
from bot.replay.read_logs import read_log
from bot.replay.read_tables import read_csv, read_jsonl
from bot.replay.read_yaml import read_yaml
from bot.replay.transcript import Fault, Transcript

Reader = Callable[..., tuple[list[Transcript], list[Fault]]]
# By the end of the name; the longer end first.
READERS: dict[str, Reader] = {
    ".convo.txt": read_botium,
    ".yml": read_yaml,
    ".yaml": read_yaml,
    ".jsonl": read_jsonl,
    ".csv": read_csv,
    ".txt": read_log,
    ".log": read_log,
}


def read(places: Iterable[str]) -> tuple[list[Transcript], list[Fault]]:
    """The transcripts of all ``places`` (files, folders, globs) in the order of their names, and all faults."""
    transcripts: list[Transcript] = []
    faults: list[Fault] = []
    for path in _files(places, faults):
        reader = _reader(path)
        if reader is None:
            ends = ", ".join(READERS)
            faults.append(Fault(shown(path), 1, "this kind of file is not known", f"Give it a name that ends in one of {ends}"))
            continue
        found, wrong = reader(path, shown)
        transcripts += found
        faults += wrong
    return transcripts, list(dict.fromkeys(faults))


def shown(path: Path) -> str:
    """A file's name as people know it: from where they stand, when it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _files(places: Iterable[str], faults: list[Fault]) -> list[Path]:
    files: dict[Path, None] = {}
    for place in places:
        path = Path(place)
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if file.is_file() and _reader(file))
            remedy = f"Put files there that end in one of {', '.join(READERS)}"
            missing = Fault(place, 1, "there are no transcripts in this folder", remedy)
        elif path.is_file():
            found, missing = [path], None
        else:
            found = sorted(Path(name) for name in glob.glob(place, recursive=True) if Path(name).is_file())
            missing = Fault(place, 1, "there is no such file or folder", "Check the name")
        if not found and missing:
            faults.append(missing)
        files.update(dict.fromkeys(found))
    return list(files)


def _reader(path: Path) -> Reader | None:
    name = path.name.lower()
    return next((reader for end, reader in READERS.items() if name.endswith(end)), None)
