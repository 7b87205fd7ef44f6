"""A real Waymark server process on a free port, with everything it prints kept for the tests to read."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120  # a machine that is busy with something else; an idle one needs about six


class ServerProcess:
    """Started when made; `stop` ends it. `base` is its address, such as http://127.0.0.1:40123."""

    def __init__(self, output: Path, *arguments: str, entry: tuple[str, ...] = ("-m", "bot"), **environment: str) -> None:
        """Run `python <entry> serve --port N <arguments>` with ``environment`` added; its output goes to the file ``output``."""
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._output = output
        clean = {name: value for name, value in os.environ.items() if not name.startswith("WAYMARK_")}
        with output.open("wb") as file:
            self._process = subprocess.Popen(
                [sys.executable, *entry, "serve", "--port", str(self.port), *arguments],
                cwd=ROOT,
                env={**clean, "PYTHONUNBUFFERED": "1", "PYTHONHASHSEED": "0", **environment},
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that whatever it starts ends with it
            )

    def output(self) -> str:
        """Everything it has printed or logged so far."""
        return self._output.read_text(encoding="utf-8", errors="replace")

    def wait_until_up(self, loaded: bool = True) -> "ServerProcess":
        """Wait for /ready to answer; with ``loaded`` until a model is loaded (a misread canary is for a test to report)."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError(f"The server ended with code {self._process.returncode}:\n{self.output()}")
            problems = self._problems()
            if problems is not None and not (loaded and "no model is loaded" in problems):
                return self
            time.sleep(0.1)
        raise RuntimeError(f"The server was not up within {START_SECONDS} s:\n{self.output()}")

    def stop(self) -> None:
        """End it, at once if it does not end by itself."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait(10)

    def _problems(self) -> list[str] | None:
        try:
            with urllib.request.urlopen(f"{self.base}/ready", timeout=5) as answer:
                return json.load(answer)["problems"]
        except urllib.error.HTTPError as error:
            return json.load(error)["problems"]
        except OSError:
            return None


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
