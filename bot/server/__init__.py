"""The one process: the page, the API, the dialogue and its actions."""
