"""Doors as buttons: the topics a message may mean, in words a person would use of themselves."""
from __future__ import annotations

DOORS = {
    "abuse": ("Someone hurts, scares or controls me", "/abuse"),
    "sexual_violence": ("Something sexual happened to me", "/sexual_violence"),
    "own_behaviour": ("Something I do or did", "/own_behaviour"),
    "worried_about_someone": ("I am worried about someone", "/worried_about_someone"),
    "self_harm": ("I think about ending my life", "/self_harm"),
    "information": ("I have a question", "/have_question"),
    "other": ("Something else", "/not_sure"),
}
NOT_THIS = {"title": "That's not what I meant", "payload": "/wrong_door"}
MOST = 3


def buttons(topics: list[str], refused: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """Rasa buttons for ``topics``, best first, without those the person has refused, and always a way out."""
    offered = [topic for topic in topics if topic not in refused and topic != "other"][:MOST]
    if not offered:
        offered = [topic for topic in ("abuse", "worried_about_someone", "own_behaviour") if topic not in refused]
    return [{"title": title, "payload": payload} for title, payload in (DOORS[topic] for topic in (*offered, "other"))]
