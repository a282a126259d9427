"""Where a run's report goes: in which formats, to standard output and into files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from claimlint.apps.terminal import ColorChoice, Command, colored, put, width
from claimlint.frozen import dataclass
from claimlint.reporters import formats

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from claimlint import Report

USUAL = "full"
# Formats that are lines of text: several of them may stand below each other, and statistics below them.
_LINES = ("concise", "full", "github")


@dataclass(frozen=True, slots=True)
class Output:
    """One format of a report; ``file`` is None for standard output."""

    format: str
    file: str | None = None


class _OutputType(click.ParamType):  # type: ignore[type-arg]
    """``FORMAT`` or ``FORMAT:FILE``."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return "FORMAT[:FILE]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Output:
        if isinstance(value, Output):
            return value
        name, colon, file = str(value).partition(":")
        known = formats("check")
        if name not in known:
            self.fail(f"{name!r} is not one of {', '.join(known)}.", param, ctx)
        if colon and not file:
            self.fail(f"{value!r} names no file: write {name}:FILE, or {name} for standard output.", param, ctx)
        return Output(name, None if file in ("", "-") else file)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in formats("check") if name.startswith(incomplete)]


def output_options(command: Command) -> Command:
    """``--output-format`` and ``--output-file``."""
    for option in (
        click.option(
            "--output-file",
            metavar="FILE",
            help="Write the format that names no file itself to FILE.",
        ),
        click.option(
            "--output-format",
            "outputs",
            type=_OutputType(),
            multiple=True,
            help=f"How to print, and where to (sarif:out.sarif); may be repeated: {', '.join(formats('check'))}.  "
            f"[default: {USUAL}]",
        ),
    ):
        command = option(command)
    return command


def planned(stated: Sequence[Output], file: str | None) -> tuple[Output, ...]:
    """The outputs of a run; what cannot work is refused now, not after a long run.

    Raises :class:`click.UsageError` where two outputs would go to one place, or where there is no folder for one.
    """
    outputs = tuple(stated) or (Output(USUAL),)
    if file is not None:
        loose = [output for output in outputs if output.file is None]
        if len(loose) != 1:
            what = "every --output-format names a file" if not loose else "several formats could go there"
            raise click.UsageError(f"--output-file {file}: {what}; write --output-format FORMAT:FILE")
        outputs = tuple(Output(output.format, file) if output.file is None else output for output in outputs)
    places: dict[str, Output] = {}
    for output in outputs:
        if output.file is not None:
            other = places.setdefault(os.path.abspath(output.file), output)
            if other is not output:
                raise click.UsageError(f"{output.file} is named twice, for {other.format} and {output.format}")
            _refuse_unwritable(output.file)
    shown = [output.format for output in outputs if output.file is None]
    if len(shown) > 1 and not set(shown) <= set(_LINES):
        alone = next(name for name in shown if name not in _LINES)
        raise click.UsageError(f"{' and '.join(shown)} would mix on standard output; write {alone}:FILE")
    return outputs


def _refuse_unwritable(file: str) -> None:
    folder = os.path.dirname(os.path.abspath(file))
    if not os.path.isdir(folder):
        raise click.UsageError(f"{file} cannot be written: there is no folder {os.path.dirname(file)}")
    if os.path.isdir(file):
        raise click.UsageError(f"{file} cannot be written: it is a folder")


def write(
    report: Report,
    outputs: Sequence[Output],
    color: ColorChoice,
    *,
    quiet: bool,
    statistics: bool,
    aside: bool = False,
) -> None:
    """Every format to its place; ``aside`` takes standard error for standard output.

    Raises :class:`InputError` for a file that cannot be written.
    """
    use_color = colored(color)
    for output in outputs:
        # A file is no terminal, whatever the terminal is.
        paint = use_color if output.file is None else color == "always"
        if output.file is None:
            put(report.render(output.format, color=paint, width=width(), quiet=quiet), color=use_color, err=aside)
        else:
            report.write(output.file, output.format, color=paint, width=width(), quiet=quiet)
    if statistics:
        _count(report, outputs, color, aside=aside)


def _count(report: Report, outputs: Sequence[Output], color: ColorChoice, *, aside: bool) -> None:
    """The statistics, beside what people read; never inside what machines parse."""
    from claimlint.reporters.statistics import statistics

    if not aside and all(output.format in _LINES for output in outputs if output.file is None):
        put(statistics(report, color=colored(color)), color=colored(color))
    else:
        put(statistics(report, color=False), color=False, err=True)
