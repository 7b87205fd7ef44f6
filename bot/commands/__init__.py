"""One file a command of `waymark`; each imports what it needs when it runs, so that the light ones start at once."""
