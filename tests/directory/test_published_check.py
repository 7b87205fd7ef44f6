"""Whoever has the published schema files can check an export with them, without a network.

The schemas here are small ones of our own, laid out the two ways the published ones are: with and without an `$id`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.commands.directory import app
from bot.directory import Directory
from bot.directory.exchange.published import faults
from tests.directory.test_exchange import exported

SERVICE = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "status": {"enum": ["active"]},
        "phones": {"type": "array", "items": {"$ref": "phone.json"}},
    },
    "required": ["id", "name", "status"],
}
PHONE = {"type": "object", "properties": {"number": {"type": "string"}}, "required": ["id", "number"]}
BASE = "https://schemas.example.org/3.0/schema/"


@pytest.fixture(params=["", BASE], ids=["plain files", "with $id"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    for name, schema in (("service.json", SERVICE), ("phone.json", PHONE)):
        named = {"$id": request.param + name, **schema} if request.param else schema
        (tmp_path / name).write_text(json.dumps(named), "utf-8")
    return tmp_path


def change(folder: Path, name: str, **changed: object) -> None:
    path = folder / name
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changed}), "utf-8")


def run(*arguments: str):
    return CliRunner().invoke(app, ["export", *arguments])


def test_an_export_that_fits_has_no_faults(directory: Directory, folder: Path) -> None:
    assert faults(exported(directory)["contents"], folder) == []
    result = run("--check-against", str(folder))
    assert result.exit_code == 0 and "0 faults" in result.stdout


def test_a_fault_in_a_file_that_is_referred_to_is_found(directory: Directory, folder: Path) -> None:
    change(folder, "phone.json", required=["extension"])
    found = faults(exported(directory)["contents"], folder)
    assert any("phones.0" in fault and "extension" in fault for fault in found)


def test_a_missing_field_names_the_service(folder: Path) -> None:
    change(folder, "service.json", required=["id", "url"])
    result = run("--check-against", str(folder))
    assert result.exit_code == 1
    assert "Childline" in result.stderr and "'url' is a required property" in result.stderr


def test_an_identifier_that_is_none_is_a_fault(directory: Directory, folder: Path) -> None:
    service = {**exported(directory)["contents"][0], "id": "not-a-uuid"}
    assert any("not-a-uuid" in fault for fault in faults([service], folder))


def test_two_folders_are_both_checked_and_the_file_is_still_written(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "services.out"
    result = run("--check-against", str(folder), "--check-against", str(folder), "--out", str(out))
    assert result.stdout.count("0 faults") == 2 and json.loads(out.read_text("utf-8"))["contents"]


def test_nothing_is_fetched(directory: Directory, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    (folder / "phone.json").unlink()
    with pytest.raises(ValueError, match=r"phone\.json.*Copy the whole folder"):
        faults(exported(directory)["contents"], folder)


@pytest.mark.parametrize("content", [None, "{", "[]"])
def test_a_folder_that_holds_no_schema_is_one_clear_sentence(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "service.json").write_text(content, "utf-8")
    result = run("--check-against", str(tmp_path))
    assert result.exit_code == 2 and "Traceback" not in result.stderr and "service.json" in result.stderr


def test_the_root_of_a_copy_of_the_specification_will_do(directory: Directory, folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "specification"
    (root / "schema").mkdir(parents=True)
    for name in ("service.json", "phone.json"):
        (folder / name).rename(root / "schema" / name)
    assert faults(exported(directory)["contents"], root) == []
