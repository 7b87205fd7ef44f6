"""Whole conversations over HTTP against a real server with a standing clock: what the product is for."""

from __future__ import annotations

import pytest

from tests.support.api import Conversation, contacts_of, text_of
from tests.support.texts import DANGER
from tests.support.wording import slots_of_forms

WEDNESDAY_NOON = "2026-11-18T12:00:00+00:00"


@pytest.fixture()
def talk(server_at):
    """A conversation that begins at a moment."""

    def begin(iso: str = WEDNESDAY_NOON) -> Conversation:
        return Conversation(server_at(iso))

    return begin


def ids(messages) -> list[str]:
    return [contact["service_id"] for contact in contacts_of(messages)]


def by_id(messages) -> dict[str, dict]:
    return {contact["service_id"]: contact for contact in contacts_of(messages)}


def test_a_woman_in_cannock_is_believed_then_finds_the_nearest_help(talk):
    person = talk()
    heard = person.say("my husband hit me again last night")
    assert "believe you" in heard[0]["text"] and not heard[0]["choices"], "belief comes first, not a menu"
    person.press("Talk to a specialist")
    messages = person.say("im in cannock")
    assert ids(messages)[:2] == ["staffordshire-womens-aid", "new-era-victims"]
    found = by_id(messages)
    assert found["staffordshire-womens-aid"]["phone"] == "0300 330 5959"
    assert "24 hours" in found["staffordshire-womens-aid"]["status_text"]
    assert found["new-era-victims"]["phone"] == "0300 303 3778"


def test_typing_a_way_is_as_good_as_pressing_it(talk):
    person = talk()
    person.say("my husband hit me again last night")
    person.say("talk to a specialist")
    assert ids(person.say("im in cannock"))[0] == "staffordshire-womens-aid"


def test_a_man_in_lichfield_is_believed_and_no_gender_is_assumed(talk):
    person = talk()
    heard = text_of(person.say("my wife hits me and nobody will believe me"))
    assert "You will be believed, and we will listen." in heard
    person.press("Talk to a specialist")
    messages = person.say("lichfield")
    found = by_id(messages)
    assert found["pathway"]["phone"] == "01543 676800"
    assert found["pathway"]["status"] == "unstated" and "not known" in found["pathway"]["status_text"]
    assert found["new-era-victims"]["status"] == "open" and "24 hours" in found["new-era-victims"]["status_text"]
    assert not any(word in text_of(messages) + heard for word in (" her ", " his ", "ladies", "women"))


def test_someone_who_hurts_his_girlfriend_gets_help_to_stop_and_never_a_victims_service(talk):
    person = talk()
    heard = text_of(person.say("i keep hurting my girlfriend and want to stop"))
    assert "your choice" in heard and "999" in heard
    person.press("Find help to change")
    messages = person.say("stoke")
    found = by_id(messages)
    assert found["new-era-perpetrators"]["phone"] == "01785 601690"
    assert found["glow-perpetrators"]["phone"] == "0330 0945 559"
    for _ in range(6):
        assert not set(ids(messages)) & {"new-era-victims", "glow-victims", "staffordshire-womens-aid", "national-domestic-abuse-helpline"}
        assert "refuge" not in text_of(messages).lower()
        more = {choice["label"] for message in messages for choice in message["choices"]}
        if "More" not in more:
            break
        messages = person.press("More")


def test_rape_long_ago_is_not_too_late_and_no_address_is_given(talk):
    person = talk()
    heard = text_of(person.say("i was raped ten years ago is it too late"))
    assert "not too late" in heard and "fault" in heard
    person.press("Talk to a specialist")
    messages = person.say("luton")
    found = by_id(messages)
    assert found["emerald-centre-sarc"]["phone"] == "01234 842750"
    assert found["signpost-bedfordshire"]["phone"] == "0800 0282 887"
    shown = str(messages)
    assert not any(word in shown for word in ("Street", "Road", "Avenue", "MK4", "MK41", "Twinwoods"))


LUNCH = [
    ("2026-11-23T13:10:00+00:00", "closed", "for lunch", "1.30pm"),  # Monday
    ("2026-11-23T13:30:00+00:00", "open", "open", "4.30pm"),
    ("2026-11-23T12:59:00+00:00", "open", "open", "1pm"),
    ("2026-11-27T16:30:00+00:00", "closed", "Monday", "9.30am"),  # Friday
    ("2026-04-06T11:00:00+01:00", "may_be_closed", "may be closed", ""),  # Easter Monday
    ("2026-03-30T09:29:00+01:00", "closed", "", "9.30am"),  # the Monday after the clocks go forward
    ("2026-03-30T09:30:00+01:00", "open", "open", "1pm"),
    ("2026-03-29T12:00:00+01:00", "closed", "tomorrow", "9.30am"),  # the Sundays themselves
    ("2026-10-25T12:00:00+00:00", "closed", "tomorrow", "9.30am"),
    ("2026-10-26T09:30:00+00:00", "open", "open", "1pm"),
]


