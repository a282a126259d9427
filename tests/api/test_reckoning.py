"""calc: formulas over printed amounts."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from claimlint import Calculation, InputError, calculate
from claimlint.apps.cli import main


def shown(found: Calculation) -> tuple[str | None, str]:
    return found.shown_point, found.shown


@pytest.mark.parametrize(
    ("expression", "point", "values"),
    [
        ("cagr(107亿, 2065亿, 5)", "80.76%", "80.58%–80.95%"),
        ("cagr(107亿美元，2,065亿美元，5年)", "80.76%", "80.58%–80.95%"),
        ("1515亿元+550亿元", "2065亿元", "2064–2066亿元"),
        ("１２．３亿元－１亿元", "11.3亿元", "10.7–11.9亿元"),
        ("growth($12.3m, 14.2 million dollars)", "15.45%", "14.57%–16.33%"),
        ("share(688亿, 8620.72亿)", "7.981%", "7.974%–7.987%"),
        ("27.4万人 / 318所", "861.6人/所", "860.0–863.3人/所"),
        ("约5% * 8620亿元", "431亿元", "387.8–474.2亿元"),
        ("12元/吨 × 300万吨", "3600万元", "3444.2–3756.3万元"),
        ("37.2% - 35.1%", "2.1 pp", "2.0–2.2 pp"),
        ("1 - 80.7%", "19.3%", "19.25%–19.35%"),
        ("$1.2bn*2 - $300m", "$2.1bn", "$1.99–2.21bn"),
        ("yearly_factor($20, $0.1, 2)", "14.1×", "11.4–20.3×"),
        ("mean(3.2%, 4.1%, 5.0%)", "4.1%", "4.05%–4.15%"),
        ("超过20% * 100亿元", "20亿元", ">19.9亿元"),
        ("2 + 3*4", "14", "14"),
        ("3^2", "9", "9"),
        ("twenty-five percent * $4bn", "$1bn", "$0.85–1.15bn"),
    ],
)
def test_values(expression: str, point: str, values: str) -> None:
    assert shown(calculate(expression)) == (point, values)


def test_every_value_that_may_be_printed() -> None:
    found = calculate("cagr(107亿, 2065亿, 5)")
    assert found.printable == ("80.6%", "80.7%", "80.8%", "80.9%")
    assert calculate("cagr(107亿, 2065亿, 5)", digits=0).printable == ("81%",)
    fine = calculate("cagr(107亿, 2065亿, 5)", digits=2)
    assert (fine.count, fine.printable[0], fine.printable[-1]) == (37, "80.58%", "80.94%")


def test_the_range_is_exact() -> None:
    found = calculate("1515亿元 + 550亿元")
    assert (found.range.low, found.range.high, found.point) == (206_400_000_000, 206_600_000_000, 206_500_000_000)
    assert calculate("3/7").point == Fraction(3, 7)
    assert [operand.text for operand in found.operands] == ["1515亿元", "550亿元"]


@pytest.mark.parametrize(
    ("expression", "column", "said"),
    [
        ("foo(1, 2)", 1, "unknown name 'foo'"),
        ("12.3%*$4bn - abc", 14, "unknown name 'abc'"),
        ("(107亿", 1, "never closed"),
        ("107亿 == 5", 1, "one value is computed here"),
        ("", 1, "one value is computed here"),
        ("1/0", 3, "division by zero"),
        ("1亿元 + 1亿美元", None, "unlike currencies"),
        ("cagr(107亿, 2065亿)", None, "say how many years"),
        ("107亿元2024年", 1, "is not one amount"),
        ("__import__('os')", 1, ""),
        ("9**99**99", None, ""),
        ("growth(" * 60 + "1" + ")" * 60, None, "nested deeper"),
    ],
)
def test_what_cannot_be_computed_is_one_clear_line(expression: str, column: int | None, said: str) -> None:
    with pytest.raises(InputError) as caught:
        calculate(expression)
    assert said in caught.value.failure.message
    assert column is None or caught.value.failure.column == column


def test_so_many_values_that_nobody_lists_them() -> None:
    found = calculate("1亿元 * 1亿 * 1亿 * 1亿", digits=6)
    assert found.count is not None
    assert found.count > 10**20
    assert len(found.printable) == 1000


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "cagr(107亿, 2065亿, 5)"]) == 0
    assert capsys.readouterr().out == (
        "107亿   106.5–107.5亿\n2065亿  2064.5–2065.5亿\n= 80.76%\n范围：80.58%–80.95%\n"
        "可以写作以下 4 个值之一：80.6%、80.7%、80.8%、80.9%\n"
    )
    assert main(["calc", "-q", "$1.2bn", "/", "3"]) == 0
    assert capsys.readouterr().out == "$0.4bn\n"
    assert main(["calc", "foo(1)"]) == 2
    assert "unknown name" in capsys.readouterr().err


def test_many_values_are_shortened_for_people_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "约5% * 8620亿元"]) == 0
    assert "、…、" in capsys.readouterr().out
    assert main(["calc", "约5% * 8620亿元", "--output-format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["printable_count"] == len(said["printable"]) == 87
    assert said["unit"] == "CNY"
    assert said["range"] == {"low": "38787750000", "high": "47412750000", "low_open": False, "high_open": False}
    assert said["inputs"][0]["interval"]["low"] == "4.5"
