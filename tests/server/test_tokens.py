"""Signed tokens: made and read by this server only, and not for ever."""

from __future__ import annotations

import pytest

from bot.server.tokens import BadToken, Tokens

NOW = 1_800_000_000.0
HOUR = 3600


@pytest.fixture()
def tokens() -> Tokens:
    return Tokens("a secret", lifetime_seconds=12 * HOUR)


def test_a_token_leads_to_its_conversation(tokens):
    token = tokens.make(NOW)
    assert tokens.conversation(token, NOW) == tokens.conversation(token, NOW + 12 * HOUR)


def test_each_token_is_another_conversation(tokens):
    assert len({tokens.conversation(tokens.make(NOW), NOW) for _ in range(100)}) == 100


def test_the_id_of_a_conversation_gives_no_token_away(tokens):
    token = tokens.make(NOW)
    assert not any(part in tokens.conversation(token, NOW) for part in token.split("."))


@pytest.mark.parametrize("seconds", [12 * HOUR + 1, 10**9, -1, -(10**6)])
def test_a_token_that_is_too_old_or_of_the_future_is_refused(tokens, seconds):
    with pytest.raises(BadToken):
        tokens.conversation(tokens.make(NOW), NOW + seconds)


def test_every_changed_character_is_noticed(tokens):
    token = tokens.make(NOW)
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(BadToken):
            tokens.conversation(token[:place] + other + token[place + 1 :], NOW)


@pytest.mark.parametrize(
    "wrong", ["", ".", "..", "a", "a.b", "a.b.c", "default", "é.é.é", "a.b.é", "\ud800", "\x00", "a" * 100_000, "a.99999999999999999999.b", " "]
)
def test_what_is_no_token_is_refused(tokens, wrong):
    with pytest.raises(BadToken):
        tokens.conversation(wrong, NOW)


def test_a_longer_life_cannot_be_written_into_a_token(tokens):
    identity, made, signature = tokens.make(NOW).split(".")
    with pytest.raises(BadToken):
        tokens.conversation(f"{identity}.{int(made) + HOUR}.{signature}", NOW)


def test_another_servers_token_is_refused(tokens):
    with pytest.raises(BadToken):
        tokens.conversation(Tokens("another secret", 12 * HOUR).make(NOW), NOW)


def test_without_a_secret_each_process_makes_its_own():
    with pytest.raises(BadToken):
        Tokens("", HOUR).conversation(Tokens("", HOUR).make(NOW), NOW)


def test_with_a_secret_a_token_outlives_the_process():
    token = Tokens("a secret", HOUR).make(NOW)
    assert Tokens("a secret", HOUR).conversation(token, NOW) == Tokens("a secret", HOUR).conversation(token, NOW)


def test_a_refusal_does_not_repeat_the_token(tokens):
    with pytest.raises(BadToken) as refusal:
        tokens.conversation("canary.canary.canary", NOW)
    assert "canary" not in str(refusal.value)
