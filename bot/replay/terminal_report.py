"""The results on a terminal: what failed, where, what was expected, what came, who decided."""
from __future__ import annotations

from rich.console import Console
from rich.text import Text

from bot.replay.run import Checked, Result
from bot.replay.transcript import Fault


def show(console: Console, results: list[Result], faults: list[Fault]) -> None:
    """Failures in full, then one line for the run."""
    for result in results:
        if not result.passed:
            _failure(console, result)
    for fault in faults:
        console.print(Text(f"cannot read  {fault}", style="yellow"), soft_wrap=True)
    failed = sum(not result.passed for result in results)
    turns = sum(len(result.turns) for result in results)
    promises = sum(len(checked.broken) for result in results for checked in result.turns)
    unchecked = sorted({key for result in results for checked in result.turns for key in checked.unchecked})
    if unchecked:
        console.print(f"Not checked, because a server does not show it: {', '.join(unchecked)}.", soft_wrap=True)
    verdict = f"{len(results)} transcripts, {turns} turns: {len(results) - failed} passed, {failed} failed, {promises} promises broken"
    unread = len({fault.file for fault in faults})
    verdict += f", {unread} files could not be read." if unread else "."
    console.print(Text(verdict, style="bold red" if failed or faults else "bold green"), soft_wrap=True)


def _failure(console: Console, result: Result) -> None:
    console.print(Text(f"FAILED  {result.transcript.title}", style="bold red"), soft_wrap=True)
    console.print(Text(f"  {result.transcript.id}, at {result.transcript.at:%A %d %B %Y %H:%M %z}", style="dim"), soft_wrap=True)
    for checked in result.turns:
        if checked.findings:
            _turn(console, checked)
    console.print()


def _turn(console: Console, checked: Checked) -> None:
    turn, step = checked.turn, checked.step
    said = f"typed {turn.user!r}" if turn.user is not None else f"chose {turn.choose!r}" if turn.choose is not None else "the opening"
    where = f"{step.file}:{step.line}" if step else "before the first step"
    console.print(Text(f"  step {turn.number}, {said}  ({where})"), soft_wrap=True)
    for finding in checked.findings:
        console.print(Text.assemble(("    ✗ ", "red"), (finding.check, "bold")), soft_wrap=True)
        console.print(Text.assemble(("      expected  ", "dim"), finding.expected), soft_wrap=True)
        console.print(Text.assemble(("      got       ", "dim"), finding.got), soft_wrap=True)
        if finding.why:
            console.print(Text.assemble(("      because   ", "dim"), finding.why), soft_wrap=True)
    if turn.seen:
        console.print(Text(f"      decided by {turn.seen.layer}", style="dim"), soft_wrap=True)
