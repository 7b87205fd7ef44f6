"""Signatures: the published example comes out, and whatever was changed, is old or was signed by another is refused."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.handoff.signature import BadSignature, keys, sign, verify
from bot.settings import SettingsError

# The example in the tests of the Standard Webhooks libraries (Apache License 2.0).
SECRET, ID, BODY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}'
THEN = datetime.fromtimestamp(1614265330, timezone.utc)
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
OTHER = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo="


def test_the_published_example_comes_out():
    headers = sign(keys(SECRET), ID, THEN, BODY)
    assert headers == {"webhook-id": ID, "webhook-timestamp": "1614265330", "webhook-signature": SIGNATURE}
    assert verify(keys(SECRET), headers, THEN, BODY) == ID


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_either_way_are_fine(seconds: int):
    verify(keys(SECRET), sign(keys(SECRET), ID, THEN, BODY), THEN + timedelta(seconds=seconds), BODY)


@pytest.mark.parametrize("seconds", [-301, 301, 600, 10**6])
def test_a_message_played_again_later_is_refused(seconds: int):
    with pytest.raises(BadSignature, match="five minutes"):
        verify(keys(SECRET), sign(keys(SECRET), ID, THEN, BODY), THEN + timedelta(seconds=seconds), BODY)


@pytest.mark.parametrize(
    "changes",
    [
        {"webhook-id": "msg_other"},
        {"webhook-timestamp": "1614265331"},
        {"webhook-timestamp": ""},
        {"webhook-timestamp": "-1"},
        {"webhook-timestamp": "١٦١٤٢٦٥٣٣٠"},
        {"webhook-timestamp": "9" * 400},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,"},
        {"webhook-signature": SIGNATURE.replace("v1,", "v1a,")},
        {"webhook-signature": SIGNATURE[3:]},
        {"webhook-signature": "v1,é"},
        {"webhook-id": ""},
    ],
)
def test_changed_headers_are_refused(changes: dict[str, str]):
    with pytest.raises(BadSignature):
        verify(keys(SECRET), {**sign(keys(SECRET), ID, THEN, BODY), **changes}, THEN, BODY)


def test_a_changed_body_is_refused():
    with pytest.raises(BadSignature):
        verify(keys(SECRET), sign(keys(SECRET), ID, THEN, BODY), THEN, BODY + b" ")


def test_another_key_is_refused():
    with pytest.raises(BadSignature):
        verify(keys(OTHER), sign(keys(SECRET), ID, THEN, BODY), THEN, BODY)


def test_while_the_key_changes_both_sides_understand_each_other():
    both = keys(f"{OTHER} {SECRET}")
    assert sign(both, ID, THEN, BODY)["webhook-signature"].split()[1] == SIGNATURE
    for theirs in (OTHER, SECRET):
        verify(both, sign(keys(theirs), ID, THEN, BODY), THEN, BODY)
        verify(keys(theirs), sign(both, ID, THEN, BODY), THEN, BODY)


@pytest.mark.parametrize("secrets", ["", " ", "short", "whsec_c2hvcnQ=", SECRET[6:], f"{SECRET} nonsense", "whsec_***", "whsec_" + "QUJD" * 22])
def test_a_secret_that_cannot_be_used_is_refused_and_not_repeated(secrets: str):
    with pytest.raises(SettingsError, match="WAYMARK_HANDOFF_SECRET") as refusal:
        keys(secrets)
    assert SECRET not in str(refusal.value)
