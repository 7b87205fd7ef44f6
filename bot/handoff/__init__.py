"""To a human: the service's own lines (signpost), or an adviser who joins the chat (webhook). No Rasa; see docs/handoff.md."""
