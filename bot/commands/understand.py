"""`waymark understand`."""
from __future__ import annotations

import asyncio
import json
import sys
from typing import Any, Iterator

FIELDS = ("text", "urgency", "topic", "doors", "intent", "confidence", "why")


def understand() -> None:
    """Read messages from standard input, one a line (or JSONL with `text`); print what each is understood to mean, as JSONL."""
    from bot.dialogue import agent as agents
    from bot.dialogue.model import ensure_model
    from bot.quiet import configure_logging
    from bot.settings import settings

    configure_logging()
    model = ensure_model(settings(), say=lambda text: print(text, file=sys.stderr))

    async def run() -> None:
        agent = await agents.load(model)
        for text in _texts():
            print(json.dumps(await understood(agent, text), ensure_ascii=False), flush=True)

    asyncio.run(run())


async def understood(agent: Any, text: str) -> dict[str, Any]:
    """What the pipeline makes of ``text``, in the form of docs/cli.md."""
    parsed = await agent.parse_message(text)
    intent = parsed.get("intent") or {}
    found = {
        "text": text,
        "urgency": parsed.get("urgency", "routine"),
        "topic": parsed.get("topic", "other"),
        "doors": parsed.get("doors") or ["other"],
        "intent": intent.get("name"),
        "confidence": round(float(intent.get("confidence") or 0.0), 4),
        "why": parsed.get("why") or [],
    }
    return {name: found[name] for name in FIELDS}


def _texts() -> Iterator[str]:
    for number, line in enumerate(sys.stdin, start=1):
        line = line.rstrip("\n")
        if line.startswith("{"):
            try:
                record = json.loads(line)
                yield str(record["text"])
                continue
            except (ValueError, KeyError, TypeError):
                print(f"line {number}: looks like JSON but has no readable `text`; taken as plain text", file=sys.stderr)
        yield line
