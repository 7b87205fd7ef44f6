"""From shares to a verdict: when the classifier takes a message for danger. The values in use are in config.yml."""
from __future__ import annotations

from dataclasses import dataclass

FIND_PERSON = "find_person"  # seeds/needs/misuse.yml: no help to find, follow or watch anyone, whatever the story (P8)
# What is noticed (seeds/needs) that only clear danger outweighs: who asks where somebody is, and who will not say where they are, write
# like people in danger too.
ONLY_CLEAR_DANGER = frozenset({FIND_PERSON, "keeps_place"})
FEW_WORDS = 3  # "pleese hurry" tells a classifier little: there a rule's finding stands, and a small share counts


@dataclass(frozen=True)
class Thresholds:
    """The share for danger that is enough.

    Of the whole message (`whole`) little is, and of a few words, which hold little to go by, less (`whole_few`). A piece of a long
    message must be clearer than the whole: there are many, and each is another chance to err. Where a rule suspects danger too, in
    the whole message or in one sentence of a long one, little is enough. What a rule finds outright stands unless the classifier
    flatly disagrees: all but the shortest emergencies that strangers wrote had some share (docs/understanding.md). Who asks where
    somebody is, or will not say where they are, must be in clear danger, and clearer still where no rule suspects it: people who
    have lost the one they controlled write like people in danger too.
    """

    whole: float = 0.5
    whole_few: float = 0.5
    whole_suspected: float = 0.2
    piece: float = 0.7
    sentence_suspected: float = 0.3
    finding: float = 0.5
    finding_alone: float = 0.5
    found: float = 0.0

    def reached(
        self, whole: float, piece: float, sentence: float, *, words: int, found: bool = False, suspected: bool = False, finding: bool = False
    ) -> bool:
        """Whether a message of ``words`` words is taken for danger, by the shares of the whole, of the clearest piece and of the
        clearest suspected sentence.

        ``found``, ``suspected``: a danger rule says so of the message; ``finding``: one of ONLY_CLEAR_DANGER is noticed.
        """
        clearest = max(whole, piece, sentence)
        if found and (words <= FEW_WORDS or clearest >= self.found):
            return True
        if finding:
            return clearest >= (self.finding if suspected or found else self.finding_alone)
        return (
            whole >= (self.whole_suspected if suspected or found else self.whole_few if words <= FEW_WORDS else self.whole)
            or piece >= self.piece
            or sentence >= self.sentence_suspected
        )
