"""One conversation with the trained model, in this process: used by the server, the terminal, replay and tests."""
