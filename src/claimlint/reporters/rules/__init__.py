"""Formats of ``claimlint rules``: they print the list of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def example_text(example: Any) -> str:
    """The text of an example, which a rule may give bare or with what is expected."""
    return str(getattr(example, "text", example))
