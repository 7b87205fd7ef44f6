"""The promises, on turns made by hand: what breaks one is found, and what keeps it is left alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory import load
from bot.directory.hours import opening
from bot.replay import contact_data, forbidden
from bot.replay.hours_again import standing
from bot.replay.promises import broken
from bot.replay.turn import Seen, Turn
from bot.settings import ROOT

NOW = datetime.fromisoformat("2026-11-21T22:15:00+00:00")
DIRECTORY = load()


def turn(text: str = "Hello.", *ids: str, seen: Seen | None = None, user: str = "hi", **changed) -> Turn:
    cards = [{**DIRECTORY.contact(one, NOW).as_dict(), **changed} for one in ids]
    message = {"id": "m1", "from": "bot", "kind": "contacts" if cards else "text", "text": text, "choices": [], "contacts": cards}
    return Turn(1, user, None, NOW, (message,), seen=seen)


def checks(found: Turn, against) -> set[str]:
    return {finding.check for finding in broken(found, against)}


def test_every_card_of_the_directory_keeps_every_promise(against):
    for service in DIRECTORY.services:
        found = [f for f in broken(turn("Here:", service.id), against) if f.check != "P4 a line for day and night beside it"]
        assert not found, [str(f) for f in found]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 0800 123 4567.", "Ring 01234 842751.", "It is at www.refuge.example.org.", "Write to help@refuge.org.uk.",
        "Text 85259.", "Call 112.", "It is near LU1 2LS.", "Go to 7 Station Road.",
    ],
)  # fmt: skip
def test_contact_data_of_no_record_is_found(text, against):
    assert checks(turn(text), against) & {"P3 only known contacts", "P8 no address"}


@pytest.mark.parametrize(
    "text",
    [
        "Call 999.", "Ring 0300 330 5959 or 0808 2000 247.", "Open until 4.30pm, 24 hours, 28 days.", "Source: NHS, November 2020.",
        "In the year to March 2025, about 3.8 million people, 2.2 million women.", "These people can help in ST16 3:", "It is 13:30.",
    ],
)  # fmt: skip
def test_times_years_and_known_numbers_are_left_alone(text, against):
    assert not checks(turn(text), against)


def test_a_closed_line_alone_is_found_and_a_fitting_one_beside_it_is_enough(against):
    assert "P4 a line for day and night beside it" in checks(turn("Here:", "staying-put"), against)
    assert not checks(turn("Here:", "staying-put", "national-domestic-abuse-helpline"), against)


@pytest.mark.parametrize(
    "slots", [{"audience": "perpetrator"}, {"audience": "victim", "needs": ["man"]}, {"audience": "victim", "area": "Scotland"}]
)
def test_a_line_for_other_people_does_not_count_as_the_one_beside_it(slots, against):
    seen = Seen(intent="inform_area", slots=slots)
    found = checks(turn("Here:", "respect-phoneline", "national-domestic-abuse-helpline", seen=seen), against)
    assert "P4 a line for day and night beside it" in found


def test_unknown_hours_must_not_sound_open(against):
    assert "P4 honest hours" in checks(turn("Here:", "pathway", status_text="Open", user="x"), against)


def test_danger_seen_by_the_classifier_alone_needs_the_card_too(against):
    assert "P1 danger first" in checks(turn(seen=Seen(urgency="emergency", intent="emergency")), against)


def test_a_service_nobody_knows_is_found(against):
    card = {**DIRECTORY.contact("pathway", NOW).as_dict(), "service_id": "path-way"}
    message = {"id": "m1", "from": "bot", "kind": "contacts", "text": "x", "choices": [], "contacts": [card]}
    assert "P3 only known contacts" in checks(Turn(1, "hi", None, NOW, (message,)), against)


def test_every_forbidden_phrase_is_found_in_itself():
    for phrase in forbidden.phrases():
        example = " ".join(word.split("|")[0] for word in phrase.written.split() if word != "*")
        assert [p for p, _ in forbidden.found_in(f"Well, {example}.", forbidden.phrases()) if p.id == phrase.id], phrase.written


@pytest.mark.parametrize(
    "text",
    [
        "It is not your fault.", "Please do not confront them.", "You do not have to report it.", "Do not push them to leave.",
        "On a mobile, press 55 when you are asked to.", "You can text 999 only if you have registered before.", "Nobody can promise that you will be safe.",
    ],
)  # fmt: skip
def test_good_advice_that_holds_a_forbidden_phrase_is_left_alone(text):
    assert not list(forbidden.found_in(text, forbidden.phrases()))


@pytest.mark.parametrize("text", ["Press 55.", "Text 999.", "It is your fault.", "You should leave him.", "Have you tried couples counselling together?"])
def test_bad_advice_is_found(text):
    assert list(forbidden.found_in(text, forbidden.phrases()))


def test_nothing_forbidden_stands_in_the_wording_or_the_directory(against):
    found = []
    for path in sorted((ROOT / "bot" / "data" / "responses").glob("*.yml")):
        for name, variations in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items():
            for variation in variations:
                texts = [variation["text"], *(button["title"] for button in variation.get("buttons") or ())]
                found += [f"{path.name} {name}: {p.written!r} ({p.why})" for t in texts for p, _ in forbidden.found_in(t.replace("{emergency_999}", "999"), forbidden.phrases())]
                found += [f"{path.name} {name}: {kind} {what}" for t in texts for kind, what in contact_data.strangers(t, against.known)]
    assert not found, "\n".join(found)


def test_a_faulty_list_of_forbidden_words_is_refused_with_the_entry(tmp_path):
    file = tmp_path / "never.yml"
    file.write_text("never: [{id: x, phrases: [leave him], why: because it does harm}, {id: y, phrase: [a]}]", encoding="utf-8")
    with pytest.raises(ValueError, match="never/1"):
        forbidden.phrases(Path(file))


SCHEDULED = [service for service in DIRECTORY.services if service.availability == "scheduled"]


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)), st.sampled_from(SCHEDULED))
def test_hours_worked_out_twice_agree(moment, service):
    from datetime import timezone

    at = moment.replace(tzinfo=timezone.utc)
    first, again = opening(service, at), standing(service, at)
    assert first.status == again.status
    told = [first.closes_at and first.closes_at.replace(tzinfo=None), first.opens_next and first.opens_next.replace(tzinfo=None)]
    if again.status == "closed":
        assert told[1] == again.opens
    else:
        assert told[0] == again.until
