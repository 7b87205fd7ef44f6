"""What all tests share: one model in this process, and real server processes."""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Callable, Iterator

import pytest

from tests.support.server_process import ServerProcess

FAST_TYPING = {"WAYMARK_MESSAGES_PER_MINUTE": "100000"}  # tests type faster than people


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """With WAYMARK_CI=1 a skipped test is a failed test: what was not looked at was not tested."""
    report = (yield).get_result()
    if report.skipped and os.environ.get("WAYMARK_CI") == "1" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped with WAYMARK_CI=1. {report.longrepr}"


@pytest.fixture(scope="session")
def model() -> Path:
    """The model that fits the data (or the one that WAYMARK_MODEL names), trained now if there is none."""
    from bot.dialogue.model import ensure_model
    from bot.settings import settings

    return ensure_model(settings())


@pytest.fixture(scope="session")
async def engine_and_agent(model: Path):
    """The engine of the terminal and of replay with the one model that the tests load, and the Rasa agent behind it."""
    from bot.dialogue.local import local_engine_and_agent

    return await local_engine_and_agent()


@pytest.fixture(scope="session")
def engine(engine_and_agent):
    """The engine in this process; every test has conversations of its own."""
    return engine_and_agent[0]


@pytest.fixture(scope="session")
def agent(engine_and_agent):
    """The Rasa agent behind `engine`."""
    return engine_and_agent[1]


@pytest.fixture()
def talk(engine, agent):
    """A new conversation in this process."""
    from tests.support.talk import Talk

    return Talk(engine, agent)


@pytest.fixture()
def at() -> Iterator[Callable[[str], datetime]]:
    """`at("2026-11-23T13:10:00+00:00")`: the clock of this process stands there until the test ends."""
    from bot import clock

    with ExitStack() as standing:

        def stand(iso: str) -> datetime:
            moment = datetime.fromisoformat(iso)
            standing.enter_context(clock.standing_at(moment))
            return moment

        yield stand


@pytest.fixture()
def standing_clock(at) -> datetime:
    """The clock stands on an ordinary Wednesday at noon."""
    return at("2026-11-18T12:00:00+00:00")


@pytest.fixture(scope="session")
def start_server(tmp_path_factory) -> Iterator[Callable[..., ServerProcess]]:
    """Starts a server process as `ServerProcess` does; all of them end with the session."""
    started: list[ServerProcess] = []

    def start(*arguments: str, **options) -> ServerProcess:
        output = tmp_path_factory.mktemp("server") / "output.txt"
        started.append(ServerProcess(output, *arguments, **{**FAST_TYPING, **options}))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server_process(start_server, model: Path) -> ServerProcess:
    """`python -m bot serve` with the model loaded, its output kept."""
    return start_server(WAYMARK_MODEL=str(model)).wait_until_up()


@pytest.fixture(scope="session")
def live_server(server_process: ServerProcess) -> str:
    """The address of a real server, such as http://127.0.0.1:40123."""
    return server_process.base


@pytest.fixture(scope="session")
def server_at(start_server, model: Path, tmp_path_factory) -> Callable[[str], str]:
    """`server_at("2026-11-23T13:10:00+00:00")`: the address of a real server whose clock stands there from now on."""
    file = tmp_path_factory.mktemp("clock") / "now.txt"
    servers: list[ServerProcess] = []

    def stand(iso: str) -> str:
        file.write_text(iso, encoding="ascii")
        if not servers:
            entry = ("-m", "tests.support.clockwork_server")
            servers.append(start_server(entry=entry, WAYMARK_MODEL=str(model), CLOCKWORK_FILE=str(file)))
        return servers[0].wait_until_up().base

    return stand
