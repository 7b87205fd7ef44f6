"""The words of this room: what `assess` and `notice` give back, and what a phrase is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Urgency = Literal["emergency", "elevated", "routine"]

#: From most to least pressing. There is no "low": nobody is ever told that they are safe.
URGENCIES: tuple[Urgency, ...] = ("emergency", "elevated", "routine")


@dataclass(frozen=True)
class Reason:
    """Why an answer was given. Holds no word that the person typed.

    `rule` is the id of a phrase in seeds/danger, `family` the file it stands in, `why` a plain sentence for an adviser,
    `urgency` what this rule alone asked for in this message. `suspected`: it would have asked for `emergency`, but its words are
    also met by chance in a message this long.
    """

    rule: str
    family: str
    why: str
    urgency: Urgency = "routine"
    suspected: bool = False


@dataclass(frozen=True)
class Assessment:
    """How pressing a message is, and why. `routine` never means safe: it means that no rule spoke."""

    urgency: Urgency
    reasons: tuple[Reason, ...] = ()

    @property
    def emergency(self) -> bool:
        """True when life or safety is at risk now or within about a day."""
        return self.urgency == "emergency"

    @property
    def suspected(self) -> bool:
        """True when a second opinion is needed: the classifier's."""
        return not self.emergency and any(reason.suspected for reason in self.reasons)

    @property
    def alarming(self) -> bool:
        """An emergency, or the suspicion of one: what counts where no second opinion is to be had."""
        return self.emergency or self.suspected


@dataclass(frozen=True)
class Noticed:
    """What a message tells about the harm, the person's needs, and their part in it (never shown as a label to the person)."""

    harms: tuple[str, ...]
    needs: tuple[str, ...]
    speaker_part: str
    reasons: tuple[Reason, ...] = ()
