"""Bytes → text: UTF-8, UTF-16 with a byte order mark, GB18030, and what charset-normalizer is sure of."""

from __future__ import annotations

import codecs
from pathlib import Path

from claimlint.cache.compiled import compiled
from claimlint.cache.notes import note_read
from claimlint.frozen import dataclass
from claimlint.model.finding import Failure, InputError
from claimlint.sources.versions import kept

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF: extract its text first (for example with pdftotext) and check the .txt"),
    (b"PK\x03\x04", "a zip archive or an Office file: export it as Markdown or plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: export it as Markdown or plain text"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"\x89PNG", "an image: claimlint reads text"),
    (b"\xff\xd8\xff", "an image: claimlint reads text"),
    (b"GIF8", "an image: claimlint reads text"),
)
# What no text holds; tab, line breaks, form feed and escape do occur in text pulled from other formats.
_CONTROL = compiled("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_ASCII = compiled("[^\x00-\x7f]+")
_SAMPLE = 200_000
_SHARE_OF_GB2312 = 0.8  # of the non-ASCII characters: Chinese text is made of GB2312's 6,763, mojibake is not


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text was written: its byte order mark, and the codec behind it."""

    mark: bytes
    name: str

    def written(self, text: str) -> bytes:
        """``text`` in this encoding.  Raises :class:`UnicodeEncodeError` where it has no sign for a character."""
        return self.mark + text.encode(self.name)


def load(path: str) -> bytes:
    """The bytes of the file at ``path``; raises :class:`InputError` where it cannot be read."""
    try:
        data = kept(path)
        if data is None:
            data = Path(path).read_bytes()
            note_read(path, data)
        return data
    except OSError as error:
        note_read(path, error)
        raise _error(path, _told(error)) from None
    except ValueError as error:  # a NUL in the name
        raise _error(path, f"cannot be read: {error}") from None


def _told(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, IsADirectoryError):
        return "is a directory, not a file"
    return "permission denied" if isinstance(error, PermissionError) else f"cannot be read: {error.strerror or error}"


def decode(path: str, data: bytes) -> str:
    """The text of ``data``: no byte order mark, line breaks as they are.

    Raises :class:`InputError` for anything that is not text; ``path`` is only named in it.
    """
    return decoded(path, data)[0]


def decoded(path: str, data: bytes) -> tuple[str, Encoding]:
    """As :func:`decode`, with the encoding in which an edited text is written back."""
    for magic, hint in _MAGIC:
        if data.startswith(magic):
            raise _error(path, f"is not text but {hint}")
    found = _marked(path, data)
    if found is None:
        if b"\x00" in data:
            raise _error(path, "is not text (it holds NUL bytes); UTF-16 needs a byte order mark: save it as UTF-8")
        found = _unmarked(path, data)
    text, encoding = found
    _refuse_control(path, text)
    return text, encoding


def _refuse_control(path: str, text: str) -> None:
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        what = f"is not text: control character U+{ord(found[0]):04X}; if it is, delete the character"
        raise _error(path, what, line, column)


def _marked(path: str, data: bytes) -> tuple[str, Encoding] | None:
    """The text where the data begin with a byte order mark, else None."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), Encoding(mark, encoding)
            except UnicodeDecodeError as error:
                what = f"begins with the byte order mark of {encoding.upper()} but is not valid: {error.reason}"
                raise _error(path, what) from None
    return None


def _unmarked(path: str, data: bytes) -> tuple[str, Encoding]:
    try:
        return data.decode("utf-8"), Encoding(b"", "utf-8")
    except UnicodeDecodeError as error:
        text = _chinese(data)
        found = _guessed(data) if text is None else (text, Encoding(b"", "gb18030"))
        if found is not None:
            return found
        line = data.count(b"\n", 0, error.start) + 1
        what = f"is not valid UTF-8 (byte 0x{data[error.start]:02X}): save it as UTF-8"
        raise _error(path, what, line) from None


def _chinese(data: bytes) -> str | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    letters = "".join(_NOT_ASCII.findall(text[:_SAMPLE]))
    common = len(letters.encode("gb2312", "ignore")) // 2
    return text if common >= _SHARE_OF_GB2312 * len(letters) else None


def _guessed(data: bytes) -> tuple[str, Encoding] | None:
    # UTF-8 with a few damaged bytes must be refused, not read as some eight-bit code that gives every byte a letter.
    lossy = data.decode("utf-8", "replace")
    letters = "".join(_NOT_ASCII.findall(lossy))
    if letters.count("\ufffd") * 2 < len(letters):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    try:
        return data.decode(best.encoding), Encoding(b"", best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _error(path: str, message: str, line: int | None = None, column: int | None = None) -> InputError:
    return InputError(Failure(path, message, line, column))
