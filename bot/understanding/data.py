"""The training messages of bot/data/nlu, with the hand that wrote each."""
from __future__ import annotations

from pathlib import Path

import yaml

from bot.settings import ROOT
from bot.understanding.classifier import Example

NLU = ROOT / "bot" / "data" / "nlu"


def training_messages(folder: Path = NLU) -> list[Example]:
    """Every message, in the order of the files."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = []
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), Loader=loader)["nlu"]:
            author = (block.get("metadata") or {}).get("author", "")
            lines = (line[2:] for line in block["examples"].splitlines() if line.startswith("- "))
            found += [Example(line, block["intent"], author) for line in lines]
    return found
