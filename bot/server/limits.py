"""The pace of a conversation. Danger is answered even above it (see `channel`)."""
from __future__ import annotations

from collections import OrderedDict


class Pace:
    """A token bucket for each key: bursts up to a minute's worth, then the steady rate."""

    def __init__(self, per_minute: int, most_keys: int = 50_000) -> None:
        self._per_minute, self._most = per_minute, most_keys
        self._buckets: "OrderedDict[str, tuple[float, float]]" = OrderedDict()

    def allows(self, key: str, now: float) -> bool:
        """Whether one more message of ``key`` is within the pace; ``now`` in seconds of any steady clock."""
        left, last = self._buckets.pop(key, (float(self._per_minute), now))
        left = min(self._per_minute, left + (now - last) * self._per_minute / 60)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        while len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return allowed
