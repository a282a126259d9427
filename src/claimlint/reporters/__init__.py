"""What is printed: a folder for each command (or mode of one), in it one file per output format.

Each format is a module with ``report(value, *, color, width, quiet) -> str``; the folder listing is the list of
formats, so a new format is one new file.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Protocol

Command = Literal["check", "claims", "explain", "extract", "manual", "rules", "trial"]
_FOLDER = Path(__file__).resolve().parent


class Reporter(Protocol):
    """Prints the result of a command; ``quiet`` leaves out summaries."""

    def __call__(self, value: Any, *, color: bool, width: int, quiet: bool = False) -> str:
        """The text to print, with its last line break."""
        ...


def formats(command: Command) -> tuple[str, ...]:
    """The output formats of a command, in alphabetical order."""
    return tuple(sorted(path.stem for path in (_FOLDER / command).glob("*.py") if path.stem != "__init__"))


def reporter(command: Command, output_format: str) -> Reporter:
    """The reporter of one of :func:`formats`; its module is imported now and not before."""
    report: Reporter = import_module(f"claimlint.reporters.{command}.{output_format}").report
    return report
