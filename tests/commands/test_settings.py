"""What an operator gets wrong is named: the variable, its value, what would be right."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read


def test_without_any_variable_the_defaults_hold_and_nobody_else_is_let_in():
    assert read({}) == Settings()
    assert Settings().host == "127.0.0.1" and Settings().secret == ""


@pytest.mark.parametrize(
    "variable, text, field, value",
    [
        ("WAYMARK_PORT", "8080", "port", 8080),
        ("WAYMARK_HOST", "0.0.0.0", "host", "0.0.0.0"),
        ("WAYMARK_REPLY_SECONDS", "2.5", "reply_seconds", 2.5),
        ("WAYMARK_MODEL", "/tmp/m.tar.gz", "model", Path("/tmp/m.tar.gz")),
        ("WAYMARK_AT", "2026-11-21T22:15:00Z", "at", datetime(2026, 11, 21, 22, 15, tzinfo=timezone.utc)),
        ("WAYMARK_PORT", "  5006 ", "port", 5006),
    ],
)
def test_a_variable_is_read_as_its_type(variable, text, field, value):
    assert getattr(read({variable: text}), field) == value


@pytest.mark.parametrize("empty", ["", "   "])
def test_an_empty_variable_is_the_default(empty):
    assert read({"WAYMARK_PORT": empty, "WAYMARK_AT": empty}) == Settings()


@pytest.mark.parametrize(
    "variable, text, needed",
    [
        ("WAYMARK_PORT", "http", "a whole number"),
        ("WAYMARK_PORT", "5005.5", "a whole number"),
        ("WAYMARK_REPLY_SECONDS", "soon", "a number"),
        ("WAYMARK_AT", "tomorrow", "a time such as"),
        ("WAYMARK_AT", "2026-11-21T22:15:00", "a time such as"),
        ("WAYMARK_MAX_TEXT", "many", "a whole number"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_is_needed(variable, text, needed):
    with pytest.raises(SettingsError) as error:
        read({variable: text})
    assert variable in str(error.value) and repr(text) in str(error.value) and needed in str(error.value)
