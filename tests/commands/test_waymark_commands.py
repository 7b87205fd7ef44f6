"""The commands of `waymark` that need the model: each run once, as at a terminal."""

from __future__ import annotations

import json

import pytest

from tests.support.program import run
from tests.support.texts import DANGER


def test_chat_holds_a_conversation_in_the_terminal(model):
    typed = ["my husband hit me again last night", "1", "im in cannock", DANGER, "", ""]
    done = run("bot", "chat", "--at", "2026-11-18T12:00:00+00:00", stdin="\n".join(typed), WAYMARK_MODEL=str(model))
    assert done.returncode == 0, done.stderr
    said = " ".join(done.stdout.split())
    for expected in ("computer program", "I believe you", "Staffordshire Women", "0300 330 5959", "Call 999 now"):
        assert expected in said
    assert said.index("I believe you") < said.index("0300 330 5959")
    assert DANGER not in done.stderr


def test_understand_prints_one_line_of_json_a_message(model):
    lines = ["my wife hits me", DANGER, json.dumps({"text": "hello"}), "", "{not json", "😀"]
    done = run("bot", "understand", stdin="\n".join(lines) + "\n", WAYMARK_MODEL=str(model))
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["text"] for one in found] == ["my wife hits me", DANGER, "hello", "", "{not json", "😀"]
    for one in found:
        assert list(one) == ["text", "urgency", "topic", "doors", "intent", "confidence", "why"]
        assert one["urgency"] in ("emergency", "elevated", "routine") and 1 <= len(one["doors"]) <= 3 and one["doors"][0] == one["topic"]
    assert found[0]["topic"] == "abuse" and found[1]["urgency"] == "emergency" and found[1]["why"]
    assert "line 5" in done.stderr


def test_doctor_finds_this_installation_healthy(model):
    done = run("bot", "doctor", "--json", WAYMARK_MODEL=str(model))
    results = {result["check"]: result for result in json.loads(done.stdout)}
    assert all(result["ok"] for result in results.values()), results
    assert done.returncode == 0 and {"python", "settings", "directory", "danger rules", "encoder", "page", "model"} <= set(results)


@pytest.mark.parametrize(
    "variable, value, needed",
    [("WAYMARK_PORT", "http", "a whole number"), ("WAYMARK_AT", "tomorrow", "a time such as")],
)
def test_a_wrong_setting_is_said_in_a_sentence_with_exit_code_2(variable, value, needed):
    done = run("bot", "serve", **{variable: value})
    assert done.returncode == 2
    assert variable in done.stderr and needed in done.stderr and "Traceback" not in done.stderr


def test_a_wrong_moment_on_the_command_line_is_said_too():
    done = run("bot", "serve", "--at", "yesterday")
    assert done.returncode == 2 and "yesterday" in done.stderr and "Traceback" not in done.stderr


def test_help_names_every_command():
    done = run("bot", "--help")
    assert done.returncode == 0, done.stderr
    for command in ("serve", "chat", "understand", "find", "train", "doctor"):
        assert command in done.stdout


def test_doctor_names_what_is_wrong(monkeypatch, capsys):
    import typer

    from bot.commands import doctor

    def broken() -> str:
        raise RuntimeError("The encoder is missing. Run 'make setup'.")

    monkeypatch.setattr(doctor, "_checks", lambda: [("settings", lambda: "fine"), ("encoder", broken)])
    with pytest.raises(typer.Exit) as ended:
        doctor.doctor(json_=False)
    assert ended.value.exit_code == 1
    assert "FAIL  encoder: The encoder is missing. Run 'make setup'." in capsys.readouterr().out


def test_serve_takes_host_port_and_moment_from_the_command_line(monkeypatch):
    from bot.commands import serve
    from bot.server import app

    given = []
    monkeypatch.setattr(app, "serve", lambda settings, say: given.append(settings))
    serve.serve(host="127.0.0.2", port=5999, at="2026-11-21T22:15:00+00:00")
    assert (given[0].host, given[0].port, given[0].at.isoformat()) == ("127.0.0.2", 5999, "2026-11-21T22:15:00+00:00")
