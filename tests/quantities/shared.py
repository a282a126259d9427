"""The labelled documents beside the repository, where they are present."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(os.environ.get("CLAIMLINT_SHARED") or Path(__file__).resolve().parents[3] / "shared")
MISSING = f"the labelled documents are not here ({FOLDER}); set CLAIMLINT_SHARED"
needed = pytest.mark.skipif(not (FOLDER / "gold" / "quantities.jsonl").is_file(), reason=MISSING)


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one JSON-lines file; none where it is absent."""
    path = FOLDER / "gold" / name
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def seed(name: str) -> str:
    """The text of one labelled document."""
    return (FOLDER / "seeds" / f"{name}.txt").read_text("utf-8")
