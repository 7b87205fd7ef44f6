"""`waymark find` as a whole process: plain data, clear errors, no Rasa."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def find(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "find", *options], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


def test_bradford_at_lunch() -> None:
    done = find("--area", "bradford", "--at", "2026-11-23T13:10:00+00:00", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) == {"area", "contacts"}
    assert answer["area"]["status"] == "found" and answer["area"]["lads"] == ["E08000032"]
    first = answer["contacts"][0]
    assert (first["service_id"], first["status"]) == ("staying-put", "closed")
    assert first["status_text"].startswith("Closed for lunch, opens 1.30pm")
    assert any(c["status_text"] == "Open 24 hours" for c in answer["contacts"][1:])


def test_bad_input_is_exit_two_and_one_clear_sentence() -> None:
    for options in (["--audience", "dog"], ["--at", "yesterday"], ["--harm", "x"], ["--way", "y"]):
        done = find("--at", "2026-11-23T13:10:00", *options)
        assert done.returncode == 2 and done.stdout == ""
        assert "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) == 1


def test_a_table_for_people_and_a_question_for_an_unclear_place() -> None:
    done = find("--area", "newcastle", "--at", "2026-11-23T13:10:00")
    assert done.returncode == 0 and "Newcastle upon Tyne or Newcastle-under-Lyme" in done.stdout


def test_the_directory_needs_neither_rasa_nor_the_network() -> None:
    code = (
        "import sys, socket; socket.socket.connect = None\n"
        "from bot.commands.find import find_contacts\n"
        "find_contacts(area='luton', audience='victim', harm=None, way='specialist', needs=(), at='2026-11-23T13:10')\n"
        "bad = [m for m in sys.modules if m.split('.')[0] in ('rasa', 'rasa_sdk', 'tensorflow', 'numpy', 'sklearn')]\n"
        "assert not bad, bad"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
