"""What the public functions return: the results of the pipeline, with the ways to print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from claimlint.frozen import dataclass
from claimlint.model import extraction, finding
from claimlint.model.finding import Failure, Finding, Severity

if TYPE_CHECKING:
    from claimlint.model.check import Check
    from claimlint.reading import Explained
    from claimlint.reporters.pages import Page
    from claimlint.rules.load import Rule
    from claimlint.settings import Configured

_GRAVITY = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Report(finding.Report):
    """What :func:`claimlint.check` found.

    ``findings`` are in order of path and place, the suppressed ones among them (``finding.suppressed``); ``coverage``
    says how many numbers were read, checked and left undecided; ``errors`` are the inputs that could not be read;
    ``documents`` are those that were, by path.
    """

    @property
    def errors(self) -> tuple[Failure, ...]:
        """The inputs that could not be read, each with one clear line; the others were checked all the same."""
        return self.failures

    def at_least(self, severity: Severity | Literal["error", "warning", "note"]) -> tuple[Finding, ...]:
        """The findings of that severity or a graver one that nobody has suppressed."""
        least = _GRAVITY.index(Severity(severity))
        return tuple(
            each for each in self.findings if each.suppressed is None and _GRAVITY.index(each.severity) >= least
        )

    def render(self, format: str = "full", *, color: bool = False, width: int = 80, quiet: bool = False) -> str:
        """The report as ``claimlint check --output-format`` prints it.  Raises ValueError for an unknown format."""
        return _rendered("check", format, self, color=color, width=width, quiet=quiet)

    def to_json(self) -> str:
        """The report as one JSON document (docs/output.md)."""
        return self.render("json")

    def to_dict(self) -> dict[str, Any]:
        """The same as plain Python values; exact numbers are strings."""
        import json

        return dict(json.loads(self.to_json()))

    def write(self, path: str, format: str, *, color: bool = False, width: int = 80, quiet: bool = False) -> None:
        """Put the printed report into the file at ``path``, in one step.

        Raises :class:`InputError` where it cannot be written, ValueError for an unknown format.
        """
        from claimlint.store.replace import replace_file

        replace_file(path, self.render(format, color=color, width=width, quiet=quiet))


@dataclass(frozen=True, slots=True)
class Extraction(extraction.Extraction):
    """What :func:`claimlint.extract` read: ``claims``, one for each number (periods included), in order of place.

    ``claim.quantity`` is the :class:`Quantity`; ``documents`` has the documents by path.
    """

    config: Configured | None = field(default=None, repr=False, compare=False)

    @property
    def errors(self) -> tuple[Failure, ...]:
        """The inputs that could not be read."""
        return self.failures

    def render(
        self,
        format: str = "table",
        *,
        shown: Literal["extract", "claims", "explain"] = "extract",
        color: bool = False,
        width: int = 80,
    ) -> str:
        """The numbers as ``claimlint extract`` prints them, or with ``shown`` as ``--claims`` and ``--explain`` do."""
        value = self.explained() if shown == "explain" else self
        return _rendered(shown, format, value, color=color, width=width)

    def explained(self) -> Explained:
        """Why each number was read so, and what was left alone."""
        from claimlint.pipeline import explained
        from claimlint.settings import configured

        return explained(self, configured(self.config))

    def to_json(self) -> str:
        """The quantities as one JSON document, as ``claimlint extract --output-format json`` prints it."""
        return self.render("json")

    def to_dict(self) -> dict[str, Any]:
        """The same as plain Python values; exact numbers are strings."""
        import json

        return dict(json.loads(self.to_json()))


@dataclass(frozen=True)
class Manual:
    """What there is to know of a rule or a check: ``rule`` is None for a check and for what no pack states.

    ``users`` are the ids of the rules that go to a check.
    """

    id: str
    rule: Rule | None = None
    check: Check | None = None
    users: Sequence[str] = ()

    @cached_property
    def page(self) -> Page:
        """All of it as plain values, from which the formats are printed."""
        from claimlint.reporters.pages import page_of_check, page_of_lookup, page_of_rule

        if self.rule is not None:
            return page_of_rule(self.rule, self.check)
        if self.check is not None:
            return page_of_check(self.check, self.users)
        return page_of_lookup(self.id)

    def render(self, format: str = "text", *, color: bool = False, width: int = 80) -> str:
        """The page as ``claimlint explain --output-format`` prints it.  Raises ValueError for an unknown format."""
        return _rendered("manual", format, self.page, color=color, width=width)

    def to_json(self) -> str:
        """The page as one JSON document."""
        return self.render("json")


def _rendered(
    command: Literal["check", "claims", "explain", "extract", "manual"], format: str, value: object, **how: Any
) -> str:
    from claimlint.reporters import formats, reporter

    known = formats(command)
    if format not in known:
        raise ValueError(f"there is no output format {format!r}: known are {', '.join(known)}")
    return reporter(command, format)(value, **how)
