"""How long our transcripts take here, and how long the same conversations take with a stock Rasa server and action server.

    .venv/bin/python bench/replay.py [FOLDER] [--limit N]

Both sides load the same model and answer the same turns, one after another. Here: one process, actions in it, promises checked.
There: `rasa run` with its REST channel and `rasa run actions`, over HTTP, nothing checked. Prints one JSON object.
"""
from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
START_SECONDS = 180


def main() -> None:
    """Measure both and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default=str(ROOT / "tests" / "transcripts"))
    parser.add_argument("--limit", type=int, default=120, help="how many transcripts")
    chosen = parser.parse_args()
    from bot.dialogue.model import ensure_model
    from bot.quiet import configure_logging
    from bot.replay.read import read
    from bot.settings import settings

    configure_logging()
    model = ensure_model(settings(), say=lambda text: print(text, file=sys.stderr))
    transcripts = read([chosen.folder])[0][: chosen.limit]
    here, payloads = asyncio.run(_here(transcripts))
    there = _there(payloads, model)
    turns = sum(map(len, payloads))
    print(json.dumps({
        "transcripts": len(transcripts), "turns": turns,
        "here": here, "stock_rasa": there,
        "times_as_long": round(there["seconds_with_start"] / here["seconds_with_start"], 2),
        "times_as_long_without_start": round(there["seconds"] / here["seconds"], 2),
    }, indent=1))  # fmt: skip


async def _here(transcripts: list) -> tuple[dict, list[list[str]]]:
    from bot import clock
    from bot.conversation.choices import payload
    from bot.dialogue.local import local_engine_and_agent
    from bot.directory import load
    from bot.replay.promises import Against
    from bot.replay.run import chosen, play_all
    from bot.replay.talk import LocalTalk

    began = time.perf_counter()
    engine, agent = await local_engine_and_agent()
    against = Against.of(load())
    loaded = time.perf_counter()
    results = await play_all(transcripts, lambda t: LocalTalk(engine, agent, t.id), against, clock.stand_at)
    ended = time.perf_counter()
    said = []
    for result in results:
        turns = [checked.turn for checked in result.turns]
        words = ["/start"]
        for number, turn in enumerate(turns[1:], start=1):
            choice = None if turn.user is not None else chosen(turns[:number], turn.choose or "")
            words.append((turn.user or ".").lstrip("/") if choice is None else payload(choice["id"]))
        said.append(words)
    return {"seconds": round(ended - loaded, 1), "seconds_with_start": round(ended - began, 1)}, said


def _there(payloads: list[list[str]], model: Path) -> dict:
    actions_port, port = _free_port(), _free_port()
    with tempfile.TemporaryDirectory() as folder:
        endpoints, credentials = Path(folder) / "endpoints.yml", Path(folder) / "credentials.yml"
        used = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
        used["action_endpoint"] = {"url": f"http://127.0.0.1:{actions_port}/webhook"}
        endpoints.write_text(yaml.safe_dump(used))
        credentials.write_text("rest:\n")
        environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}
        quiet = {"cwd": ROOT, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        began = time.perf_counter()
        servers = [
            subprocess.Popen([sys.executable, "-m", "rasa", "run", "actions", "--actions", "bot.actions", "--port", str(actions_port)], **quiet),
            subprocess.Popen([sys.executable, "-m", "rasa", "run", "--model", str(model), "--endpoints", str(endpoints),
                              "--credentials", str(credentials), "--port", str(port), "-i", "127.0.0.1"], **quiet),
        ]  # fmt: skip
        try:
            _wait(f"http://127.0.0.1:{port}/", f"http://127.0.0.1:{actions_port}/health")
            up = time.perf_counter()
            silent = 0
            for number, words in enumerate(payloads):
                for text in words:
                    silent += not _post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", {"sender": f"s{number}", "message": text})
            ended = time.perf_counter()
        finally:
            for server in servers:
                server.terminate()
            for server in servers:
                server.wait(20)
    return {"seconds": round(ended - up, 1), "seconds_with_start": round(ended - began, 1), "turns_without_an_answer": silent}


def _wait(*urls: str) -> None:
    until = time.monotonic() + START_SECONDS
    for url in urls:
        while True:
            try:
                urllib.request.urlopen(url, timeout=5).read()
                break
            except (urllib.error.HTTPError, OSError) as error:
                if time.monotonic() > until:
                    raise SystemExit(f"{url} did not come up: {error}") from None
                time.sleep(0.2)


def _post(url: str, body: dict) -> list:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


if __name__ == "__main__":
    main()
