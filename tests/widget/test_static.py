"""`waymark export-static`: help that is there when nothing else is."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import expect
from typer.testing import CliRunner

from bot.page import PageSettings
from bot.page.static import write_static

from .chat import EXIT_URL, Chat, contact
from .test_exit import lifeline_999


@pytest.fixture
def exported(new_chat, static_server, tmp_path: Path):
    write_static(tmp_path, [lifeline_999(), contact()], PageSettings())

    def open_page(**context) -> Chat:
        server = static_server({"/chat/": ("text/html; charset=utf-8", (tmp_path / "index.html").read_bytes())})
        return new_chat(server.origin, **context).open()

    return open_page


@pytest.mark.parametrize("script", [True, False])
def test_one_file_shows_the_numbers_and_the_way_out(exported, script):
    chat = exported(java_script_enabled=script)
    assert [request.url for request in chat.sent if not request.url.startswith("data:")] == [f"{chat.base}/chat/"]
    hrefs = [link.get_attribute("href") for link in chat.page.locator("a[href^='tel:']:visible").all()]
    assert "tel:999" in hrefs and "tel:+441632960123" in hrefs
    expect(chat.page.get_by_text("Your browsing history is not erased.")).to_be_visible()
    chat.page.get_by_role("link", name="Leave this site").click()
    chat.wait_until_left()


def test_the_keys_leave_too_and_back_shows_nothing(exported):
    chat = exported()
    chat.page.goto(f"{chat.base}/chat/?before")
    chat.open()
    chat.page.keyboard.press("Escape")
    chat.wait_until_left()
    chat.go("back", "?before")
    chat.go("forward", EXIT_URL)


def test_the_text_to_paste_holds_what_the_element_needs(tmp_path: Path):
    write_static(tmp_path, [lifeline_999()], PageSettings())
    text = (tmp_path / "embed.html").read_text(encoding="utf-8")
    assert 'data-part="numbers"' in text and 'data-part="limits"' in text and 'href="tel:999"' in text


def test_the_command_writes_the_lifeline_of_the_directory(tmp_path: Path):
    import typer

    from bot.commands.export_static import export_static

    app = typer.Typer()
    app.command()(export_static)
    result = CliRunner().invoke(app, [str(tmp_path / "new" / "folder")])
    assert result.exit_code == 0, result.output
    page = (tmp_path / "new" / "folder" / "index.html").read_bytes()
    assert b'href="tel:999"' in page
    assert len(gzip.compress(page)) < 10_000


def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path):
    import typer

    from bot.commands.export_static import export_static

    (tmp_path / "file").write_text("in the way")
    app = typer.Typer()
    app.command()(export_static)
    result = CliRunner().invoke(app, [str(tmp_path / "file" / "below")])
    assert result.exit_code == 2
    assert "cannot be written" in result.output
