"""What the dialogue does not need of a message is masked before it goes there; what is no writing is told apart."""
from __future__ import annotations

import re
import unicodedata

# A full postcode keeps its sector (the district and one digit): enough to find the council, not a street (P5).
_POSTCODE = re.compile(r"\b([A-Za-z]{1,2}[0-9][A-Za-z0-9]?)\s*([0-9])[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}\b")
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}\.[A-Za-z]{2,}")
_LONG_NUMBER = re.compile(r"\+?\d(?:[ ()-]{0,2}\d){6,}")
_TAG = re.compile(r"<[^<>]{0,200}>")
_CODE_MARKS = frozenset("<>{}[];=*|\\`#$%^&~")


def mask(text: str) -> str:
    """``text`` without e-mail addresses, phone and card numbers, and the last part of postcodes."""
    text = unicodedata.normalize("NFKC", text)
    text = _POSTCODE.sub(r"\1 \2", text)
    text = _EMAIL.sub("(e-mail)", text)
    return _LONG_NUMBER.sub("(number)", text)


def readable(text: str) -> bool:
    """Whether there is writing in ``text``: some letters or digits, and not mostly the marks of code."""
    plain = _TAG.sub("", text).strip()
    letters = sum(character.isalnum() for character in plain)
    if not letters or _TAG.search(text):
        return False
    return sum(character in _CODE_MARKS for character in plain) * 12 < letters
