"""Messages on a terminal."""
from __future__ import annotations

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.conversation.messages import Message

_BORDERS = {"emergency": "bold red", "contacts": "cyan", "notice": "yellow"}


def show(console: Console, messages: list[Message]) -> list[dict[str, str]]:
    """Print ``messages``; give back the choices of the last that has some, numbered from 1 on the screen."""
    choices: list[dict[str, str]] = []
    for message in messages:
        lines = Text(message.text)
        for contact in message.contacts:
            lines.append(f"\n\n{contact['name']}", style="bold")
            lines.append(f"  {contact['status_text']}")
            ways = [contact.get("phone"), contact.get("sms"), contact.get("url")]
            lines.append("\n" + " · ".join(str(way) for way in ways if way), style="bold")
            lines.append("\n" + " ".join(filter(None, (contact.get("what"), contact.get("why")))))
        console.print(Panel(lines, border_style=_BORDERS.get(message.kind, "white"), width=min(console.width, 84)))
        if message.choices:
            choices = list(message.choices)
    for number, choice in enumerate(choices, start=1):
        console.print(f"  [bold]{number}[/bold] {choice['label']}")
    return choices
