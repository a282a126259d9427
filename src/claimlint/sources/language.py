"""Which language a text is in, by its share of Chinese characters."""

from __future__ import annotations

from claimlint.cache.compiled import compiled
from claimlint.model.text import Language

_CHINESE = compiled(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN = compiled("[A-Za-z]")
_SAMPLE = 100_000
# A Chinese character says about as much as three or four letters, and Chinese reports are full of Latin names.
_SHARE = 0.15


def detect(text: str) -> Language:
    """``zh`` where Chinese characters are at least 15 % of the letters (of the first 100,000 code points)."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return "en"
    chinese = len(_CHINESE.findall(sample))
    latin = len(_LATIN.findall(sample))
    return "zh" if chinese and chinese >= _SHARE * (chinese + latin) else "en"
