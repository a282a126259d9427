"""The file of a baseline: JSON, an entry on each line, in order, with paths that count from the file's own folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from claimlint.cache.notes import exists
from claimlint.model.baseline import Known
from claimlint.model.finding import Failure, InputError
from claimlint.sources.decode import decode, load
from claimlint.sources.find import short_path
from claimlint.store.replace import replace_file

SCHEMA = 1
_TEXTS = ("path", "rule", "fingerprint", "text")
_KEYS = {*_TEXTS, "count"}


def read_baseline(path: str) -> tuple[Known, ...]:
    """The entries of the baseline at ``path``, their paths as a run spells them.

    Raises :class:`InputError` where there is none, or for what claimlint has not written.
    """
    if not exists(path):
        raise InputError(Failure(path, "there is no such baseline: claimlint baseline writes it"))
    try:
        data = json.loads(decode(path, load(path)))
    except json.JSONDecodeError as error:
        raise InputError(Failure(path, f"not a baseline: {error.msg}", error.lineno, error.colno)) from None
    except (RecursionError, ValueError):
        raise InputError(Failure(path, "not a baseline: nested too deep, or a number is too long")) from None
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise InputError(Failure(path, "not a baseline: it has no list of findings"))
    if data.get("schema") != SCHEMA:
        what = f"a baseline of schema {data.get('schema')!r}, and this claimlint reads {SCHEMA}: write it anew"
        raise InputError(Failure(path, what))
    folder = os.path.dirname(os.path.abspath(path))
    return tuple(_entry(path, folder, number, entry) for number, entry in enumerate(data["findings"], 1))


def _entry(path: str, folder: str, number: int, entry: Any) -> Known:
    sound = (
        isinstance(entry, dict)
        and entry.keys() <= _KEYS
        and all(isinstance(entry.get(key, ""), str) for key in _TEXTS)
        and all(entry.get(key) for key in ("path", "rule", "fingerprint"))
        and type(entry.get("count", 1)) is int
        and entry.get("count", 1) > 0
    )
    if not sound:
        what = f"not a baseline: finding {number} has not the keys path, rule and fingerprint (count, text)"
        raise InputError(Failure(path, what))
    place = short_path(os.path.normpath(os.path.join(folder, entry["path"])))
    return Known(place, entry["rule"], entry["fingerprint"], entry.get("count", 1), entry.get("text", ""))


def write_baseline(path: str, entries: Iterable[Known]) -> None:
    """Replace the file at ``path`` in one step.  Raises :class:`InputError` where it cannot be written."""
    folder = os.path.dirname(os.path.abspath(path))
    rows = sorted((_row(entry, folder) for entry in entries), key=lambda row: (row["path"], *_identity(row)))
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    text = f'{{\n  "schema": {SCHEMA},\n  "findings": [{chr(10) + lines + chr(10) + "  " if rows else ""}]\n}}\n'
    replace_file(path, text)


def _row(entry: Known, folder: str) -> dict[str, Any]:
    place = Path(os.path.relpath(os.path.abspath(entry.path), folder)).as_posix()
    count = {"count": entry.count} if entry.count > 1 else {}
    return {"path": place, "rule": entry.rule, "fingerprint": entry.fingerprint, **count, "text": entry.text}


def _identity(row: dict[str, Any]) -> tuple[str, str]:
    return row["rule"], row["fingerprint"]
