"""Replays written conversations against the bot, with the clock standing still, and says exactly what broke (docs/replay.md)."""
