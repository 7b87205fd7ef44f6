"""What the server gets to send, and what it refuses."""

from __future__ import annotations

import base64
import gzip
import hashlib

import pytest

from bot.page import PageSettings, build_page

from .chat import contact
from .test_exit import lifeline_999


def html(*lifeline: dict, **settings) -> str:
    return build_page(list(lifeline) or [lifeline_999()], PageSettings(**settings)).files[""].body.decode("utf-8")


def test_every_contact_of_the_lifeline_is_in_the_page_before_any_script():
    page = html(lifeline_999(), contact(name="One & Two", sms="60777"))
    assert 'href="tel:999"' in page and 'href="tel:+441632960123"' in page and 'href="sms:60777"' in page
    assert "One &amp; Two" in page


def test_a_page_without_numbers_is_refused():
    with pytest.raises(ValueError, match="the list is empty"):
        build_page([], PageSettings())


def test_another_number_is_never_called_the_one_for_danger():
    with pytest.raises(ValueError, match="the first contact must be 999, and is 'test-line'"):
        build_page([contact(), lifeline_999()], PageSettings())


def test_the_page_names_the_hashes_of_its_files():
    page = build_page([lifeline_999()], PageSettings())
    for name in ("waymark-chat.js", "waymark-chat.css"):
        file = page.files[name]
        assert file.integrity == "sha384-" + base64.b64encode(hashlib.sha384(file.body).digest()).decode()
        assert file.integrity in page.files[""].body.decode()
        assert gzip.decompress(file.gzipped) == file.body


def test_the_same_data_gives_the_same_page():
    assert build_page([lifeline_999()], PageSettings()) == build_page([lifeline_999()], PageSettings())


def test_settings_reach_the_page():
    page = html(exit_url="https://www.example.org/weather", exit_keys="shift3", curtain=True, idle_warn_minutes=3, idle_clear_minutes=5.5)
    for part in ['exit-url="https://www.example.org/weather"', 'exit-keys="shift3"', " curtain>", 'idle-warn="3"', 'idle-clear="5.5"']:
        assert part in page


def test_only_listed_websites_may_frame_the_page():
    policy = build_page([lifeline_999()], PageSettings(frame_ancestors=("https://www.example.org",))).headers["Content-Security-Policy"]
    assert "frame-ancestors https://www.example.org;" in policy


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"exit_url": "javascript:alert(1)"}, "exit_url: .* not a full https address"),
        ({"exit_url": "http://www.example.org"}, "exit_url: .* not a full https address"),
        ({"exit_keys": "escape f13"}, "exit_keys: 'f13' is not known; use any of: escape shift3"),
        ({"api_base": "/chat/api"}, "api_base: '/chat/api' must end in '/api/'"),
        ({"idle_warn_minutes": 12}, r"idle_warn_minutes \(12\) must be above 0 and below idle_clear_minutes \(12\)"),
        ({"frame_ancestors": ("https://a.example/page",)}, "frame_ancestors: .* is not an origin"),
        ({"frame_ancestors": ("https://a.example; script-src *",)}, "frame_ancestors: .* is not an origin"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_write_instead(setting, message):
    with pytest.raises(ValueError, match=message):
        PageSettings(**setting)
