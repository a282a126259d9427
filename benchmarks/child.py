"""One measurement in a process of its own: ``python -m benchmarks.child WHAT FILE`` prints seconds and peak memory.

The time is that of the processor.  Imports and most of the lexicon are left out: two lines are read first.  The memory
is by how much the peak has grown since.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WARM_UP = "2024年收入5.2亿元，同比增长6.1%。\n\nRevenue was $5.2 million in 2024, up 6.1%.\n"
Work = Callable[[str], object]


def digits() -> Work:
    """The floor: every run of digits, and nothing else."""
    return re.compile("[0-9][0-9]*").findall


def reading() -> Work:
    """Every quantity with unit, qualifier and readings."""
    from claimlint.quantities.parse import read
    from claimlint.sources.plain import read_plain

    return lambda text: read(read_plain("text.txt", text))


def _checking(suffix: str) -> Work:
    from claimlint import check

    def work(text: str) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"text{suffix}")
            path.write_text(text, encoding="utf-8")
            return check([str(path)])

    return work


def checking() -> Work:
    """The whole check of a plain file."""
    return _checking(".txt")


def markdown() -> Work:
    """The whole check of the same text as Markdown."""
    return _checking(".md")


def recognizers(culture: str) -> Work:
    """Recognizers-Text: number, percentage, currency, dimension, date and time."""
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    models = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_datetime)
    return lambda text: [model(line, culture) for line in text.splitlines() for model in models]


def recognizers_zh() -> Work:
    """Recognizers-Text in Chinese."""
    return recognizers("zh-cn")


def recognizers_en() -> Work:
    """Recognizers-Text in English."""
    return recognizers("en-us")


def quantulum3() -> Work:
    """quantulum3, without its classifier."""
    from quantulum3 import parser

    return lambda text: [parser.parse(line) for line in text.splitlines()]


def jionlp() -> Work:
    """jionlp: amounts of money and phrases of time."""
    import jionlp as jio

    return lambda text: [jio.ner.extract_money(line) + jio.ner.extract_time(line) for line in text.splitlines()]


def cn2an() -> Work:
    """cn2an: Chinese numerals become digits."""
    import cn2an as library

    return lambda text: [library.transform(line, "cn2an") for line in text.splitlines()]


WORKS: dict[str, Callable[[], Work]] = {
    made.__name__: made
    for made in (digits, reading, checking, markdown, recognizers_zh, recognizers_en, quantulum3, jionlp, cn2an)
}


OWN = ("reading", "checking", "markdown")
_WARMING = 20_000


def main() -> None:
    """Measure and print."""
    name, path = sys.argv[1:]
    text = Path(path).read_text(encoding="utf-8")
    work = WORKS[name]()
    work(WARM_UP)
    if name in OWN:
        work(text[:_WARMING])  # patterns are compiled when a text first needs them
    before = _peak()
    start = time.process_time()
    work(text)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "grown": _peak() - before, "bytes": len(text.encode())}))


def _peak() -> int:
    """The most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
