"""Repairs of derived numbers: worked out in memory, shown as a diff, or written in one step for each file."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING, Unpack

from claimlint.api.functions import Config, check
from claimlint.api.inputs import Given, TextOrPath, inputs
from claimlint.api.options import configure
from claimlint.findings.edits import applied, without_overlaps
from claimlint.frozen import dataclass
from claimlint.model.finding import SAFE, Failure, Finding, InputError
from claimlint.settings.configuration import Configuration
from claimlint.sources.decode import decoded, load

if TYPE_CHECKING:
    from claimlint.api.options import Options
    from claimlint.api.report import Report

# A repair may let another one be sure; more than a few in a row are no repairs.
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Fixed:
    """What :func:`fix` would change; nothing is written before :meth:`write` is called.

    ``before`` is the report on the files as they are, ``report`` on what they would be; ``made`` are the findings whose
    first fix was made, ``texts`` the new texts of the files that change, by path.
    """

    before: Report
    report: Report
    made: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    given: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def diff(self, *, color: bool = False) -> str:
        """A unified diff of all changes, for ``git apply`` and ``patch -p1``; empty where there are none."""
        from claimlint.reporters.diff import unified

        old = self.before.documents
        marks = {path: self._mark(path) for path in self.texts}
        return "".join(
            unified(path, marks[path] + old[path].text, marks[path] + text, color=color)
            for path, text in self.texts.items()
        )

    def _mark(self, path: str) -> str:
        """The byte order mark of a file in UTF-8, which is a part of its first line to those that apply a diff."""
        try:
            return "\ufeff" if path not in self.given and load(path).startswith(BOM_UTF8) else ""
        except InputError:  # it is gone
            return ""

    def encoded(self, path: str) -> bytes:
        """The new bytes of a file, in its own encoding and with its byte order mark.

        Raises :class:`InputError` where the file has changed since it was checked, and where its encoding is none that
        can be written back exactly.
        """
        data = self.given[path] if path in self.given else load(path)
        text, encoding = decoded(path, data)
        if text != self.before.documents[path].text:
            raise InputError(Failure(path, "was changed while it was checked, and is left as it is: run this again"))
        try:
            if encoding.written(text) == data:
                return encoding.written(self.texts.get(path, text))
        except UnicodeError:
            pass
        what = f"is left as it is: {encoding.name} could not be written back exactly; save it as UTF-8"
        raise InputError(Failure(path, what))

    def write(self) -> tuple[Failure, ...]:
        """Replace every file that changes, each in one step; those that cannot be are left alone, and told."""
        from claimlint.store.replace import replace_bytes

        failures = []
        for path in self.texts:
            if path in self.given:
                continue
            try:
                replace_bytes(path, self.encoded(path))
            except InputError as error:
                failures.append(error.failure)
        return tuple(failures)


def fix(
    text_or_path: TextOrPath,
    *,
    unsafe: bool = False,
    name: str | None = None,
    given: Given | None = None,
    config: Config = None,
    isolated: bool = False,
    **options: Unpack[Options],
) -> Fixed:
    """Work out the safe fixes of what :func:`check` finds, and with ``unsafe`` those that want a look as well.

    The other arguments are those of :func:`check`.  Fixes that are sure only after others are made, too, so that fixing
    again changes nothing.
    """
    run = config if isinstance(config, Configuration) else configure(options, file=config, isolated=isolated)
    paths, texts = inputs(text_or_path, name, given)
    before = report = check(list(paths), given=texts, config=run)
    made: list[Finding] = []
    changed: dict[str, str] = {}
    for _ in range(_ROUNDS):
        chosen = _chosen(report, unsafe=unsafe)
        if not chosen:
            break
        made += chosen
        changed |= _texts(report, chosen)
        report = check(list(paths), given={**texts, **changed}, config=run)
    return Fixed(before, report, tuple(made), MappingProxyType(changed), MappingProxyType(texts))


def _chosen(report: Report, *, unsafe: bool) -> list[Finding]:
    found = [
        finding
        for finding in report.findings
        if finding.suppressed is None and finding.fixes and (unsafe or finding.fixes[0].safety == SAFE)
    ]
    kept = without_overlaps(finding.fixes[0] for finding in found)
    return [finding for finding, one in zip(found, kept, strict=True) if one is not None]


def _texts(report: Report, chosen: list[Finding]) -> dict[str, str]:
    edits = [edit for finding in chosen for edit in finding.fixes[0].edits]
    paths = dict.fromkeys(edit.path for edit in edits)
    return {path: applied(report.documents[path].text, [edit for edit in edits if edit.path == path]) for path in paths}
