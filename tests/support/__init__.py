"""Helpers for tests: a real server process, an HTTP client, a conversation in process."""
