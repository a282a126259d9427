"""Texts to measure on: real reports where ``CLAIMLINT_SHARED`` has them, else the cases in ``claims/``.

A text is made of documents in shuffled order, again and again; in every round after the first the last digit of each
number is another one, so that no memory of a number is of more use than it would be on new text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("zh", "en")
# A digit in front of a unit, a sign or a blank is the last of a number; years are left as they are.
_LAST = re.compile(r"(?<![0-9])(?!(?:19|20)[0-9]{2}(?![0-9.,]))([0-9][0-9,.]*)?[0-9](?![0-9.,]*[0-9])")
_SEED = 20


def sources(language: str, shared: Path | None) -> list[Path]:
    """The documents that a text of ``language`` is made from."""
    folder = None if shared is None else shared / "corpora" / "documents" / language
    if folder is not None and folder.is_dir():
        return sorted(path for path in folder.iterdir() if path.suffix in (".md", ".txt"))
    return sorted((ROOT / "claims" / language).glob("*/report.md"))


def text_of(language: str, size: float, shared: Path | None) -> str:
    """About ``size`` MB (UTF-8) of ``language``."""
    pieces, length = [], 0
    for piece in _pieces(language, shared):
        pieces.append(piece)
        length += len(piece.encode()) + 2
        if length >= size * 1e6:
            break
    return "\n\n".join(pieces) + "\n"


def _pieces(language: str, shared: Path | None) -> Iterator[str]:
    chance = random.Random(_SEED)  # noqa: S311 (a text, not a secret)
    pieces = [p for path in sources(language, shared) for p in path.read_text(encoding="utf-8").split("\n\n")]
    if not pieces:
        raise FileNotFoundError(f"no documents in {language}")
    chance.shuffle(pieces)
    yield from pieces
    while True:
        for piece in pieces:
            yield _LAST.sub(lambda m: m.group()[:-1] + str(chance.randrange(10)), piece)
