"""Messages that must never be misread. Tried when the model is loaded; /ready fails while one is."""
from __future__ import annotations

from typing import Any

# Plain, unmistakable, in our own words. If one of these goes wrong the model or its data is broken.
CANARIES = (
    ("he is outside my door with a knife", "emergency"),
    ("she has taken all her tablets and wont wake up", "emergency"),
    ("my husband hits me", "abuse"),
    ("my wife hits me", "abuse"),
    ("i was raped last year", "sexual_violence"),
    ("i hit my girlfriend and i want to stop", "own_behaviour"),
    ("my friend is scared of her boyfriend", "worried_about_someone"),
    ("i want to die", "self_harm"),
    ("hello", "other"),
)


async def misread(agent: Any) -> tuple[str, ...]:
    """The canaries that the loaded model does not understand."""
    wrong = []
    for text, expected in CANARIES:
        parsed = await agent.parse_message(text)
        found = parsed.get("urgency") if expected == "emergency" else parsed.get("topic")
        if found != expected:
            wrong.append(text)
    return tuple(wrong)
