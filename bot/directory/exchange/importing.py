"""Import an HSDS file: say what would be taken, changed or refused, and write it only when asked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.directory import yamlfile, yamlwrite
from bot.directory.directory import Directory
from bot.directory.exchange.hsds_in import Defaults, services_of, take
from bot.directory.load import load_sources
from bot.directory.record_check import record_problems
from bot.directory.schema_check import schema_problems

MAX_BYTES = 20 * 1024 * 1024
ORDER = (
    "id", "organization", "name", "what", "audience", "serves_family", "harms", "ways", "genders", "min_age", "max_age",
    "only_for", "also_for", "offers", "areas", "phones", "sms", "urls", "emails", "chat", "availability", "schedules",
    "bank_holidays", "confidential", "anonymous", "source_name", "as_of", "checked_on", "checked_by", "checks", "evidence",
    "check_at", "facts", "disputes",
)  # fmt: skip


@dataclass
class Outcome:
    """What happens to one service: `taken` (new), `changed`, `same` or `refused`, with the reasons or the changed fields."""

    service_id: str
    name: str
    result: str
    why: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def import_file(
    path: Path, seeds: Path, directory: Directory, defaults: Defaults, write: bool = False
) -> list[Outcome]:
    """Read an HSDS file. Raises ValueError with a clear sentence if it cannot be read at all.

    With `write`, new records are written and changed ones replaced in `seeds/services`; each must first pass every check
    that any record must pass. Nothing is ever deleted.
    """
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"{path.name} is larger than {MAX_BYTES // 2**20} MB")
    try:
        document = json.loads(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError(f"{path.name} is not UTF-8 text; save it with the encoding UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"{path.name} is not JSON: {error}") from None
    sources, _ = load_sources(seeds)
    outcomes, seen = [], set()
    for given in services_of(document):
        taken = take(given, defaults, lambda name: _clear_place(directory, name))
        data = {k: taken.data[k] for k in ORDER if k in taken.data}
        reasons = list(taken.refused)
        if not reasons:
            reasons = _problems(data, seeds, sources)
        service_id = str(data.get("id", "?"))
        if service_id in seen:
            reasons.append(f"the file holds {service_id} twice")
        seen.add(service_id)
        if reasons:
            outcomes.append(Outcome(service_id, taken.name, "refused", reasons, taken.left_out))
            continue
        target = seeds / "services" / f"{service_id}.yml"
        before = yamlfile.read(target, target.name)[0] if target.is_file() else None
        changed = [k for k in ORDER if before is not None and _plain(before.get(k)) != _plain(data.get(k))]
        result = "taken" if before is None else "changed" if changed else "same"
        if write and result != "same":
            _write(target, data, changed if before is not None else None)
        outcomes.append(Outcome(service_id, taken.name, result, changed, taken.left_out))
    return outcomes


def _clear_place(directory: Directory, name: str) -> tuple[str, ...]:
    answer = directory.resolve_area(name)
    return answer.lads if answer.status == "found" else ()


def _problems(data: dict[str, Any], seeds: Path, sources: Any) -> list[str]:
    found = schema_problems(data, seeds / "schema" / "service.schema.json", "import", {})
    found = found or record_problems(data, "import", data["id"], {}, sources)
    return [f"{p.field}: {p.what}. {p.remedy}" for p in found]


def _plain(value: Any) -> Any:
    """A value without what means nothing: empty lists, false, null."""
    if isinstance(value, dict):
        return {k: v for k, v in ((k, _plain(v)) for k, v in value.items()) if v not in (None, "", [], {}, False)}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return None if value in ("", [], {}, False) else value


def _write(target: Path, data: dict[str, Any], changed: list[str] | None) -> None:
    """Write a record; of one that exists only the changed fields, so that its comments stay."""
    record: Any = data
    if changed is not None:
        record = yamlwrite.read_for_change(target)
        for name in changed:
            if name in data:
                record[name] = data[name]
            else:
                record.pop(name, None)
    yamlwrite.write(target, record)
