"""`python -m bot serve` whose clock stands at the moment written in the file named by CLOCKWORK_FILE.

One process can so be asked at many moments. Nothing else is changed.
"""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path

from bot import clock


def _written() -> datetime:
    return datetime.fromisoformat(Path(os.environ["CLOCKWORK_FILE"]).read_text(encoding="ascii")).astimezone(timezone.utc)


if __name__ == "__main__":
    clock.now = _written
    from bot.cli import main

    main()
