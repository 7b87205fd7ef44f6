"""Custom actions (rasa_sdk): read slots, ask the core, utter a named response, return events. One a file, no wording."""
