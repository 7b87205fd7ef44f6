"""Public failures of other bots, and lines that their reviewers asked for."""

from __future__ import annotations

import pytest

from bot.triage import assess, notice


@pytest.mark.parametrize("text", ["I was raped", "Someone raped me", "I am forced to have sex and I am only 12 years old"])
def test_rape_is_noticed_and_never_taken_for_music(text):
    assert "sexual_violence" in notice(text).harms


@pytest.mark.parametrize("one,other", [("husband", "wife"), ("boyfriend", "girlfriend"), ("partner", "husband")])
def test_being_beaten_is_noticed_whoever_did_it(one, other):
    for who in (one, other):
        assert "physical_violence" in notice(f"I was beaten up by my {who}").harms
        assert notice(f"My {who} attacked me").speaker_part == "done_to_me"


@pytest.mark.parametrize(
    "text", ["My partner takes my money, what can I do?", "My husband keeps my passport and my bank card for safekeeping... It's not that bad"]
)
def test_money_and_papers_taken_are_noticed(text):
    assert "economic_abuse" in notice(text).harms


def test_a_phone_that_is_checked_is_noticed_as_control():
    assert "coercive_control" in notice("He checks my phone every night so I'm on my work laptop").harms


def test_a_flat_phone_alarms_nobody():
    assert assess("my phone died").urgency == "routine"
    assert notice("my phone died").harms == ()


def test_a_threat_to_kill_on_leaving_is_elevated_at_least():
    assert assess("if I leave he will kill me").urgency in ("elevated", "emergency")


def test_slapped_last_night_in_front_of_the_children_is_elevated():
    assert assess("She slapped me again last night, in front of the kids... I know what you're going to say").urgency == "elevated"


@pytest.mark.parametrize("text", ["something doesn't feel right", "please don't tell me to ring anyone"])
def test_unease_alone_is_no_emergency(text):
    assert not assess(text).emergency
