"""The messages that judge understanding are never learnt from."""
from bench.near_duplicates import held_out_messages, learnt_messages, near_duplicates


def test_no_training_message_is_nearly_one_that_judges():
    pairs = near_duplicates(held_out_messages(), learnt_messages())
    assert not pairs, f"take these training messages out of bot/data/nlu: {[training for _, training in pairs]}"


def test_a_copied_message_with_a_word_changed_is_found():
    held_out = next(text for text in held_out_messages() if len(text.split()) > 15)
    changed = " ".join([*held_out.split()[:-1], "honestly"])
    assert near_duplicates([held_out], ["what is a refuge", changed, "I lost my keys on the bus"])


def test_a_short_message_with_another_word_is_found():
    assert near_duplicates(["i think my dad is having a heart attack"], ["i think my husband is having a heart attack", "no pulse"])
