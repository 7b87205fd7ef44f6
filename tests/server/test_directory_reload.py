"""A real server takes up a changed directory while it runs, and keeps the last good one when the change is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable

import pytest

from tests.support.api import Conversation, contacts_of, request
from tests.support.server_process import ROOT, ServerProcess

SEEDS = ROOT / "seeds"
OLD, NEW = "01543 676800", "01543 676899"
MOST_SECONDS = 60  # a busy machine; an idle one needs about five


@pytest.fixture(scope="module")
def seeds(tmp_path_factory) -> Path:
    """A folder of services that an operator edits; the big place tables are linked, not copied."""
    folder = tmp_path_factory.mktemp("operator") / "seeds"
    shutil.copytree(SEEDS, folder, ignore=shutil.ignore_patterns("areas", "danger", "needs"))
    (folder / "areas").symlink_to(SEEDS / "areas")
    return folder


@pytest.fixture(scope="module")
def server(start_server, model: Path, seeds: Path) -> ServerProcess:
    at = "2026-11-18T12:00:00+00:00"
    return start_server("--at", at, WAYMARK_MODEL=str(model), WAYMARK_SEEDS=str(seeds)).wait_until_up()


def pathway(server: ServerProcess) -> dict:
    """The card that somebody in Lichfield gets."""
    person = Conversation(server.base)
    person.say("my wife hits me")
    person.press("Talk to a specialist")
    return next(c for c in contacts_of(person.say("lichfield")) if c["service_id"] == "pathway")


def ready(server: ServerProcess) -> dict:
    return request(server.base, "GET", "/ready").json


def wait_for(happened: Callable[[], bool], server: ServerProcess) -> None:
    until = time.monotonic() + MOST_SECONDS
    while not happened():
        assert time.monotonic() < until, f"nothing happened:\n{server.output()}"
        time.sleep(0.3)


def edit(seeds: Path, name: str, before: str, after: str) -> None:
    path = seeds / name
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def a_person_rang(seeds: Path) -> None:
    """The record gets a new number, and says who was told it: a number without its source would be refused."""
    from ruamel.yaml import YAML

    path, yaml = seeds / "services" / "pathway.yml", YAML()
    record = yaml.load(path)
    record["phones"][0]["number"] = NEW
    record["facts"]["phones"] = {"rang_on": "2026-11-18", "rang_by": "A. Person", "quote": f"Our number is {NEW} now."}
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(record, file)


def doctor(seeds: Path) -> subprocess.CompletedProcess:
    """What an operator sees who asks what is wrong (only the check of the directory is looked at)."""
    code = "from bot.commands.doctor import _directory; print(_directory())"
    environment = {**os.environ, "WAYMARK_SEEDS": str(seeds)}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)


def test_a_new_number_is_served_without_a_restart(server: ServerProcess, seeds: Path):
    assert pathway(server)["phone"] == OLD
    before = request(server.base, "GET", "/chat/").body
    a_person_rang(seeds)
    wait_for(lambda: "was reloaded" in server.output(), server)
    card = pathway(server)
    assert card["phone"] == NEW and card["tel"] == "tel:+441543676899"
    assert ready(server) == {"ready": True, "problems": [], "warnings": []}
    assert request(server.base, "GET", "/chat/").body == before, "the page names no local service"


def test_the_page_itself_follows_the_lifeline(server: ServerProcess, seeds: Path):
    edit(seeds, "services/samaritans.yml", "name: Samaritans", "name: Samaritans helpline")
    wait_for(lambda: b"Samaritans helpline" in request(server.base, "GET", "/chat/").body, server)


BREAKS = [
    ("services/glow-victims.yml", "checked_on: null", "checked_on: soon", "checked_on"),
    ("services/pathway.yml", NEW, "01543 6768", "phones"),
    ("lifeline.yml", "emergency-999", "no-such-line", "lifeline[0]"),
    ("bank_holidays.csv", "2026-12-25", "25/12/2026", "date"),
    ("coverage.yml", "staying-put", "staying-here", "has no record"),
    ("profiles/new-era.yml", "exit_url:", "exit_page:", "exit_page"),
]


@pytest.mark.parametrize(("file", "before", "after", "field"), BREAKS, ids=[f"{b[0]} {b[3]}" for b in BREAKS])
def test_a_wrong_change_is_told_and_never_served(server: ServerProcess, seeds: Path, file, before, after, field):
    kept = (seeds / file).read_bytes()
    try:
        edit(seeds, file, before, after)
        wait_for(lambda: ready(server)["warnings"] != [], server)
        answer = ready(server)
        assert answer["ready"] is True, "people are still sent to a server that answers them"
        assert any(f"seeds/{file}:" in w and field in w for w in answer["warnings"]), answer
        assert pathway(server)["phone"] == NEW
        looked = doctor(seeds)
        assert looked.returncode != 0 and f"seeds/{file}:" in looked.stderr and "last good directory" in looked.stderr
    finally:
        (seeds / file).write_bytes(kept)
    wait_for(lambda: ready(server)["warnings"] == [], server)


def test_a_wrong_change_is_told_once(server: ServerProcess, seeds: Path):
    kept = (seeds / "lifeline.yml").read_bytes()
    said = server.output().count("the last good one stays")
    try:
        edit(seeds, "lifeline.yml", "emergency-999", "no-such-line")
        wait_for(lambda: ready(server)["warnings"] != [], server)
        told = len(ready(server)["warnings"][:5])
        time.sleep(5)  # two more looks
        assert server.output().count("the last good one stays") == said + told
    finally:
        (seeds / "lifeline.yml").write_bytes(kept)
    wait_for(lambda: ready(server)["warnings"] == [], server)
    assert doctor(seeds).returncode == 0


def test_a_record_that_the_wording_needs_cannot_be_lost(server: ServerProcess, seeds: Path):
    path = seeds / "services" / "relay-uk-18000.yml"
    kept = path.read_bytes()
    path.unlink()
    try:
        wait_for(lambda: ready(server)["warnings"] != [], server)
        assert any("bot/data/responses/" in w and "relay_uk_18000" in w for w in ready(server)["warnings"])
        assert Conversation(server.base).say("he is outside my door with a knife")[0]["kind"] == "emergency"
    finally:
        path.write_bytes(kept)
    wait_for(lambda: ready(server)["warnings"] == [], server)


def test_the_whole_folder_gone_is_no_outage(server: ServerProcess, seeds: Path):
    away = seeds.with_name("away")
    seeds.rename(away)
    try:
        wait_for(lambda: ready(server)["warnings"] != [], server)
        assert pathway(server)["phone"] == NEW
    finally:
        away.rename(seeds)
    wait_for(lambda: ready(server)["warnings"] == [], server)


async def test_a_turn_that_is_under_way_is_answered_from_the_directory_it_began_with(tmp_path: Path):
    """The number on the card and the number in the sentence beside it can never be of two directories."""
    from bot.dialogue.engine import Engine
    from bot.directory import Directory, load
    from bot.directory.shared import directory
    from bot.settings import Settings

    now = [load(SEEDS)]
    began_with, later = now[0], load(SEEDS)
    seen: list[Directory] = []

    async def slow(message) -> None:
        seen.append(directory())
        now[0] = later  # a reload in the middle of the turn
        seen.append(directory())
        await message.output_channel.send_text_message(message.sender_id, "hello")

    engine = Engine(slow, lambda: now[0], Settings())
    assert await engine.say("somebody", "hello")
    assert seen == [began_with, began_with]
    await engine.say("somebody", "hello")
    assert seen[2:] == [later, later]


async def test_what_is_logged_is_short_and_said_once(seeds: Path, caplog: pytest.LogCaptureFixture, tmp_path: Path):
    from bot.directory.current import CurrentDirectory
    from bot.server.directory_watch import MOST_SAID, look

    folder = tmp_path / "seeds"
    shutil.copytree(seeds, folder, symlinks=True)
    held = CurrentDirectory(folder)
    for path in (folder / "services").glob("*.yml"):
        path.write_text("id: [", "utf-8")
    for _ in range(4):
        await look(held)
    said = [r.getMessage() for r in caplog.records if r.name == "bot.server.directory_watch"]
    assert len(said) == MOST_SAID + 1 and "more: run `waymark directory check`" in said[-1]
