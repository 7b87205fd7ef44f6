"""The way of a message: danger first, masking, the dialogue, and never an empty reply."""
