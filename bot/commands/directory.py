"""`waymark directory`: check, prove, review, confirm, export and import the records of services.

Exit code 0: fine; 1: a check failed; 2: bad input.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, Optional

import typer

app = typer.Typer(
    help="Check, prove, review, confirm, export and import the records of services.", no_args_is_help=True
)

CHECK_FAILED, BAD_INPUT = 1, 2
SEEDS_OPTION = typer.Option(None, "--seeds", help="Another seeds folder.")
JSON_OPTION = typer.Option(False, "--json", help="Print JSON.")


def _folder(seeds: Optional[Path]) -> Path:
    from bot.directory.load import seeds_folder

    return seeds or seeds_folder()


def _load(seeds: Optional[Path]) -> Any:
    """The directory, or exit 1 with every problem on a line of its own."""
    from bot.directory import DirectoryError, load

    try:
        return load(_folder(seeds))
    except DirectoryError as error:
        _fail(error, CHECK_FAILED)


def _fail(error: Exception, code: int) -> None:
    typer.echo(str(error), err=True)
    raise typer.Exit(code) from None


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _day(text: Optional[str]) -> date:
    from bot.clock import now
    from bot.directory.hours import LONDON

    if text is None:
        return now().astimezone(LONDON).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        typer.echo(f"{text!r} is not a date; write it like 2026-11-20", err=True)
        raise typer.Exit(BAD_INPUT) from None


@app.command()
def check(seeds: Optional[Path] = SEEDS_OPTION, as_json: bool = JSON_OPTION) -> None:
    """Check every record against its sources and the schema. Prints file, line, field and remedy of every fault."""
    from bot.directory import DirectoryError
    from bot.directory.check import load_checked

    problems: list[Any] = []
    services = 0
    try:
        services = len(load_checked(_folder(seeds)).services)
    except DirectoryError as error:
        problems += error.problems
    if as_json:
        _print_json({"services": services, "problems": [vars(p) for p in problems]})
    elif problems:
        for problem in problems:
            typer.echo(str(problem), err=True)
    else:
        typer.echo(f"{services} services: every field fits the schema, every quote and number is in its source.")
    raise typer.Exit(CHECK_FAILED if problems else 0)


@app.command()
def prove(
    seeds: Optional[Path] = SEEDS_OPTION,
    start: Optional[str] = typer.Option(None, "--from", help="First day of the year to prove; today by default."),
    sample: Optional[int] = typer.Option(None, help="Ask only about this many questions, chosen by a fixed seed."),
    workers: Optional[int] = typer.Option(None, help="Processes; by default one for each core."),
    as_json: bool = JSON_OPTION,
) -> None:
    """Ask every question at every change of status of a year, and count what is wrong."""
    import os

    from bot.directory import DirectoryError
    from bot.directory.proof.prove import prove as run

    first_day = _day(start)
    try:
        proof = run(_folder(seeds), first_day, sample, workers or os.cpu_count() or 1)
    except DirectoryError as error:
        _fail(error, CHECK_FAILED)
    if as_json:
        _print_json(vars(proof))
    else:
        typer.echo(
            f"{proof.districts} districts, {proof.areas} areas of {proof.kinds} kinds; the year from {first_day.isoformat()}: "
            f"{proof.moments} moments of change, {proof.states} different states of the directory.\n"
            f"{proof.hours_checked} opening times by two clocks, {proof.answers_checked} answers checked, "
            f"{proof.failed} wrong, in {proof.seconds:.0f} seconds."
        )
        for failure in proof.failures:
            typer.echo(failure, err=True)
        if proof.failed > len(proof.failures):
            typer.echo(f"... and {proof.failed - len(proof.failures)} more", err=True)
    raise typer.Exit(CHECK_FAILED if proof.failed else 0)


@app.command()
def review(
    seeds: Optional[Path] = SEEDS_OPTION,
    style: str = typer.Option("table", "--format", help="table, csv or html (to print)."),
    on: Optional[str] = typer.Option(None, help="The day of the review; today by default."),
    everything: bool = typer.Option(False, "--all", help="Also facts that are not due yet."),
    out: Optional[Path] = typer.Option(None, help="Write to this file."),
    as_json: bool = JSON_OPTION,
) -> None:
    """List the facts that are due for a check: disputed ones first, then telephone numbers, then hours.

    The words of each source are in --format csv, html and --json.
    """
    from bot.directory import freshness

    if style not in ("table", "csv", "html"):
        typer.echo(f"--format {style!r} is not known; use one of: table, csv, html", err=True)
        raise typer.Exit(BAD_INPUT)
    today = _day(on)
    checks = freshness.checklist(_load(seeds).services, today, everything)
    if as_json:
        _print_json([vars(c) for c in checks])
    elif style == "table" and out is None:
        _review_table(checks)
    else:
        text = freshness.as_html(checks, today) if style == "html" else freshness.as_csv(checks)
        _write(text, out)


def _review_table(checks: list[Any]) -> None:
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    service = Column("Service", no_wrap=True, min_width=max((len(c.service_id) for c in checks), default=0))
    columns = ("Fact", "What we show", "Days old", "Disputed")
    table = Table(service, *(Column(c, overflow="fold") for c in columns), title=f"{len(checks)} facts to check")
    for c in checks:
        old = "no date" if c.days_old is None else str(c.days_old)
        table.add_row(*(Text(x) for x in (c.service_id, c.field, c.value, old, c.disputed)))
    Console().print(table)


def _write(text: str, out: Optional[Path]) -> None:
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, "utf-8")
        typer.echo(f"Written: {out}")


@app.command()
def confirm(
    service_id: str = typer.Argument(..., metavar="ID", help="The record, for example staying-put."),
    by: str = typer.Option(..., help="Who checked."),
    on: Optional[str] = typer.Option(None, help="When; today by default."),
    field: Optional[str] = typer.Option(None, help="Only this fact, for example phones."),
    seeds: Optional[Path] = SEEDS_OPTION,
) -> None:
    """Write into a record that a person rang and what it says is right. Comments in the file are kept."""
    from bot.directory import DirectoryError, freshness

    day = _day(on)
    if day > _day(None):
        typer.echo(f"{day.isoformat()} is in the future; give the day on which it was checked", err=True)
        raise typer.Exit(BAD_INPUT)
    try:
        path = freshness.confirm(_folder(seeds), service_id, by, day, field)
    except DirectoryError as error:
        _fail(error, BAD_INPUT)
    _load(seeds)
    typer.echo(f"{path.name}: {field or 'the whole record'} checked by {by} on {day.isoformat()}.")


@app.command()
def export(
    style: str = typer.Option("hsds", "--format", help="hsds (Open Referral JSON) or csv."),
    out: Optional[Path] = typer.Option(None, help="Write to this file."),
    against: Optional[list[Path]] = typer.Option(
        None, "--check-against", metavar="DIR", help="A folder with the published service.json. May be repeated."
    ),
    seeds: Optional[Path] = SEEDS_OPTION,
) -> None:
    """Print the directory as Open Referral HSDS 3.0 / Open Referral UK JSON, or as a CSV table.

    With --check-against nothing is printed but what the published schema files in DIR have against the export.
    """
    from bot.directory.exchange import table
    from bot.directory.exchange.hsds_out import page

    if style not in ("hsds", "csv"):
        typer.echo(f"--format {style!r} is not known; use one of: hsds, csv", err=True)
        raise typer.Exit(BAD_INPUT)
    if against and style != "hsds":
        typer.echo("--check-against goes with --format hsds", err=True)
        raise typer.Exit(BAD_INPUT)
    directory = _load(seeds)
    if style == "csv":
        _write(table.as_csv(directory.services), out)
        return
    names = {code: directory.district_name(code) for code in directory.district_codes}
    exported = page(directory.services, names)
    wrong = [_check_against(folder, exported["contents"]) for folder in against or ()]
    if out or not against:
        _write(json.dumps(exported, ensure_ascii=False, indent=2) + "\n", out)
    raise typer.Exit(CHECK_FAILED if any(wrong) else 0)


def _check_against(folder: Path, services: list[Any]) -> int:
    """Say what the schema in `folder` has against the services, and how many faults that is."""
    from bot.directory.exchange.published import MOST, faults

    try:
        found = faults(services, folder)
    except ValueError as error:
        _fail(error, BAD_INPUT)
    for fault in found[:MOST]:
        typer.echo(fault, err=True)
    if len(found) > MOST:
        typer.echo(f"... and {len(found) - MOST} more", err=True)
    typer.echo(f"{folder}: {len(services)} services, {len(found)} faults")
    return len(found)


@app.command("import")
def import_(
    file: Path = typer.Argument(..., help="An HSDS or Open Referral UK JSON file."),
    write: bool = typer.Option(False, "--write", help="Write what is taken; without it only a report is printed."),
    audience: Optional[list[str]] = typer.Option(None, help="Whom services are for that do not say."),
    harm: Optional[list[str]] = typer.Option(None, help="What services help with that do not say."),
    source_name: str = typer.Option("", help="Who published the file."),
    source_url: str = typer.Option("", help="Where the file was published."),
    as_of: Optional[str] = typer.Option(None, help="Date of the file."),
    seeds: Optional[Path] = SEEDS_OPTION,
    as_json: bool = JSON_OPTION,
) -> None:
    """Report what an HSDS file would add, change or be refused; with --write, do it. Nothing is ever deleted."""
    from bot.directory.exchange.hsds_in import Defaults
    from bot.directory.exchange.importing import import_file

    if not file.is_file():
        typer.echo(f"{file} is not a file", err=True)
        raise typer.Exit(BAD_INPUT)
    defaults = Defaults(tuple(audience or ()), tuple(harm or ()), source_name, source_url, as_of)
    try:
        outcomes = import_file(file, _folder(seeds), _load(seeds), defaults, write)
    except ValueError as error:
        _fail(error, BAD_INPUT)
    if as_json:
        _print_json([vars(o) for o in outcomes])
    else:
        for o in outcomes:
            typer.echo(f"{o.result:8} {o.service_id}" + (f": {'; '.join(o.why)}" if o.why else ""))
            for left in o.left_out:
                typer.echo(f"         left out: {left}")
        counts = {r: sum(o.result == r for o in outcomes) for r in ("taken", "changed", "same", "refused")}
        typer.echo(
            ", ".join(f"{n} {r}" for r, n in counts.items()) + ("" if write else " (nothing written; add --write)")
        )
    if write:
        _load(seeds)
    raise typer.Exit(CHECK_FAILED if any(o.result == "refused" for o in outcomes) else 0)
