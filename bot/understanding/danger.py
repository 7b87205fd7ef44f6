"""From shares to a verdict: when the classifier takes a message for danger. The values in use are in config.yml."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thresholds:
    """The share for danger that is enough.

    A piece of a long message must be clearer than the whole: there are many, and each is another chance to err. Where a rule
    suspects danger too, in the whole message or in one sentence of a long one, little is enough. Who asks where somebody is must be in
    clear danger: people who have lost the one they controlled write like people in danger too.
    """

    whole: float = 0.5
    whole_suspected: float = 0.2
    piece: float = 0.7
    sentence_suspected: float = 0.3
    finding: float = 0.5

    def reached(self, whole: float, piece: float, sentence: float, suspected: bool, finding: bool = False) -> bool:
        """Whether the shares of the whole, of the clearest piece and of the clearest suspected sentence are enough.

        ``suspected``: a danger rule suspects the whole message; ``finding``: the message asks to find somebody.
        """
        if finding:
            return max(whole, piece, sentence) >= self.finding
        return (
            whole >= (self.whole_suspected if suspected else self.whole)
            or piece >= self.piece
            or sentence >= self.sentence_suspected
        )
