"""What people say before they say it: "hi sorry to bother you". It tells nothing of what a message is about, and yet each word of it
made danger a little harder to see (docs/understanding.md, "five words more").
"""
from __future__ import annotations

import re

ENOUGH = 3  # words that must be left: "hello sorry" is a greeting and stays one

_COURTESY = re.compile(
    r"""\s*(?:
        (?:hi|hello|hiya|hey|heya|good\ (?:morning|afternoon|evening))(?:\ (?:there|all|everyone|again))?
        | e+rm+ | u+m+ | er | uh
        | (?:i['’]?m\ )?(?:so\ |very\ |really\ )?sorry\ (?:to|for)\ (?:both(?:er|ering)|troubl(?:e|ing)|disturb(?:ing)?|ask(?:ing)?)(?:\ (?:you|u|ya|anyone|this))?
        | sorry(?=\ *,) | excuse\ me
        | (?:i\ )?hope\ (?:you|u)\ don['’]?t\ mind(?:\ me\ (?:asking|writing))?
        | (?:thank\ you|thanks)\ for\ reading(?:\ this)?
        | (?:i['’]?m\ )?not\ sure\ if\ this\ is\ the\ right\ place(?:\ (?:for\ this|to\ ask))?(?:\ but)?
        | can\ i\ ask\ (?:you\ )?something
    )(?:\s*[,.!:;…]+\s*|\s+(?:-+\s+)?)""",
    re.IGNORECASE | re.VERBOSE,
)


def without_courtesy(text: str) -> str:
    """``text`` without greetings and excuses before its first word that says something; as it is if too little would be left."""
    start = 0
    while found := _COURTESY.match(text, start):
        start = found.end()
    return text[start:] if start and len(text[start:].split()) >= ENOUGH else text
