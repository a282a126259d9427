"""Whatever is cut off, reading ends without an exception; and a period that is written in any style is read back."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimlint.claims.assemble import assemble
from claimlint.model import period as make
from claimlint.model.interval import Interval
from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain
from tests import shared

CUTS = 800  # prefixes that the test tries; the rest were tried by hand
LONGEST = 400
ORDINALS = ("first", "second", "third", "fourth")
HAN = "一二三四"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def corpus_lines():
    """Every line of the documents, the long ones (text pulled out of PDF) in pieces."""
    for path in sorted((shared.FOLDER / "corpora" / "documents").rglob("*.*")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            yield from (line[start : start + LONGEST] for start in range(0, len(line), LONGEST))


@pytest.mark.skipif(not shared.FOLDER.is_dir(), reason=shared.MISSING)
def test_every_prefix_is_read():
    lines = list(corpus_lines())
    chosen = random.Random(20240131)
    for _ in range(CUTS):
        line = chosen.choice(lines)
        document = read_plain("cut.txt", line[: chosen.randint(0, len(line))])
        assemble(document, read(document))


YEARS = st.integers(1950, 2049)


@st.composite
def periods(draw):
    """A text and the spelling of the period that it says."""
    year = draw(YEARS)
    quarter, half, month = draw(st.integers(1, 4)), draw(st.integers(1, 2)), draw(st.integers(1, 12))
    more = draw(st.integers(1, 20))
    day = draw(st.integers(1, 28))
    name, blank = MONTHS[month - 1], draw(st.sampled_from(["", " "]))
    styles = [
        (f"{year}{blank}年", make.of_year(year)),
        (f"{year}E", make.of_year(year)),
        (f"FY{year}", make.fiscal_year(year)),
        (f"{year}财年", make.fiscal_year(year)),
        (f"Q{quarter} FY{year}", make.fiscal_quarter(year, quarter)),
        (f"{year}年{blank}第{HAN[quarter - 1]}季度", make.of_quarter(year, quarter)),
        (f"{year}Q{quarter}", make.of_quarter(year, quarter)),
        (f"{quarter}Q{year % 100:02d}", make.of_quarter(year if year >= 1970 else year + 100, quarter)),
        (f"the {ORDINALS[quarter - 1]} quarter of {year}", make.of_quarter(year, quarter)),
        (f"{year}年{'上下'[half - 1]}半年", make.of_half(year, half)),
        (f"H{half} {year}", make.of_half(year, half)),
        (f"{year}年前三季度", make.first_quarters(year, 3)),
        (f"{year}年{blank}{month}月", make.of_month(year, month)),
        (f"{name} {year}", make.of_month(year, month)),
        (f"{name} {day}, {year}", make.of_day(year, month, day)),
        (f"{year}年{month}月{day}日", make.of_day(year, month, day)),
        (f"{year}-{month:02d}-{day:02d}", make.of_day(year, month, day)),
        (f"{year}年末", make.year_end(year)),
        (f"the end of {year}", make.year_end(year)),
        (f"{year}年以来", make.since(year)),
        (f"{year}-{year + more}年", make.years(year, year + more)),
        (f"from {year} to {year + more}", make.years(year, year + more)),
        (f"the {year // 10 * 10}s", make.years(year // 10 * 10, year // 10 * 10 + 9)),
    ]
    text, period = draw(st.sampled_from(styles))
    before = draw(st.sampled_from(["", "在", "截至", "收入，", "in ", "(", "for "]))
    return before + text + draw(st.sampled_from(["", "，", ")", "。", " "])), period


@settings(max_examples=300, deadline=None)
@given(periods())
def test_a_period_is_read_back(case):
    text, period = case
    if period.year > 2049 or (text.rstrip("，)。 ")[-2:].isdigit() and period.year >= 2070):
        return
    found = [q.period for q in read(read_plain("p.txt", text)) if q.period is not None]
    assert [p.id for p in found] == [period.id]


SCALES = [("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]
WORDED = [("", 1), (" thousand", 10**3), (" million", 10**6), (" billion", 10**9)]
# How a qualifier is written in front of and behind a number, and the sign of the set that it makes of the number.
QUALIFIED = [("{}", "="), ("超过{}", ">"), ("不低于{}", ">="), ("不足{}", "<"), ("不超过{}", "<="), ("{}以上", ">=")]
SPOKEN = [("{}", "="), ("more than {}", ">"), ("at least {}", ">="), ("less than {}", "<"), ("up to {}", "<=")]


@st.composite
def amounts(draw):
    """A text, the unit that it says, and the interval that it states."""
    chinese = draw(st.booleans())
    decimals = draw(st.integers(0, 2))
    digits = draw(st.integers(1, 99_999))
    value = Fraction(digits, 10**decimals)
    printed = (
        f"{digits / 10**decimals:,.{decimals}f}" if draw(st.booleans()) else f"{digits / 10**decimals:.{decimals}f}"
    )
    scale, factor = draw(st.sampled_from(SCALES if chinese else WORDED))
    units = [("元", "CNY"), ("美元", "USD")] if chinese else [(" dollars", "$"), (" euros", "EUR")]
    if not scale:
        units += [("%", "%"), ("个百分点" if chinese else " percentage points", "pp")]
    word, unit = draw(st.sampled_from(units))
    if draw(st.integers(0, 3)) == 0:
        high = value + draw(st.integers(1, 50))
        far = f"{float(high):.{decimals}f}"
        joint = draw(st.sampled_from(["-", "~", "至"] if chinese else ["-", " to "]))
        return f"{float(value):.{decimals}f}{joint}{far}{scale}{word}", unit, Interval(value * factor, high * factor)
    pattern, sign = draw(st.sampled_from(QUALIFIED if chinese else SPOKEN))
    value *= factor
    low, high = (None if sign[0] == "<" else value), (None if sign[0] == ">" else value)
    stated = Interval(low, high, low_open=sign == ">", high_open=sign == "<")
    return pattern.format(printed + scale + word), unit, stated


@settings(max_examples=300, deadline=None)
@given(amounts(), st.sampled_from([("收入为", "。"), ("The figure was ", "."), ("", ""), ("收入，", "，成本")]))
def test_an_amount_is_read_back(case, around):
    text, unit, stated = case
    found = read(read_plain("a.txt", around[0] + text + around[1]))
    assert [(q.unit.id, q.stated) for q in found] == [(unit, stated)]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789年月日季度至-~/.,%上下半FYQHE 一二三十百万亿约超同期去的and to of", max_size=40))
def test_no_text_is_too_odd(text):
    document = read_plain("odd.txt", text)
    assemble(document, read(document))
