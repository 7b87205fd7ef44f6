"""What a disclosure is answered with, and what is remembered of it."""

from __future__ import annotations

import pytest

from bot.conversation.hearing import AUDIENCE, CARE, SPECIAL_HARMS, hear
from bot.directory.models import AUDIENCES, HARMS
from tests.support.wording import wording

TOPICS = sorted(AUDIENCE)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("text", ["", "my husband hits me", "he put his hands round my neck last year", "she stalks me and i am 15"])
@pytest.mark.parametrize("heard_before", [False, True])
@pytest.mark.parametrize("in_form", [False, True])
def test_whatever_is_said_has_words_and_fits_the_directory(topic, text, heard_before, in_form):
    heard = hear(topic, text, heard_before=heard_before, in_form=in_form)
    assert heard.responses and set(heard.responses) <= set(wording())
    assert heard.audience in AUDIENCES and heard.harm in HARMS
    assert set(SPECIAL_HARMS) <= set(HARMS)


@pytest.mark.parametrize("care", CARE)
def test_each_word_of_care_is_written(care):
    from bot.conversation.hearing import _CARE_RESPONSE

    assert f"utter_care_{_CARE_RESPONSE.get(care, care)}" in wording()


@pytest.mark.parametrize("topic", ["abuse", "sexual_violence"])
def test_belief_comes_first_not_a_menu(topic):
    said = hear(topic, "my husband did it again last night").responses
    assert said[0] == f"utter_hear_{topic}"
    assert "believe you" in wording()[said[0]][0]["text"] and "fault" in wording()[said[0]][0]["text"]
    assert said[-1] == "utter_ask_way"


def test_own_behaviour_is_met_with_the_safety_of_others():
    heard = hear("own_behaviour", "i keep hurting my girlfriend and want to stop")
    assert heard.responses[:2] == ("utter_hear_own_behaviour", "utter_own_behaviour_danger")
    assert (heard.audience, heard.harm) == ("perpetrator", "own_behaviour")


def test_someone_who_harms_is_never_taken_for_a_victim_of_the_harm():
    heard = hear("own_behaviour", "i follow my ex everywhere and share her photos", harm="stalking")
    assert (heard.audience, heard.harm) == ("perpetrator", "own_behaviour")


@pytest.mark.parametrize(
    "text, harm",
    [
        ("my family are forcing me to marry", "forced_marriage"),
        ("my ex shared my nudes", "images"),
        ("my ex keeps following me everywhere i go", "stalking"),
        ("my husband hits me", "domestic_abuse"),
    ],
)
def test_the_harm_that_was_noticed_is_remembered(text, harm):
    assert hear("abuse", text).harm == harm


def test_a_harm_noticed_earlier_is_kept():
    assert hear("abuse", "it is still going on", harm="stalking").harm == "stalking"


def test_needs_add_up_and_are_not_repeated():
    heard = hear("abuse", "i am deaf", needs=("man",))
    assert heard.needs[0] == "man" and "deaf" in heard.needs
    assert len(set(heard.needs)) == len(heard.needs)


def test_a_child_is_sent_to_people_for_children():
    assert hear("abuse", "i am 14 and my dad hits me").audience == "child"
    assert hear("abuse", "it happened again", needs=("under_18",)).audience == "child"


def test_at_most_one_word_of_care_so_that_nobody_gets_a_lecture():
    heard = hear("abuse", "i am a gay man of 70, deaf, and he takes my money and my pictures and nobody believes me")
    assert len([response for response in heard.responses if response.startswith("utter_care_")]) == 1


def test_strangulation_is_never_passed_over():
    heard = hear("abuse", "he strangled me two weeks ago")
    assert "utter_danger_strangled" in heard.responses


def test_a_second_telling_does_not_repeat_the_long_answer():
    assert hear("abuse", "he did it again", heard_before=True).responses[0] == "utter_hear_more"


def test_inside_a_form_the_ways_are_not_offered_a_second_time():
    assert not any("ask_way" in response for response in hear("abuse", "he hit me", in_form=True).responses)
    assert any("ask_way" in response for response in hear("abuse", "he hit me").responses)


SWAPS = [("husband", "wife"), ("boyfriend", "girlfriend"), ("husband", "partner"), ("dad", "mum")]


@pytest.mark.parametrize("one, other", SWAPS)
@pytest.mark.parametrize("text", ["my {} hits me", "my {} controls my money", "my {} strangled me once", "my {} follows me"])
def test_same_help_whoever_did_it(one, other, text):
    assert hear("abuse", text.format(one)) == hear("abuse", text.format(other))
