"""The standard hand-off: the service's own lines, for those they are for, and nothing sent."""

from __future__ import annotations

import pytest

from bot.directory.shared import directory
from bot.handoff.signpost import signpost

from .conftest import OPEN

OURS = ("new-era-victims", "new-era-perpetrators")


@pytest.mark.parametrize(
    ("audience", "shown"), [("victim", OURS[:1]), ("perpetrator", OURS[1:]), (None, OURS), ("anyone", OURS)]
)
def test_the_lines_of_the_service_for_those_they_are_for(words, audience, shown):
    (message,) = signpost(directory(), OURS, audience, words, "New Era", OPEN)
    assert tuple(contact["service_id"] for contact in message.contacts) == shown
    assert message.text == "New Era runs this page. You can reach a person there." and message.choices == ()


def test_nobody_is_shown_a_line_that_is_not_for_them(words):
    assert signpost(directory(), OURS, "child", words, "New Era", OPEN) == []
