"""Each kind of danger is an emergency, however it is typed."""

from __future__ import annotations

import pytest

from bot.triage import assess

from tests.triage.phrases import raises_alarm

DANGER = {
    "weapon": ["hes got a knife", "she has a gun and shes pointing it at me", "he is coming at me with a hammer"],
    "breaking in or outside": ["he is kicking my door in", "hes outside my door", "someone is breaking in", "my ex is outside banging on the window"],
    "breath": ["i cant breathe he strangled me", "he is choking me", "he strangled me ten minutes ago"],
    "threat": ["he says hes going to kill me tonight", "she said im dead when she gets home", "hes got petrol and says hell burn us all"],
    "held": ["hes locked me in the bedroom and hes got my phone and hes coming back", "ive been kidnapped", "my hands are tied"],
    "followed": ["a man is following me home", "im being followed", "theres a man right behind me"],
    "child": ["he has taken my baby and driven off", "my baby is not breathing", "he is hurting my little boy right now"],
    "bleeding": ["im bleeding so much", "she is unconscious on the floor", "he stabbed me and it wont stop bleeding"],
    "dying": ["ive taken an overdose", "im going to kill myself tonight", "im on the bridge and im going to jump"],
    "fire": ["the house is on fire", "there is smoke coming under the door", "i can smell gas"],
    "police": ["send police", "please send an ambulance", "call the police please"],
    "whisper": ["help me", "hes coming", "cant talk hes here", "hes here help"],
    "other people's danger": ["my neighbour is being beaten right now", "someone is screaming for help next door", "my friend has taken all her tablets"],
    "other emergencies": ["i think my dad is having a heart attack", "my toddler swallowed a battery", "there has been a car crash outside"],
    "attacked today": ["he hit me an hour ago", "she punched me in the face tonight", "he just kicked me down the stairs"],
}

BEFORE = "I wanted to ask about the support group because my sister said it was good. We moved here in the spring. " * 7
AFTER = " The kids like the new school and the park is near. I will look at the website later, thank you for reading. " * 6


@pytest.mark.parametrize("text", [text for texts in DANGER.values() for text in texts])
def test_danger_raises_the_alarm(text):
    assert raises_alarm(text)


@pytest.mark.parametrize("text", [text for texts in DANGER.values() for text in texts])
def test_danger_behind_a_slash_raises_the_alarm(text):
    assert raises_alarm("/" + text)
    assert raises_alarm('/inform{"area": "kent"} ' + text)


@pytest.mark.parametrize("text", [text for texts in DANGER.values() for text in texts])
def test_danger_in_the_middle_of_a_long_text_raises_the_alarm(text):
    assert raises_alarm(f"{BEFORE}{text}.{AFTER}")


@pytest.mark.parametrize(
    "text",
    [
        "he strangled me two years ago",
        "my husband hit me again last night",
        "she threatened to kill me if i leave",
        "i left him on friday",
        "my ex keeps following me",
        "im pregnant and he pushes me",
        "i keep thinking about suicide",
        "he held a knife to my throat once",
    ],
)
def test_signs_of_serious_danger_are_elevated_not_emergency(text):
    assert assess(text).urgency == "elevated"


@pytest.mark.parametrize(
    "text", ["i am bleeding", "i am scared he'll come back tonight", "he is still here", "he is still in the house shouting"]
)
def test_last_night_with_danger_still_there_raises_the_alarm(text):
    assert raises_alarm(f"my husband hit me again last night and {text}")


@pytest.mark.parametrize("text", ["my wife keeps hitting me and ive never told anyone", "my wife hits me and nobody will believe me"])
def test_a_disclosure_without_danger_now_is_no_emergency(text):
    assert not assess(text).emergency


def test_reasons_say_why_without_the_words_of_the_person():
    found = assess("Zebedee has a knife and he is outside my door")
    assert found.reasons[0].urgency == "emergency"
    assert all("zebedee" not in (reason.rule + reason.family + reason.why).lower() for reason in found.reasons)


def test_nothing_is_ever_called_low():
    assert assess("hello there").urgency == "routine"
    assert assess("hello there").reasons == ()
