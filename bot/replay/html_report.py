"""The results as one page that needs nothing else: to read, to filter, to print."""
from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template
from typing import Any

TEMPLATE = Path(__file__).with_name("report.html")


def as_html(data: dict[str, Any]) -> str:
    """The page of a run (the data of `report.as_data`). Every text in it is escaped; it loads nothing and sends nothing."""
    summary = data["summary"]
    verdict = "All as expected" if not summary["failed"] and not data["faults"] else "Something is not as it should be"
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        verdict=verdict,
        state="good" if verdict.startswith("All") else "bad",
        summary=escape(
            f"{summary['transcripts']} transcripts, {summary['turns']} turns, replayed {data['replayed']}: {summary['passed']} passed, "
            f"{summary['failed']} failed, {summary['broken_promises']} promises broken, {summary['missed_expectations']} expectations missed."
        ),
        checks="".join(f'<option value="{escape(name)}">{escape(name)}</option>' for name in _checks(data)),
        faults=_faults(data["faults"]),
        transcripts="\n".join(_transcript(one) for one in data["transcripts"]),
    )


def _checks(data: dict[str, Any]) -> list[str]:
    return sorted({f["check"] for one in data["transcripts"] for turn in one["turns"] for f in turn["broken"] + turn["missed"]})


def _faults(faults: list[dict[str, Any]]) -> str:
    if not faults:
        return ""
    rows = "".join(f"<li><code>{escape(f['file'])}:{f['line']}</code> {escape(f['what'])}. {escape(f['remedy'])}.</li>" for f in faults)
    return f'<section class="faults"><h2>Could not be read</h2><ul>{rows}</ul></section>'


def _transcript(one: dict[str, Any]) -> str:
    checks = "|".join(sorted({f["check"] for turn in one["turns"] for f in turn["broken"] + turn["missed"]}))
    state = "passed" if one["passed"] else "failed"
    unplayed = f'<p class="decision">{one["unplayed"]} steps were not played.</p>' if one["unplayed"] else ""
    return (
        f'<details class="{state}" data-checks="{escape(checks)}"{"" if one["passed"] else " open"}>'
        f"<summary><span>{state}</span> {escape(one['title'])}</summary>"
        f'<p class="where"><code>{escape(one["id"])}</code>, the clock at {escape(one["at"])}</p>'
        f"{''.join(_turn(turn) for turn in one['turns'])}{unplayed}</details>"
    )


def _turn(turn: dict[str, Any]) -> str:
    said = turn["user"] if turn["user"] is not None else turn["choose"]
    parts = []
    if said is not None:
        kind = "typed" if turn["user"] is not None else "pressed"
        parts.append(f'<p class="person"><small>{kind}</small>{escape(said)}</p>')
    parts += [_message(message) for message in turn["messages"]]
    if turn["problem"]:
        parts.append(f'<p class="finding">{escape(turn["problem"])}</p>')
    for finding in turn["broken"] + turn["missed"]:
        why = f"<br><small>{escape(finding['why'])}</small>" if finding["why"] else ""
        parts.append(
            f'<p class="finding"><strong>{escape(finding["check"])}</strong> expected {escape(finding["expected"])}; '
            f"got {escape(finding['got'])}.{why}</p>"
        )
    if turn["not_checked"]:
        parts.append(f'<p class="decision">not checked over HTTP: {escape(", ".join(turn["not_checked"]))}</p>')
    if turn["decision"]:
        parts.append(_decision(turn["decision"]))
    return f'<section class="turn">{"".join(parts)}</section>'


def _message(message: dict[str, Any]) -> str:
    text = "".join(f"<p>{escape(part)}</p>" for part in message["text"].split("\n") if part)
    cards = "".join(
        f"<li><strong>{escape(c['name'])}</strong> {escape(' · '.join(x for x in (c['phone'], c['sms'], c['url']) if x))}"
        f"<br>{escape(c['status_text'])}<br><small>{escape(c['what'])} {escape(c['why'])}</small></li>"
        for c in message["contacts"]
    )
    choices = "".join(f"<span>{escape(c['label'])}</span>" for c in message["choices"])
    return (
        f'<div class="bot {escape(message["kind"])}">{text}{f"<ul>{cards}</ul>" if cards else ""}'
        f"{f'<div class=choices>{choices}</div>' if choices else ''}</div>"
    )


def _decision(decision: dict[str, Any]) -> str:
    slots = ", ".join(f"{name}={value}" for name, value in decision["slots"].items() if value not in ([], 0, 0.0, ""))
    lines = [
        f"decided by {decision['layer']}",
        f"urgency {decision['urgency']}, topic {decision['topic']}, doors {', '.join(decision['doors']) or 'none'}",
        *decision["why"],
        f"remembered: {slots}" if slots else "",
    ]
    return f'<p class="decision">{"<br>".join(escape(line) for line in lines if line)}</p>'
