"""Recognises danger, harms and needs in what a person types. Pure Python: no Rasa, no network, keeps nothing.

    from bot.triage import assess, notice
    assess("hes outside my door with a knife").urgency   # "emergency"

The phrases are data that practitioners can read and change: seeds/danger and seeds/needs (see seeds/danger/README.md).
"""

from bot.triage.assessing import assess
from bot.triage.loading import fingerprint
from bot.triage.models import Assessment, Noticed, Reason
from bot.triage.noticing import notice
from bot.triage.speaking import parts

__all__ = ["Assessment", "Noticed", "Reason", "assess", "fingerprint", "notice", "parts"]
