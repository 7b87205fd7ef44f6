"""People in danger type badly: no apostrophes, no full stops, capitals, misspellings, emoji, tricks of the keyboard."""

from __future__ import annotations

import pytest

from bot.triage import assess

from tests.triage.phrases import danger_phrases, strongest

EMERGENCIES = sorted(
    text for phrase in danger_phrases() if strongest(phrase) == "emergency" for text in phrase.should_match if assess(text).emergency
)


@pytest.mark.parametrize("text", EMERGENCIES)
def test_apostrophes_capitals_and_full_stops_do_not_matter(text):
    assert assess(text.replace("'", "")).emergency
    assert assess(text.replace("'", "’")).emergency
    assert assess(text.upper()).emergency
    assert assess(text.lower().replace(",", "").replace(".", "")).emergency
    assert assess("   " + text + "!!!???").emergency


@pytest.mark.parametrize(
    "text",
    [
        "hes got a knfie", "he has a nkife", "hes stabing me", "he strangeld me 10 mins ago", "she is unconcious", "hes outisde my door", "call the plice please",
        "send an amblance", "hes chokeing me", "im bleedin so bad", "he is traped in the fire", "ive taken an overdoes", "shes not breething", "hes kiling my mum",
    ],
)
def test_misspelt_danger_is_an_emergency(text):
    assert assess(text).emergency


@pytest.mark.parametrize(
    "text",
    ["heeeelp meeee", "HELPPPP MEEEE", "pls help me hes here", "hes got a 🔪", "🆘", "🆘 cant speak", "cnt talk hes here", "hes hitting me rn", "h3lp me", "he has a kn1fe",
     "he\u200b has a kni\u00adfe", "hes gonna kill me 2nite", "ＨＥＬＰ ＭＥ", "he’s got a gun", "hélp me", "hes outside my door\nhes got a knife"],
)
def test_phone_writing_is_understood(text):
    assert assess(text).emergency


@pytest.mark.parametrize("text", ["", " ", "?", "😂😂😂", "<script>alert(1)</script>", "' OR 1=1 --", "\x00\x01", "\ud800", "ف", "1234567890" * 50, "a" * 5000])
def test_odd_input_is_read_without_an_error(text):
    assert assess(text).urgency == "routine"


@pytest.mark.parametrize("value", [None, b"help", 5, ["help"]])
def test_what_is_not_text_is_refused(value):
    with pytest.raises(TypeError):
        assess(value)


@pytest.mark.parametrize("text", ["i love cooking", "she is choosing a coat", "the heating is broken", "i was skilled at it", "he is a smoker", "we went picking apples"])
def test_real_words_are_not_corrected_into_danger(text):
    assert not assess(text).emergency
