"""P12: same model, same clock, same turns: the same reply, byte for byte, ids included."""

from __future__ import annotations

import json

from tests.support.talk import Talk

TURNS = (
    "my husband hit me again last night",
    "talk to a specialist",
    "im in cannock",
    "more",
    "tamwroth",
    "yes",
    "blorp zindle",
    "will i be believed",
    "hes outside my door with a knife",
    "no",
    "delete",
)


async def spoken(talk) -> str:
    said = [await talk.start()]
    for turn in TURNS:
        said.append(await talk.say(turn))
    return json.dumps([[message.as_dict() for message in messages] for messages in said], ensure_ascii=False)


async def test_the_same_turns_at_the_same_time_get_the_same_bytes(engine, agent, at):
    at("2026-11-23T13:10:00+00:00")
    first = await spoken(Talk(engine, agent))
    assert await spoken(Talk(engine, agent)) == first


async def test_the_clock_is_what_makes_a_difference(engine, agent, at):
    statuses = []
    for moment in ("2026-11-23T13:10:00+00:00", "2026-11-23T13:40:00+00:00"):
        at(moment)
        talk = Talk(engine, agent)
        for turn in ("my wife hits me", "talk to a specialist", "bradford"):
            messages = await talk.say(turn)
        statuses.append([contact["status_text"] for message in messages for contact in message.contacts])
    assert statuses[0] != statuses[1], "opening hours do not follow the clock"


async def test_ids_of_messages_count_up_within_a_conversation(talk):
    ids = [message.id for messages in (await talk.start(), await talk.say("hello"), await talk.say("")) for message in messages]
    assert ids == [f"m{number}" for number in range(1, len(ids) + 1)]
