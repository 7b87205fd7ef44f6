"""What to say to a disclosure, and what to remember of it. Pure: the wording is in bot/data/responses."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable

from bot.triage import Assessment, assess, notice, parts

AUDIENCE = {
    "abuse": "victim",
    "sexual_violence": "victim",
    "own_behaviour": "perpetrator",
    "worried_about_someone": "friend",
    "self_harm": "anyone",
}
HARM = {
    "abuse": "domestic_abuse",
    "sexual_violence": "sexual_violence",
    "own_behaviour": "own_behaviour",
    "worried_about_someone": "domestic_abuse",
    "self_harm": "mental_health",
}
# Of several harms noticed, the one whose specialists know most about it is asked first.
SPECIAL_HARMS = (
    "fgm",
    "forced_marriage",
    "honour_based_abuse",
    "images",
    "sexual_violence",
    "child_abuse",
    "stalking",
    "economic_abuse",
)
# A word of care for what was noticed; at most one, the first that fits, so that nobody gets a lecture.
CARE = (
    "not_believed",
    "long_ago",
    "under_18",
    "honour_based_abuse",
    "forced_marriage",
    "fgm",
    "images",
    "stalking",
    "economic_abuse",
    "pregnant",
    "children",
    "lgbt",
    "man",
    "older",
    "deaf",
    "no_english",
)
_CARE_RESPONSE = {"forced_marriage": "honour_based_abuse", "fgm": "honour_based_abuse"}


@dataclass(frozen=True)
class Heard:
    """The responses to utter, in order, and what is known now."""

    responses: tuple[str, ...]
    audience: str
    harm: str
    needs: tuple[str, ...]


def hear(
    topic: str,
    text: str,
    *,
    needs: tuple[str, ...] = (),
    harm: str | None = None,
    heard_before: bool = False,
    in_form: bool = False,
) -> Heard:
    """Decide how a disclosure of ``topic`` is answered.

    Args:
        topic: one of the five disclosure topics.
        text: what was typed (empty for a button).
        needs: needs noticed earlier in the conversation.
        harm: the harm noticed earlier.
        heard_before: the same topic was answered already: no second long answer.
        in_form: a form will ask its question again, so the ways are not offered a second time.
    """
    noticed, assessment = notice(text), assess(text)
    needs = tuple(dict.fromkeys((*needs, *noticed.needs)))
    audience = AUDIENCE[topic]
    if "under_18" in needs and audience == "victim":
        audience = "child"
    about_a_child = topic == "worried_about_someone" and not parts(text)["partner_named"]  # else a grown child's partner
    known = special_harm(h for h in noticed.harms if h != "child_abuse" or about_a_child) or (harm if harm in SPECIAL_HARMS else None)
    if topic in ("own_behaviour", "self_harm") or known is None:
        known = HARM[topic]
    return Heard(
        responses=_responses(topic, text, noticed.needs, assessment, heard_before, in_form, () if heard_before else (known, *needs)),
        audience=audience,
        harm=known,
        needs=needs,
    )


def special_harm(harms: Iterable[str]) -> str | None:
    """Of the harms noticed, the one whose specialists know most about it, or None."""
    noticed = set(harms)
    return next((harm for harm in SPECIAL_HARMS if harm in noticed), None)


def care(text: str, known: Iterable[str] = ()) -> str | None:
    """The response with a word of care for what ``text``, and what is ``known``, tell of the person; or None."""
    noticed = notice(text)
    about = (*noticed.harms, *noticed.needs, *known)
    found = next((name for name in CARE if name in about), None)
    return f"utter_care_{_CARE_RESPONSE.get(found, found)}" if found else None


def ways(topic: str) -> str:
    """The response that offers the ways for ``topic``."""
    return f"utter_ask_way_{topic}" if topic in ("own_behaviour", "worried_about_someone", "self_harm") else "utter_ask_way"


def _responses(
    topic: str,
    text: str,
    needs: tuple[str, ...],
    assessment: Assessment,
    heard_before: bool,
    in_form: bool,
    known: tuple[str, ...],
) -> tuple[str, ...]:
    if heard_before and topic != "self_harm":
        own = {"own_behaviour", "worried_about_someone"}
        said = [f"utter_hear_more_{topic}" if topic in own else "utter_hear_more"]
    else:
        said = [f"utter_hear_{topic}"]
    kind_word = care(text, known) if topic in ("abuse", "sexual_violence") else None
    if kind_word:
        said.append(kind_word)
    if topic == "own_behaviour" and not heard_before:
        said.append("utter_own_behaviour_danger")
    elif topic in ("abuse", "sexual_violence") and "long_ago" not in needs and assessment.urgency == "elevated":
        strangled = any(reason.family == "breath" for reason in assessment.reasons)
        said.append("utter_danger_strangled" if strangled else "utter_danger_elevated")
    if not in_form:
        said.append(ways(topic))
    return tuple(said)
