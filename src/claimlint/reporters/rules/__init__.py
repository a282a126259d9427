"""Formats of ``claimlint rules``: they print the list of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Protocol


class Listed(Protocol):
    """What these formats need of a rule."""

    @property
    def id(self) -> str:
        """The rule's kebab-case name."""
        ...

    @property
    def check(self) -> str:
        """The id of the check that it goes to."""
        ...

    @property
    def why(self) -> str:
        """The reason why the rule exists."""
        ...

    @property
    def severity(self) -> str:
        """The greatest severity of its findings."""
        ...

    @property
    def given(self) -> Mapping[str, Any]:
        """The claims that it needs, by slot."""
        ...

    @property
    def expect(self) -> str | None:
        """The formula that must hold."""
        ...

    @property
    def holds(self) -> Sequence[Any]:
        """Texts in which it is satisfied."""
        ...

    @property
    def breaks(self) -> Sequence[Any]:
        """Texts in which it fails."""
        ...


def reasons(rule: Listed) -> Sequence[str]:
    """Why the rule exists, once in each language in which its author says so, English first."""
    said: Mapping[str, str] = getattr(rule, "why_in", {})
    return tuple(dict.fromkeys((rule.why, *said.values())))


def plain(value: object) -> object:
    """What a rule asks of a slot, as plain data: only what is asked, none of the defaults."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(asked) for field in fields(value) if (asked := getattr(value, field.name))}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(str(item) for item in value)
    return value if isinstance(value, int | bool) or value is None else str(value)


def example_text(example: Any) -> str:
    """The text of an example, which a rule may give bare or with what is expected."""
    return str(getattr(example, "text", example))
