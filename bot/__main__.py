"""`python -m bot` is the command `waymark`."""
from bot.cli import main

main()
