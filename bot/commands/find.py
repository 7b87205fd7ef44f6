"""`waymark find`: the directory alone, without Rasa. Starts in well under a second."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any, Optional

import typer

BAD_INPUT = 2


def find(
    area: Optional[str] = typer.Option(None, help="Where they are: a town, district, county or postcode."),
    audience: str = typer.Option("victim", help="victim, perpetrator, friend, child or anyone."),
    harm: Optional[str] = typer.Option(None, help="What it is about, for example domestic_abuse or stalking."),
    way: str = typer.Option("specialist", help="emergency, confidential, anonymous or specialist."),
    need: Optional[list[str]] = typer.Option(None, help="A need, for example man, deaf or money. May be repeated."),
    at: Optional[str] = typer.Option(None, help="The moment, ISO 8601; London time if it has no offset."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON."),
) -> None:
    """Print the contacts that fit, best first, and how each stands at that moment."""
    try:
        answer = find_contacts(area=area, audience=audience, harm=harm, way=way, needs=need or (), at=at)
    except ValueError as error:
        typer.echo(f"Cannot answer: {error}", err=True)
        raise typer.Exit(BAD_INPUT) from None
    if as_json:
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        _show(answer)


def find_contacts(
    *, area: str | None, audience: str, harm: str | None, way: str, needs: Any, at: str | None
) -> dict[str, Any]:
    """What `waymark find --json` prints: the area answer and the contacts, as plain data.

    Words for a place that are not clear give the contacts that need no place. Raises ValueError on a bad value.
    """
    from bot.directory import load

    now = parse_moment(at)
    directory = load()
    place = directory.resolve_area(area) if area else None
    contacts = directory.find(
        lads=place.lads if place and place.status == "found" else (),
        nation=place.nation if place and place.status == "outside" else "England",
        audience=audience,
        harm=harm,
        way=way,
        needs=needs,
        now=now,
    )
    empty = {"status": "none", "lads": [], "label": "", "choices": [], "nation": "", "confirm": False}
    return {"area": place.as_dict() if place else empty, "contacts": [c.as_dict() for c in contacts]}


def parse_moment(text: str | None) -> datetime:
    """An aware time from ISO 8601 text; without an offset it is London time; without text it is now.

    Raises ValueError that shows an example.
    """
    from bot.directory.hours import LONDON

    if text is None:
        from bot.clock import now

        return now()
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise ValueError(f"--at {text!r} is not a time; write it like 2026-11-20T13:10:00+00:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def _show(answer: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Column, Table

    console = Console()
    place = answer["area"]
    if place["status"] == "ask":
        wanted = " or ".join(c["label"] for c in place["choices"])
        console.print(f"Which place? {wanted}. These lines need no place:", markup=False)
    elif place["status"] == "outside":
        console.print(f"{place['label']} is outside England ({place['nation']}).", markup=False)
    elif place["label"]:
        console.print(place["label"], markup=False)
    table = Table(*(Column(name, overflow="fold") for name in ("Service", "Reach it", "Now", "Why")))
    for c in answer["contacts"]:
        reach = "\n".join(x for x in (c["phone"], f"text {c['sms']}" if c["sms"] else "", c["url"]) if x)
        table.add_row(c["name"], reach, c["status_text"], c["why"])
    console.print(table)
