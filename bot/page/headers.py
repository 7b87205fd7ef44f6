"""The headers of the page: nothing foreign may load, nothing is kept, nothing is told to the next website."""

from __future__ import annotations

from bot.page.settings import PageSettings

# Everything a browser could offer to a page and this page never asks for.
_UNUSED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts", "magnetometer", "microphone",
    "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb",
    "xr-spatial-tracking",
)  # fmt: skip


def page_headers(settings: PageSettings) -> dict[str, str]:
    """Return the headers to send with every file of the page."""
    features = [f"{name}=()" for name in _UNUSED_FEATURES] + ["clipboard-write=(self)"]
    return {
        "Content-Security-Policy": _policy(settings),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": ", ".join(sorted(features)),
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def _policy(settings: PageSettings) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "img-src data:",  # the icon of the tab, which is part of the page
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {' '.join(settings.frame_ancestors) or chr(39) + 'none' + chr(39)}",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )
