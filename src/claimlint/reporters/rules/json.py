"""For machines: the rules as one JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claimlint import __version__
from claimlint.reporters.document import document
from claimlint.reporters.rules import Listed, example_text, plain


def report(value: Sequence[Listed], *, color: bool, width: int, quiet: bool = False) -> str:
    """Every rule with its reason, relation and examples."""
    return document(version=__version__, rules=[_rule(rule) for rule in value])


def _rule(rule: Listed) -> dict[str, Any]:
    return {
        "id": rule.id,
        "check": rule.check,
        "severity": str(rule.severity),
        "why": rule.why,
        "why_in": dict(getattr(rule, "why_in", {})),
        "given": plain(rule.given),
        "expect": rule.expect,
        "holds": [example_text(example) for example in rule.holds],
        "breaks": [example_text(example) for example in rule.breaks],
    }
