"""The tests mirror the rooms of bot/. What they share is in conftest.py and support/."""
