"""Rasa graph components: thin wrappers around the pure rooms (understanding, triage, directory)."""
