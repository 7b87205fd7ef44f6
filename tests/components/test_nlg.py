"""Numbers and cards come from the directory into the wording, the same way with Rasa and without it."""

from __future__ import annotations

import pytest

from bot import clock
from bot.components.nlg import DirectoryNlg
from bot.conversation.messages import from_rasa
from bot.conversation.wording import spoken
from bot.directory.shared import directory
from tests.support.wording import ROOT, wording


@pytest.fixture(scope="module")
def nlg() -> DirectoryNlg:
    from rasa.shared.core.domain import Domain

    return DirectoryNlg(None, Domain.load([str(ROOT / "domain.yml"), str(ROOT / "bot" / "data" / "responses")]))


GIVEN = {"label": "Stafford", "open": "A", "closed": "B"}


@pytest.mark.parametrize("name", sorted(wording()))
async def test_every_response_sounds_the_same_with_rasa_and_without(nlg, name, standing_clock):
    from rasa.shared.core.trackers import DialogueStateTracker

    tracker = DialogueStateTracker("someone", [])
    uttered = await nlg.generate(name, tracker, "waymark", **GIVEN)
    if "{label}" in wording()[name][0]["text"] or "{open}" in wording()[name][0]["text"]:
        assert "{" not in uttered["text"]
        return
    assert from_rasa(uttered).as_dict() == from_rasa(spoken(name, directory(), clock.now())).as_dict()


async def test_a_slot_is_never_put_into_the_wording(nlg):
    """Slots could hold what somebody typed; only what an action gives, and numbers, are filled in."""
    from rasa.shared.core.slots import TextSlot
    from rasa.shared.core.trackers import DialogueStateTracker

    slot = TextSlot("emergency_999", mappings=[], initial_value="0900 123456")
    tracker = DialogueStateTracker("someone", [slot])
    uttered = await nlg.generate("utter_emergency", tracker, "waymark")
    assert "0900" not in uttered["text"] and "999" in uttered["text"]


async def test_cards_follow_the_clock(nlg, at):
    from rasa.shared.core.trackers import DialogueStateTracker

    statuses = set()
    for moment in ("2026-11-23T10:00:00+00:00", "2026-11-23T23:00:00+00:00"):
        at(moment)
        uttered = await nlg.generate("utter_ask_images", DialogueStateTracker("someone", []), "waymark")
        statuses.add(str([contact["status_text"] for contact in uttered["custom"]["contacts"]]))
    assert len(statuses) == 2
