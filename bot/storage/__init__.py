"""Where conversations live while they last. No words are kept."""
