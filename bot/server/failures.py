"""Every failure carries the lifeline contacts (P2)."""
from __future__ import annotations

from typing import Any

from bot import clock
from bot.directory import Directory

# What went wrong, in words for the person who reads it. No number stands here: the contacts carry them.
WORDS = {
    "bad_request": "I could not read that message. Please try again.",
    "unknown_choice": "That choice is not there any more. Please type instead.",
    "bad_token": "This chat has ended. Please start again.",
    "too_fast": "That was a lot at once. Please wait a moment, then send it again.",
    "too_large": "That message is too long to read. Please send it in shorter pieces.",
    "not_found": "There is nothing at this address.",
    "not_passed_on": "The adviser did not get that. Please send it again.",
    "failed": "Something went wrong on our side. Please try again.",
}


def failure(code: str, directory: Directory) -> dict[str, Any]:
    """The body of a failure: a code, plain words, the lifeline contacts."""
    lifeline = [contact.as_dict() for contact in directory.lifeline(clock.now())]
    return {"error": {"code": code, "message": WORDS[code]}, "lifeline": lifeline}
