"""For programs."""

from __future__ import annotations

import json

from claimlint.model.need import Needs
from claimlint.reporters.document import location


def report(value: Needs, *, color: bool, width: int, quiet: bool = False) -> str:
    """One JSON object."""
    needs = [
        {
            "id": need.id,
            "subject": need.subject,
            "metric": need.metric,
            "period": need.period,
            "scope": need.scope,
            "unit": need.unit or None,
            "decides": [location(where) for where in need.decides],
        }
        for need in value.needs
    ]
    return json.dumps({"schema": 1, "needs": needs, "other": value.other}, ensure_ascii=False, indent=1) + "\n"
