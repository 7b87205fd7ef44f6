"""What is noticed beside urgency: harms, needs, and who does what to whom."""

from __future__ import annotations

import pytest

from bot.triage import notice, parts
from bot.triage.loading import room


@pytest.mark.parametrize(
    "need,text",
    [
        ("man", "im a bloke and she hits me"), ("man", "as a man i feel silly asking"), ("lgbt", "im a lesbian and my girlfriend controls me"),
        ("lgbt", "my partner says he'll out me, i'm trans"), ("under_18", "im 14 and my dad hits me"), ("under_18", "i am in year 9"),
        ("older", "I am 78 and my son shouts at me"), ("older", "we have been married fifty years"), ("deaf", "i am deaf and use bsl"),
        ("no_english", "my english not good"), ("no_english", "i need an interpreter"), ("professional", "i am a social worker and my client needs help"),
        ("money", "i have no money to leave"), ("pregnant", "im 20 weeks pregnant"), ("children", "i have two kids with him"),
        ("keeps_place", "id rather not say where im living now"), ("keeps_place", "we wont tell you where we are"),
    ],
)
def test_a_need_is_noticed_when_it_is_said(need, text):
    assert need in notice(text).needs


@pytest.mark.parametrize("text", ["my wife hits me", "my husband hits me", "my girlfriend controls me", "my boyfriend controls me"])
def test_gender_and_sexuality_are_never_guessed(text):
    assert not {"man", "lgbt"} & set(notice(text).needs)


@pytest.mark.parametrize(
    "harm,text",
    [
        ("stalking", "my ex keeps turning up and wont leave me alone"), ("images", "he threatens to post my nudes"),
        ("honour_based_abuse", "my family say i brought shame on them"), ("forced_marriage", "they are forcing me to marry my cousin"),
        ("fgm", "im scared they will cut my daughter"), ("economic_abuse", "he takes all my wages"), ("sexual_violence", "i was raped ten years ago"),
        ("coercive_control", "she checks my phone and i need permission to go out"),
    ],
)
def test_a_harm_is_noticed(harm, text):
    assert harm in notice(text).harms


@pytest.mark.parametrize(
    "part,text",
    [
        ("done_to_me", "my husband hits me"), ("done_to_me", "my controlling ex complained about me to the school"), ("done_to_me", "she takes my money"),
        ("done_by_me", "i keep hurting my girlfriend and want to stop"), ("done_by_me", "i hit my wife and i hate myself"),
        ("done_to_someone_else", "my friend is scared of her boyfriend"), ("done_to_someone_else", "i think my sister is being abused"),
        ("question", "what is coercive control"), ("question", "can i report it without giving my name"), ("unknown", "hello"),
    ],
)
def test_the_speakers_part_is_told_apart(part, text):
    assert notice(text).speaker_part == part


def test_parts_have_stable_names_and_stay_between_nought_and_one():
    names = set(parts(""))
    assert names == {phrase.id for phrase in room().parts.phrases} | {"question", "length", "figure_of_speech"}
    for text in ("", "my husband hits me", "he he he " * 500):
        assert set(parts(text)) == names
        assert all(0.0 <= number <= 1.0 for number in parts(text).values())


def test_reasons_hold_no_word_of_the_person():
    assert all("zebedee" not in reason.why.lower() for reason in notice("Zebedee takes my wages and hits me").reasons)