@pytest.mark.parametrize("moment, status, says, when", LUNCH)
def test_bradford_hours_are_honest_and_a_line_that_is_open_stands_beside(talk, moment, status, says, when):
    person = talk(moment)
    person.say("my husband hits me")
    person.press("Talk to a specialist")
    messages = person.say("bradford")
    staying_put = by_id(messages)["staying-put"]
    assert staying_put["phone"] == "0808 2800 999"
    assert staying_put["status"] == status
    assert says.lower() in staying_put["status_text"].lower() and when in staying_put["status_text"]
    if status != "open":
        assert any("24 hours" in contact["status_text"] for contact in contacts_of(messages)[1:])


def test_reporting_without_a_name_is_crimestoppers_and_said_to_be_no_support(talk):
    messages = talk().say("can i tell someone without giving my name")
    assert by_id(messages)["crimestoppers"]["phone"] == "0800 555 111"
    assert "reporting" in text_of(messages) and "not give support" in text_of(messages)


def test_the_police_in_confidence_is_101(talk):
    messages = talk().say("can i talk to the police in confidence")
    assert by_id(messages)["police-101"]["phone"] == "101"
    assert "999" in text_of(messages)


def test_a_friend_is_told_what_is_safe_and_finds_someone_to_talk_to(talk):
    person = talk()
    heard = text_of(person.say("my friend is scared of her boyfriend"))
    assert "do not confront" in heard and "999" in heard
    person.press("Talk to a specialist")
    assert contacts_of(person.press("I would rather not say"))


@pytest.mark.parametrize("slot", [slot for _, slot in slots_of_forms()])
@pytest.mark.parametrize("said", [DANGER, f"/{DANGER}", f"/restart {DANGER}"])
def test_danger_inside_the_form_gets_the_card_first_and_the_talk_goes_on(talk, slot, said):
    person = talk()
    if slot == "audience":
        person.choose("way_specialist")
    else:
        person.say("my wife hits me")
        person.press("Talk to a specialist")
    messages = person.say(said)
    assert messages[0]["kind"] == "emergency" and ids(messages)[0] == "emergency-999"
    assert "safe" in text_of(messages[1:])
    assert "Where" not in text_of(person.press("Yes"))
    assert person.press("Talk to a specialist")


NATIONAL = {"national-domestic-abuse-helpline", "victim-support", "mens-advice-line"}
AREAS = [
    ("Kent", NATIONAL, None),
    ("Cardiff", {"live-fear-free"}, None),
    ("rather not say", NATIONAL, None),
    ("ST16 3AA", {"staffordshire-womens-aid", "new-era-victims"}, None),
    ("ws13", {"pathway", "new-era-victims"}, None),
    ("asdf", set(), "do not know that place"),
    ("newcastle", set(), "more than one"),
    ("tamwroth", set(), "Did you mean Tamworth"),
]


@pytest.mark.parametrize("typed, expected, question", AREAS)
def test_every_answer_to_where_ends_in_a_fitting_line_or_one_clear_question(talk, typed, expected, question):
    person = talk()
    person.say("my husband hits me")
    person.press("Talk to a specialist")
    messages = person.say(typed)
    if question:
        assert len(messages) == 1 and question in messages[0]["text"] and messages[0]["choices"]
        assert contacts_of(person.choose(messages[0]["choices"][0]["id"]))
    else:
        assert set(ids(messages)) & expected, ids(messages)


def test_a_place_that_is_never_understood_still_ends_in_help(talk):
    person = talk()
    person.say("my husband hits me")
    person.press("Talk to a specialist")
    person.say("asdf")
    assert contacts_of(person.say("qwertz"))


def test_the_same_turns_at_the_same_time_are_the_same_bytes_over_http(server_at):
    base = server_at("2026-11-23T13:10:00+00:00")
    turns = ("my husband hits me", "talk to a specialist", "bradford", "more", DANGER, "no", "help")

    def bodies() -> list[bytes]:
        person = Conversation(base)
        return [person.send({"text": turn}).body for turn in turns]

    assert bodies() == bodies()


async def test_another_process_with_the_same_clock_says_the_same(server_at, engine, at):
    moment = "2026-11-23T13:10:00+00:00"
    person = Conversation(server_at(moment))
    at(moment)
    here = [message.as_dict() for message in await engine.start("in this process")]
    assert person.opening == here
    for turn in ("my husband hits me", "talk to a specialist", "bradford", DANGER):
        assert person.say(turn) == [message.as_dict() for message in await engine.say("in this process", turn)]
