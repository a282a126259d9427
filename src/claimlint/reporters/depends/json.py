"""For programs: the same tree."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from claimlint.model.dependence import Dependence, Dependent, Numeral
from claimlint.reporters.document import location


def report(value: Sequence[Dependence], *, color: bool, width: int, quiet: bool = False) -> str:
    """One JSON object; ``numbers`` has an entry for each place that was meant."""
    numbers = [{**_number(each.number), "dependents": _below(each.dependents)} for each in value]
    return json.dumps({"schema": 1, "numbers": numbers}, ensure_ascii=False, indent=1) + "\n"


def _below(dependents: Sequence[Dependent]) -> list[dict[str, Any]]:
    return [
        {
            **_number(each.number),
            "rule": each.rule,
            "relation": "computed" if each.computed else "compared",
            "holds": each.holds,
            "working": each.working,
            "dependents": _below(each.dependents),
        }
        for each in dependents
    ]


def _number(number: Numeral) -> dict[str, Any]:
    return {"id": number.id, "location": location(number.location)}
