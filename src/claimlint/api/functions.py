"""The public functions, from which the command line is made, too: check, extract, read, explain and the rest."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Literal, Unpack

from claimlint.api.inputs import Given, Paths, StrPath, TextOrPath, inputs, listed
from claimlint.api.options import Options, configure, rules_of
from claimlint.frozen import dataclass
from claimlint.model.baseline import Known
from claimlint.model.finding import LOOKUPS
from claimlint.model.text import Document
from claimlint.settings import Configured, Settings
from claimlint.settings.configuration import Configuration
from claimlint.sources.find import Choice, short_path

if TYPE_CHECKING:
    from claimlint.api.report import Extraction, Manual, Report
    from claimlint.api.starter import Starter
    from claimlint.model.trial import Trials
    from claimlint.rules.load import Rule

Config = StrPath | Configuration | None


def check(
    text_or_path: TextOrPath,
    *,
    name: str | None = None,
    given: Given | None = None,
    since: str | None = None,
    staged: bool = False,
    config: Config = None,
    isolated: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    jobs: int | None = 1,
    cache: StrPath | None = None,
    **options: Unpack[Options],
) -> Report:
    """Check the numbers in a text, a file, a folder of reports, or several paths.

    A :class:`~pathlib.Path` is a path, and so is every element of a list.  A ``str`` is a path where it is one line
    that ends like a file that claimlint reads (``.md``, ``.markdown``, ``.qmd``, ``.txt``, ``.yaml``, ``.yml``) or in
    ``/``; any other ``str`` is the text itself, and with ``name`` it is so whatever it holds.  ``name`` is what the
    text would be called as a file: its ending decides how it is read (``.md``: Markdown; none: plain text), its folder
    which configuration holds.  ``bytes`` are a text that is decoded first.

    ``given`` has the texts of paths that are not to be read from disk: what an editor holds and has not saved.
    ``since`` is a version that git knows: only what was changed since is reported, and what that left behind; with
    ``staged`` the new text is that which git would commit.

    Settings come from the configuration files, as on the command line: ``config`` names one that stands for all others,
    or is what :func:`configure` made; ``isolated`` passes over all.  ``options`` outweigh them (:class:`Options`).
    ``progress`` is called with how many files are done, how many there are, and the path of the next one.  ``jobs`` is
    how many processes share the files (None: by processors and by how much there is to read); the report is the same.
    They are forked where no other thread runs, else started anew: a script needs its ``if __name__ == "__main__":``.

    ``cache`` is a folder in which what is found in single files is kept for the next call; files that have not changed,
    nor anything that they are judged by, are not judged again.

    What cannot be read is one of the report's ``errors``, and the rest is checked.  Raises :class:`InputError` for a
    configuration, facts, a baseline or a version that cannot be understood, and ValueError for a one-line text that is
    also the name of a file or a folder.
    """
    paths, texts = inputs(text_or_path, name, given)
    run = _configuration(config, isolated, options)
    if since is None and not staged:
        return _checked(paths, run, texts, progress, jobs, cache)
    return _reviewed(paths, run, texts, since, staged)


def extract(
    text_or_path: TextOrPath,
    *,
    bare: bool = False,
    name: str | None = None,
    given: Given | None = None,
    config: Config = None,
    isolated: bool = False,
    **options: Unpack[Options],
) -> Extraction:
    """Read every number: its words, the values that it denotes, its period, and what it is said of.

    ``bare`` lists bare numbers, number words, ordinals and parts, too; the rest is as for :func:`check`.
    """
    from claimlint.api.report import Extraction
    from claimlint.pipeline import extract as extract_all

    paths, texts = inputs(text_or_path, name, given)
    run: Configured = _configuration(config, isolated, options)
    run = Changed(run, lambda settings: replace(settings, bare=True)) if bare else run
    found = extract_all(paths, run, texts)
    return Extraction(found.claims, found.documents, found.failures, run)


def read(
    text_or_path: str | bytes | os.PathLike[str],
    *,
    name: str | None = None,
    language: Literal["zh", "en"] | None = None,
) -> Document:
    """The document as claimlint sees it: its blocks, its marks, its language.

    Raises :class:`InputError` where it cannot be read.
    """
    from claimlint.reading import read_source

    paths, texts = inputs(text_or_path, name, None)
    return read_source(short_path(paths[0]), Settings(language=language), texts.get(paths[0])).document


def list_rules(*, config: Config = None, isolated: bool = False) -> tuple[Rule, ...]:
    """The rules that come with claimlint, and those of the rule packs that are configured in the working directory."""
    return rules_of(_configuration(config, isolated, {}).settings.packs)


def explain(rule: str, *, config: Config = None, isolated: bool = False) -> Manual:
    """What a rule (or a check) wants, and why.  Raises LookupError, with the nearest name, where there is none."""
    from claimlint.api.report import Manual

    if rule in LOOKUPS:
        return Manual(rule)
    from claimlint.checks import registry

    rules, checks = list_rules(config=config, isolated=isolated), registry()
    found = next((each for each in rules if each.id == rule), None)
    check = checks.get(found.check if found else rule)
    if found is None and check is None:
        from claimlint.settings.nearest import hint

        known = sorted({*LOOKUPS, *checks, *(each.id for each in rules)})
        raise LookupError(f"there is no rule or check {rule!r}{hint(rule, known)}")
    return Manual(rule, found, check, tuple(each.id for each in rules if check is not None and each.check == rule))


def list_manuals(*, config: Config = None, isolated: bool = False) -> tuple[Manual, ...]:
    """The manual of every rule that :func:`list_rules` has, and of those that no pack states."""
    from claimlint.api.report import Manual
    from claimlint.checks import registry

    checks = registry()
    rules = [Manual(rule.id, rule, checks.get(rule.check)) for rule in list_rules(config=config, isolated=isolated)]
    return (*rules, *map(Manual, LOOKUPS))


def try_rules(
    packs: Paths = (), *, config: Config = None, isolated: bool = False, **options: Unpack[Options]
) -> Trials:
    """Try the rules of the user's own in ``packs`` (files, or folders of them) by their examples.

    Without ``packs``, the configured ones are tried.  What cannot be read is among the ``failures``.
    """
    from claimlint.api.trials import packs_in, try_packs

    settings = _configuration(config, isolated, options).settings
    return try_packs(tuple(packs_in(listed(packs) or settings.packs)), settings)


def start_report(
    report: StrPath,
    target: StrPath | None = None,
    *,
    config: Config = None,
    isolated: bool = False,
    **options: Unpack[Options],
) -> Starter:
    """A report.yaml to begin with (to stand at ``target``, or beside the report), made of a report's sentences.

    Nothing is written before :meth:`Starter.write`.  Raises :class:`InputError` where the report cannot be read, or has
    no sentence with a number.
    """
    from claimlint.api.starter import start_report as start

    path = os.fspath(report)
    chosen = os.path.splitext(path)[0] + ".yaml" if target is None else os.fspath(target)
    return start(path, short_path(chosen), _configuration(config, isolated, options))


def start_config(language: Literal["zh", "en"] = "en", *, write: StrPath | None = None) -> str:
    """A claimlint.toml to begin with: every setting as a comment; it is written to ``write`` in one step.

    Raises :class:`InputError` where that cannot be done.
    """
    from claimlint.api.starter import config_text

    text = config_text(language)
    if write is not None:
        from claimlint.store.replace import replace_file

        replace_file(os.fspath(write), text)
    return text


@dataclass(frozen=True, slots=True)
class BaselineUpdate:
    """A baseline that was written: where, how many ``entries`` it has, how many are ``new``, and which are ``gone``.

    Where ``report`` has ``errors`` or no files, nothing was written.
    """

    file: str
    report: Report
    entries: int = 0
    new: int = 0
    gone: tuple[Known, ...] = ()
    begun: bool = False  # there was none before


def update_baseline(
    paths: Paths,
    file: StrPath | None = None,
    *,
    config: Config = None,
    isolated: bool = False,
    **options: Unpack[Options],
) -> BaselineUpdate:
    """Write the findings in ``paths`` into a baseline (``file``, the configured one, or claimlint-baseline.json).

    Entries whose finding is gone are taken out; those of files that are not among ``paths`` stay.
    """
    from claimlint.findings.baseline import compare, known_of
    from claimlint.store.baseline import read_baseline, write_baseline

    run = _configuration(config, isolated, options)
    target = os.fspath(file) if file is not None else run.settings.baseline or "claimlint-baseline.json"
    there = os.path.exists(target)
    before = read_baseline(target) if there else ()
    report = _checked(listed(paths), Changed(run, lambda each: replace(each, baseline=None)), {})
    if report.errors or not report.files:
        return BaselineUpdate(target, report)
    compared = compare(report.findings, before, report.run, target)
    lost = [entry for entry in before if entry.path not in report.run and not os.path.exists(entry.path)]
    kept = [entry for entry in before if _untouched(entry, report.run)]
    entries = [*known_of(report.findings), *kept]
    write_baseline(target, entries)
    new = sum(finding.suppressed is None for finding in compared.findings)
    return BaselineUpdate(target, report, len(entries), new, (*compared.gone, *lost), not before)


def _untouched(entry: Known, run: Mapping[str, frozenset[str]]) -> bool:
    """True where this run says nothing of an entry: its file was not checked but is there, or its rule did not run."""
    return entry.rule not in run[entry.path] if entry.path in run else os.path.exists(entry.path)


@dataclass(frozen=True, slots=True)
class Changed:
    """A configuration of which one thing is otherwise."""

    config: Configured
    change: Callable[[Settings], Settings]

    @property
    def settings(self) -> Settings:
        """Those of the run."""
        return self.change(self.config.settings)

    def of(self, path: str) -> Settings:
        """Those of a file."""
        return self.change(self.config.of(path))

    def choice(self, folder: str) -> Choice:
        """Which files of a folder are wanted."""
        return self.config.choice(folder)


def _checked(
    paths: Sequence[str],
    config: Configured,
    texts: Mapping[str, bytes],
    progress: Callable[[int, int, str], None] | None = None,
    jobs: int | None = 1,
    cache: StrPath | None = None,
) -> Report:
    from claimlint.api.report import Report
    from claimlint.pipeline import check as run

    found = run(paths, config, texts, progress, jobs, cache if cache is None else os.fspath(cache))
    return Report(*(getattr(found, each.name) for each in fields(found)))


def _reviewed(
    paths: Sequence[str], config: Configuration, texts: Mapping[str, bytes], since: str | None, staged: bool
) -> Report:
    from claimlint.api.report import Report
    from claimlint.api.review import review

    found = review(paths, config, since, staged=staged, given=texts)
    return Report(*(getattr(found, each.name) for each in fields(found)))


def _configuration(config: Config, isolated: bool, options: Options) -> Configuration:
    if not isinstance(config, Configuration):
        return configure(options, file=config, isolated=isolated)
    if options or isolated:
        raise TypeError("config is a Configuration: give the options to configure(), which makes one")
    return config
