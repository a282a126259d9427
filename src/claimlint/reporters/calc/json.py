"""For programs: exact numbers as strings, as in the findings of check."""

from __future__ import annotations

import json

from claimlint.model.calculation import Calculation
from claimlint.reporters.document import exact, interval


def report(value: Calculation, *, color: bool, width: int, quiet: bool = False) -> str:
    """One JSON object."""
    said = {
        "schema": 1,
        "expression": value.expression,
        "inputs": [
            {
                "text": operand.text,
                "unit": operand.unit,
                "stated": interval(operand.stated),
                "interval": interval(operand.interval),
            }
            for operand in value.operands
        ],
        "unit": value.unit,
        "point": exact(value.point),
        "range": interval(value.range),
        "shown": value.shown,
        "shown_point": value.shown_point,
        "printable": list(value.printable),
        "printable_count": value.count,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
