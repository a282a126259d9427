"""Any file → Document."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from claimlint.model.text import Document
from claimlint.sources.decode import decode, load
from claimlint.sources.find import MARKDOWN, YAML
from claimlint.sources.limits import refuse_endless_line

if TYPE_CHECKING:
    from claimlint.sources.report import ReportFile


def read(path: str, data: bytes | None = None) -> Document | ReportFile:
    """The file at ``path``; ``data`` are its bytes where they are already at hand.

    ``.md``, ``.markdown`` and ``.qmd`` are read as Markdown, ``.yaml`` and ``.yml`` as a report, anything else as plain
    text.  Raises :class:`InputError` for what cannot be read.
    """
    text = decode(path, load(path) if data is None else data)
    refuse_endless_line(path, text)
    suffix = PurePath(path).suffix.lower()
    if suffix in MARKDOWN:
        from claimlint.sources.markdown import read_markdown

        return read_markdown(path, text)
    if suffix in YAML and text.strip():  # an empty file is an empty text, whatever its name
        from claimlint.sources.report import read_report

        return read_report(path, text)
    from claimlint.sources.plain import read_plain

    return read_plain(path, text)
