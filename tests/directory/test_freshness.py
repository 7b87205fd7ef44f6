"""What is due for a check is listed in the order of risk, and a check is written without harming the file."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.directory import Directory, DirectoryError, load
from bot.directory.freshness import as_csv, as_html, checklist, confirm

TODAY = date(2026, 11, 20)


def test_disputed_facts_come_first_then_numbers_then_hours(directory: Directory) -> None:
    checks = checklist(directory.services, TODAY)
    disputed = [c for c in checks if c.disputed]
    assert checks[: len(disputed)] == disputed and disputed
    rest = [c.field for c in checks[len(disputed) :]]
    numbers = [i for i, f in enumerate(rest) if f in ("phones", "sms")]
    hours = [i for i, f in enumerate(rest) if f in ("schedules", "availability", "bank_holidays")]
    assert max(numbers) < min(hours) and max(hours) < rest.index("genders")


def test_every_later_page_that_disagrees_is_on_the_list(directory: Directory) -> None:
    listed = {(c.service_id, c.field) for c in checklist(directory.services, TODAY) if c.disputed}
    known = {(s.id, d.field) for s in directory.services for d in s.disputes}
    assert listed == known
    assert {
        ("staying-put", "schedules"),
        ("pathway", "areas"),
        ("glow-victims", "areas"),
        ("new-era-victims", "organization"),
    } <= listed


def test_nothing_of_a_record_is_forgotten(directory: Directory) -> None:
    listed = {(c.service_id, c.field) for c in checklist(directory.services, TODAY, everything=True)}
    assert listed >= {(s.id, f.field) for s in directory.services for f in s.facts}


def test_a_check_clears_the_record_for_180_days(seeds_copy: Path) -> None:
    confirm(seeds_copy, "staying-put", "A. Person", date(2026, 11, 1))
    services = load(seeds_copy).services
    due = {c.service_id for c in checklist(services, TODAY)}
    assert "staying-put" not in due and "pathway" in due
    assert "staying-put" in {c.service_id for c in checklist(services, date(2027, 5, 1))}


def test_a_check_of_one_field_clears_only_that(seeds_copy: Path) -> None:
    confirm(seeds_copy, "pathway", "A. Person", date(2026, 11, 1), field="phones")
    due = {c.field for c in checklist(load(seeds_copy).services, TODAY) if c.service_id == "pathway"}
    assert "phones" not in due and "areas" in due


def test_a_check_changes_only_what_it_says_and_keeps_comments(seeds_copy: Path) -> None:
    path = seeds_copy / "services" / "staying-put.yml"
    before = path.read_text("utf-8").splitlines()
    confirm(seeds_copy, "staying-put", "A. Person", TODAY)
    after = path.read_text("utf-8").splitlines()
    assert [x for x in before if x not in after] == ["checked_on: null"]
    added = [x for x in after if x not in before]
    assert added == ["checked_on: '2026-11-20'", "checked_by: A. Person"] or added == [
        "checked_on: 2026-11-20",
        "checked_by: A. Person",
    ]
    assert any("# Europe/London wall time" in x for x in after)
    assert load(seeds_copy).service("staying-put").checked_on == TODAY


def test_every_record_survives_a_check(seeds_copy: Path, directory: Directory) -> None:
    for service in directory.services:
        confirm(seeds_copy, service.id, "A. Person", TODAY)
    after = load(seeds_copy)
    for service in directory.services:
        now = after.service(service.id)
        assert {k for k in vars(service) if getattr(service, k) != getattr(now, k)} == {"checked_on", "checked_by"}


def test_an_unknown_record_or_field_is_refused_with_the_known_ones(seeds_copy: Path) -> None:
    with pytest.raises(DirectoryError, match="no such record"):
        confirm(seeds_copy, "no-such", "A", TODAY)
    with pytest.raises(DirectoryError, match="phones, schedules"):
        confirm(seeds_copy, "staying-put", "A", TODAY, field="colour")


def test_the_csv_can_be_read_and_runs_no_formula(directory: Directory) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(checklist(directory.services, TODAY)))))
    assert rows[0]["service_id"] and rows[0]["quote"]
    assert not [v for r in rows for v in r.values() if v.startswith(("=", "+", "-", "@"))]


def test_the_printed_page_escapes_what_it_quotes(directory: Directory) -> None:
    from dataclasses import replace

    service = replace(directory.service("pathway"), name="<script>alert(1)</script>")
    page = as_html(checklist([service], TODAY), TODAY)
    assert "<script>" not in page and "&lt;script&gt;" in page and 'lang="en-GB"' in page


def waymark(*words: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parents[2]
    return subprocess.run(
        [sys.executable, "-m", "bot", "directory", *words], cwd=root, capture_output=True, text=True, timeout=120
    )


def test_the_commands_answer_and_use_their_exit_codes(seeds_copy: Path) -> None:
    seeds = ["--seeds", str(seeds_copy)]
    assert waymark("check", *seeds).returncode == 0
    assert waymark("review", "--on", "2026-11-20", "--format", "csv", *seeds).stdout.startswith("service_id,")
    assert waymark("review", "--format", "pdf", *seeds).returncode == 2
    done = waymark("confirm", "pathway", "--by", "A. Person", "--on", "2026-11-19", *seeds)
    assert done.returncode == 0, done.stderr
    assert "checked by A. Person" in done.stdout
    assert waymark("confirm", "pathway", "--by", "A", "--on", "2999-01-01", *seeds).returncode == 2
    assert waymark("confirm", "nobody", "--by", "A", *seeds).returncode == 2
    path = seeds_copy / "services" / "pathway.yml"
    path.write_text(path.read_text("utf-8").replace("E07000194", "E09999999"), "utf-8")
    broken = waymark("check", *seeds)
    assert broken.returncode == 1 and "pathway.yml:" in broken.stderr and "Traceback" not in broken.stderr


@pytest.mark.parametrize(
    ("service_id", "by", "says"),
    [("stayingput", "A. Person", "Did you mean staying-put?"), ("../retired", "A. Person", "no such record"), ("pathway", "  ", "--by")],
)
def test_a_check_of_nothing_or_by_nobody_is_refused(seeds_copy: Path, service_id: str, by: str, says: str) -> None:
    before = {p: p.read_bytes() for p in seeds_copy.rglob("*.yml")}
    with pytest.raises(DirectoryError, match=re.escape(says)):
        confirm(seeds_copy, service_id, by, TODAY)
    assert before == {p: p.read_bytes() for p in seeds_copy.rglob("*.yml")}


def test_the_table_shows_every_id_whole_for_it_has_to_be_typed(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from bot.commands.directory import app

    monkeypatch.setenv("COLUMNS", "100")
    shown = CliRunner().invoke(app, ["review", "--on", TODAY.isoformat()]).stdout
    assert {s.id for s in directory.services if s.id in shown} == {s.id for s in directory.services}
