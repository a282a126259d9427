"""YAML → Rules.  A rule says which claims go to which check, how strictly, and why; it is data, not code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from claimlint.cache.compiled import parsed
from claimlint.frozen import dataclass
from claimlint.model.check import STATED
from claimlint.model.claim import Claim, Role
from claimlint.model.finding import Failure, InputError, Severity
from claimlint.resources import folder

REPORT_PACK = "report"
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims may fill a slot: by role, cue, metric and kind; empty means any."""

    roles: tuple[Role, ...] = ()
    cues: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    metrics: frozenset[str] = frozenset()
    not_metrics: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()

    def accepts(self, claim: Claim) -> bool:
        """True where ``claim`` has everything that is asked for."""
        return (
            (not self.roles or claim.role in self.roles)
            and (not self.cues or bool(self.cues & claim.cues))
            and not self.without & claim.cues
            and (not self.metrics or claim.metric in self.metrics)
            and claim.metric not in self.not_metrics
            and (not self.kinds or claim.quantity.kind.value in self.kinds)
            and (not self.units or claim.quantity.unit.id in self.units)
        )


_ANYTHING = Filter()
_PROMISING = frozenset({Role.CHANGE, Role.SHARE, Role.MULTIPLE})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack.  ``expect`` is a formula over the slots of ``given``; without it ``check`` judges.

    ``table`` names what of a table's structure says which numbers belong together (totals, shares …), and ``across``
    what is held together (the editions of a text, its languages); without both that is said by words.  ``why_in`` has
    the reason by language, where the pack gives it in several; ``why`` is the English one, or the only.  One in
    ``preview`` runs only for those who ask for it.
    """

    id: str
    pack: str
    check: str
    why: str
    severity: Severity = Severity.ERROR
    leaps: int | None = None  # a binding that takes more of them is not judged
    given: Mapping[str, Filter] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    expect: str | None = None
    holds: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    why_in: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    table: str | None = None
    preview: bool = False
    across: str | None = None

    @property
    def asked(self) -> bool:
        """True where a report.yaml states the rule; the others come in packs."""
        return self.pack == REPORT_PACK

    @property
    def expects_inputs(self) -> bool:
        """True where the words promise a relation (a growth, a share), so that finding no inputs is worth counting.

        A rule of shares may judge rates as well: it is then of its shares that this is true.
        """
        roles = set(self.stated.roles)
        return bool(roles & _PROMISING) and roles <= _PROMISING | {Role.RATE}

    @property
    def stated(self) -> Filter:
        """Which claims the rule judges."""
        return self.given.get(STATED, _ANYTHING)


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules that come with claimlint, pack by pack."""
    rules: list[Rule] = []
    for path in sorted(Path(str(folder("rules"))).glob("*.yaml")):
        rules.extend(read_pack(str(path), path.read_text(encoding="utf-8")))
    return tuple(rules)


def read_pack(path: str, text: str) -> list[Rule]:
    """The rules of one pack.  Raises :class:`InputError`, with line and column, for a file that is no pack."""
    try:
        data = parsed(text)
        return [_rule(entry, data["pack"]) for entry in data["rules"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        from claimlint.rules.schema import read_pack_entry

        read_pack_entry(path, text)  # names the place
        raise InputError(Failure(path, f"not a rule pack: {error}")) from error


def _rule(entry: Mapping[str, Any], pack: str) -> Rule:
    why = entry["why"]
    return Rule(
        id=entry["id"],
        pack=pack,
        check=entry.get("check", "formula"),
        why=why if isinstance(why, str) else why["en"],
        why_in=_NOTHING if isinstance(why, str) else MappingProxyType(dict(why)),
        severity=Severity(entry.get("severity", "error")),
        leaps=entry.get("leaps"),
        given={slot: _filter(wanted) for slot, wanted in entry.get("given", {}).items()},
        params=MappingProxyType(
            {**entry.get("params", {}), **({"expect": entry["expect"]} if "expect" in entry else {})}
        ),
        expect=entry.get("expect"),
        holds=tuple(entry.get("holds", ())),
        breaks=tuple(entry.get("breaks", ())),
        table=entry.get("table"),
        preview=entry.get("preview", False),
        across=entry.get("across"),
    )


def _filter(wanted: Mapping[str, Any]) -> Filter:
    return Filter(
        roles=tuple(Role(role) for role in _many(wanted.get("role"))),
        cues=frozenset(_many(wanted.get("cue"))),
        without=frozenset(_many(wanted.get("without"))),
        metrics=frozenset(_many(wanted.get("metric"))),
        not_metrics=frozenset(_many(wanted.get("not_metric"))),
        kinds=frozenset(_many(wanted.get("kind"))),
        units=frozenset(_many(wanted.get("unit"))),
    )


def _many(value: str | Sequence[str] | None) -> Sequence[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value
