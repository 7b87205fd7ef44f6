"""Check an export with the published schema files, for whoever has them: a folder of the specification or of a profile.

The files are not part of this product. Nothing is fetched: a schema that names another file which is not in the folder is
an error, not a download.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterator
from urllib.parse import urljoin

MAIN = ("service.json", "schema/service.json", "compiled/service.json", "schema/compiled/service.json")
MOST = 20  # faults that are listed for one folder


def faults(services: list[dict[str, Any]], folder: Path) -> list[str]:
    """What the service schema in `folder` has against each service, as `NAME: field: what`. Empty: valid.

    `folder` holds `service.json` with the files it refers to, or is the root of a copy of the specification.
    Raises ValueError in one clear sentence if the schema is not there or cannot be used.
    """
    import jsonschema

    main, schema, resolver = _read(folder)
    try:
        validator = jsonschema.Draft202012Validator(
            schema, resolver=resolver, format_checker=jsonschema.FormatChecker()
        )
        return [f"{s['name']}: {where}: {what}" for s in services for where, what in _wrong(validator, s)]
    except jsonschema.RefResolutionError as error:
        raise ValueError(f"{main} refers to a file that is not in {folder}: {error}. Copy the whole folder.") from None


def _wrong(validator: Any, service: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for error in validator.iter_errors(service):
        where = ".".join(str(part) for part in error.absolute_path) or "(service)"
        yield where, error.message if len(error.message) <= 120 else error.message[:117] + "..."


def _read(folder: Path) -> tuple[Path, dict[str, Any], Any]:
    import jsonschema

    class InFolder(jsonschema.RefResolver):
        """Knows the files of the folder, and nothing of the network."""

        def resolve_remote(self, uri: str) -> Any:
            raise ValueError(uri.rsplit("/", 1)[-1])

    main = next((folder / name for name in MAIN if (folder / name).is_file()), None)
    if main is None:
        raise ValueError(f"{folder} holds no service.json; give the folder `schema` of the specification or the profile")
    schema = _json(main)
    base = schema.get("$id") or main.resolve().as_uri()
    store: dict[str, Any] = {}
    for path in sorted(main.parent.glob("*.json")):
        beside = _json(path)
        store[urljoin(base, path.name)] = beside  # how a file beside it is named, with or without an $id
        store[path.resolve().as_uri()] = beside
        if beside.get("$id"):
            store[beside["$id"]] = beside
    return main, schema, InFolder(base, schema, store=store)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"{path} cannot be read as JSON ({type(error).__name__}); copy it again") from None
    if not isinstance(found, dict):
        raise ValueError(f"{path} is not a schema; copy it again")
    return found
