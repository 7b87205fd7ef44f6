"""Messages for tests. Plain and unmistakable: how well harder ones are understood is measured elsewhere."""

from __future__ import annotations

DANGER = "hes outside my door with a knife"
_HARMLESS = "We went to the shops and then we came home again and had our tea. "


def long_text(danger_at: float | None, length: int = 10_000) -> str:
    """``length`` harmless characters, with danger at that share of them (0 the start, 1 the end)."""
    filler = (_HARMLESS * (length // len(_HARMLESS) + 1))[:length]
    if danger_at is None:
        return filler
    cut = int((length - len(DANGER) - 4) * danger_at)
    return f"{filler[:cut]}. {DANGER}. {filler[cut + len(DANGER) + 4 :]}"
