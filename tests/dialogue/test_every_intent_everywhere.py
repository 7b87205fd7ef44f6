"""Whatever a person means, wherever in the dialogue: one answer, once, and the talk can go on (P2)."""

from __future__ import annotations

from collections import Counter

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import ActionExecuted

from bot.dialogue.collector import CHANNEL, Collector
from tests.support.talk import Talk, responses_of
from tests.support.wording import domain, slots_of_forms

INTENTS = [next(iter(intent)) if isinstance(intent, dict) else intent for intent in domain()["intents"]]
STATES = [
    (),
    ("start",),
    ("abuse",),
    ("own_behaviour",),
    ("unsure",),
    ("unsure", "unsure"),
    ("emergency",),
    ("way_specialist", "skip", "skip"),
    ("stop",),
    *slots_of_forms(),
]
FORMS = {form for form, _ in slots_of_forms()}


async def mean(agent, conversation: str, intent: str) -> list[str]:
    """The responses to a message of ``intent``, whatever the classifier of the day would make of words."""
    collector = Collector()
    await agent.handle_message(UserMessage(f"/{intent}", collector, conversation, input_channel=CHANNEL))
    return responses_of(collector.messages)


@pytest.mark.parametrize("state", STATES, ids=lambda state: " ".join(state) or "nothing")
async def test_every_intent_is_answered_once_in_every_state(engine, agent, state):
    wrong = []
    for intent in INTENTS:
        talk = Talk(engine, agent)
        if state and state[0] in FORMS:
            await talk.put_into_form(*state)
        else:
            for earlier in state:
                await mean(agent, talk.id, earlier)
        said = await mean(agent, talk.id, intent)
        actions = [event.action_name for event in (await talk.tracker()).events if isinstance(event, ActionExecuted)]
        twice = [response for response, times in Counter(said).items() if times > 1]
        if not said or twice or "utter_lifeline" in said or actions[-1] != "action_listen":
            wrong.append((intent, said))
    assert not wrong


@pytest.mark.parametrize("form, slot", slots_of_forms())
async def test_asking_for_a_specialist_inside_the_form_asks_its_question_again(talk, agent, form, slot):
    await talk.put_into_form(form, slot)
    assert (await mean(agent, talk.id, "way_specialist"))[-1] in ("utter_ask_audience", "utter_ask_area")
    assert (await talk.form())[0] == form


async def test_rasas_fallback_is_said_once_and_then_it_listens(talk, agent):
    """Without the line in DangerPolicy it is said ten times, and the conversation is stuck for good."""
    of_rasa_without_a_rule_of_ours = "nlu_fallback"
    assert await mean(agent, talk.id, of_rasa_without_a_rule_of_ours) == ["utter_lifeline"]
    assert await mean(agent, talk.id, "greet") == ["utter_greet"]
