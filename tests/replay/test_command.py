"""`waymark replay` as testers and CI call it: exit codes, reports, comparing, recording, updating, exporting."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typer
import yaml
from typer.testing import CliRunner

from bot.commands.replay import replay

GOOD = "title: good <b>\nat: 2026-11-21T22:15:00+00:00\nsteps:\n  - user: my partner hits me\n    expect: {topic: abuse}\n"
BAD = GOOD.replace("good", "bad").replace("topic: abuse", "says: [something else]")


@pytest.fixture()
def run(engine, agent, monkeypatch, tmp_path):
    """`run("PATH", ...)`: the command in this process with the model already loaded, in an empty folder."""

    async def loaded():
        return engine, agent

    monkeypatch.setattr("bot.dialogue.local.local_engine_and_agent", loaded)
    monkeypatch.chdir(tmp_path)
    app = typer.Typer()
    app.command("replay")(replay)
    app.callback()(lambda: None)

    def call(*arguments: str, typed: str | None = None):
        return CliRunner().invoke(app, ["replay", *arguments], input=typed)

    return call


def test_exit_code_0_when_all_is_as_expected_and_1_when_not(run, tmp_path):
    (tmp_path / "good.yml").write_text(GOOD)
    (tmp_path / "bad.yml").write_text(BAD)
    assert run("good.yml").exit_code == 0
    failed = run(".")
    assert failed.exit_code == 1 and "expected  'something else'" in failed.output and "bad.yml:4" in failed.output


def test_exit_code_2_for_a_file_that_cannot_be_read_and_the_others_still_run(run, tmp_path):
    (tmp_path / "good.yml").write_text(GOOD)
    (tmp_path / "odd.yml").write_text(GOOD.replace("expect", "expcet"))
    result = run(".")
    assert result.exit_code == 2 and "Did you mean 'expect'?" in result.output and "1 passed" in result.output


def test_exit_code_2_for_nothing_to_replay_and_for_a_report_without_a_folder(run, tmp_path):
    (tmp_path / "good.yml").write_text(GOOD)
    assert run().exit_code == 2
    assert run("good.yml", "--junit", "nowhere/x.xml").exit_code == 2
    assert run("good.yml", "--url", "http://127.0.0.1:9", "--update").exit_code == 2


def test_the_three_reports_tell_the_same_and_are_the_same_each_time(run, tmp_path):
    (tmp_path / "good.yml").write_text(GOOD)
    (tmp_path / "bad.yml").write_text(BAD)
    files = ("--json", "r.json", "--junit", "r.xml", "--html", "r.html")
    run(".", *files)
    first = [(tmp_path / name).read_bytes() for name in ("r.json", "r.xml", "r.html")]
    run(".", *files)
    assert first == [(tmp_path / name).read_bytes() for name in ("r.json", "r.xml", "r.html")]
    data = json.loads(first[0])
    assert data["summary"]["failed"] == 1 and data["transcripts"][0]["turns"][1]["decision"]["intent"] == "abuse"
    suites = ElementTree.fromstring(first[1])
    assert [len(case.findall("failure")) for case in suites.iter("testcase")] == [1, 0]
    page = first[2].decode()
    assert "good &lt;b&gt;" in page and "good <b>" not in page and "decided by" in page
    assert "http" not in page.partition("<main>")[0].replace("http-equiv", ""), "the page loads nothing"


def test_comparing_two_runs_shows_what_changed(run, tmp_path, agent, monkeypatch):
    (tmp_path / "good.yml").write_text(GOOD)
    run("good.yml", "--json", "old.json")
    monkeypatch.setitem(agent.processor.nlg.responses["utter_hear_abuse"][0], "text", "I believe you.")
    run("good.yml", "--json", "new.json")
    same, different = run("--compare", "old.json", "old.json"), run("--compare", "old.json", "new.json")
    assert same.exit_code == 0 and "Nothing differs" in same.output
    assert different.exit_code == 1 and "+   text: I believe you." in different.output and "good.yml" in different.output
    (tmp_path / "x.json").write_text("{}")
    assert run("--compare", "old.json", "x.json").exit_code == 2 and run("--compare", "old.json").exit_code == 2


def test_update_writes_what_the_bot_says_and_keeps_comments_and_what_is_forbidden(run, tmp_path):
    file = tmp_path / "bad.yml"
    file.write_text("# a comment\n" + BAD.replace("says: [something else]", "says: [something else], never: [leave him]"))
    assert run("bad.yml", "--update").exit_code == 0
    written = file.read_text()
    expect = yaml.safe_load(written)["steps"][0]["expect"]
    assert "# a comment" in written and expect["topic"] == "abuse" and expect["never"] == ["leave him"] and expect["says"][0].startswith("Thank you")
    assert run("bad.yml").exit_code == 0


def test_update_never_expects_a_broken_promise(run, tmp_path, agent, monkeypatch):
    monkeypatch.setitem(agent.processor.nlg.responses["utter_hear_abuse"][0], "text", "You should leave him.")
    file = tmp_path / "bad.yml"
    file.write_text(BAD)
    assert "breaks a promise" in run("bad.yml", "--update").output
    assert file.read_text() == BAD


def test_a_recorded_talk_is_a_transcript(run, tmp_path, engine, monkeypatch):
    async def loaded():
        return engine

    monkeypatch.setattr("bot.dialogue.local.local_engine", loaded)
    said = iter(["my partner hits me", "1", ""])
    monkeypatch.setattr("rich.console.Console.input", lambda *_: next(said))
    assert run("--record", "talk.yml", "--at", "2026-11-22T02:00:00+00:00").exit_code == 0
    assert yaml.safe_load((tmp_path / "talk.yml").read_text())["steps"] == [{"user": "my partner hits me"}, {"choose": "Talk to a specialist"}]
    assert run("talk.yml").exit_code == 0
    assert run("--record", "talk.yml").exit_code == 2, "a file that is there is not written over"
    assert run("--record", "other.yml", "--at", "2026-11-22T02:00:00").exit_code == 2


def test_exported_stories_hold_the_words_the_intents_and_the_actions(run, tmp_path):
    (tmp_path / "good.yml").write_text(GOOD)
    assert run("good.yml", "--export-rasa", "stories").exit_code == 0
    (file,) = Path("stories").glob("test_*.yml")
    (story,) = yaml.safe_load(file.read_text())["stories"]
    assert story["steps"][-2:] == [{"user": "my partner hits me", "intent": "abuse"}, {"action": "action_hear"}]
