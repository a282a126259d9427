"""What the claims of a table say: unit, period, role and names, by heads, labels and captions."""

from __future__ import annotations

from fractions import Fraction

from claimlint.claims.assemble import assemble
from claimlint.model.claim import Role
from claimlint.quantities.parse import read
from claimlint.sources.markdown import read_markdown


def cells(text):
    document = read_markdown("table.md", text)
    claims = assemble(document, read(document))
    return {(c.place.cell.row, c.place.cell.column): c for c in claims if c.place.cell is not None}


def test_the_caption_gives_the_unit_and_a_row_may_have_its_own():
    found = cells(
        "表1 盈利预测（单位：百万元）\n\n| 项目 | 2023A | 2024E |\n|---|---|---|\n"
        "| 营业收入 | 120 | 135 |\n| 每股收益（元） | 0.52 | 0.61 |\n| 毛利率（%） | 31.5 | 32.0 |\n"
    )
    sales, share, margin = found[1, 1], found[2, 2], found[3, 1]
    assert (sales.quantity.value, sales.quantity.unit.id, sales.metric) == (Fraction(120_000_000), "CNY", "revenue")
    assert (share.quantity.value, share.period.id) == (Fraction("0.61"), "2024")
    assert (margin.quantity.unit.id, margin.role) == ("%", Role.RATE)


def test_heads_in_two_rows_and_a_sign_that_is_printed_once():
    found = cells(
        "| (in thousands) | Year ended December 31, |  |\n|---|---|---|\n|  | 2024 | 2023 |\n"
        "| Licences | $3,114 | $2,908 |\n| Services(1) | 1,887 | (45) |\n"
    )
    assert found[3, 1].quantity.value == 1_887_000
    assert found[3, 1].quantity.unit == found[2, 1].quantity.unit
    assert found[3, 2].quantity.value == -45_000
    assert (found[3, 2].row, found[3, 2].period.id) == ("services", "2023")


def test_roles_come_from_the_heads():
    found = cells(
        "| 业务 | 收入（亿元） | 占比 | 同比 | 变动比例 |\n|---|---|---|---|---|\n| 软件 | 30 | 50.0% | 8.1 | (3%) |\n"
    )
    assert [found[1, column].role for column in (1, 2, 3, 4)] == [Role.LEVEL, Role.SHARE, Role.CHANGE, Role.CHANGE]
    assert found[1, 3].quantity.unit.id == "%"
    assert found[1, 4].quantity.value == -3


def test_labels_say_what_a_line_is():
    found = cells(
        "| Region | Staff |\n|---|---|\n| North | 120 |\n| of which: city | 70 |\n| Less: eliminations | 10 |\n"
        "| **Total** | 110 |\n"
    )
    assert "row-of-which" in found[2, 1].cues
    assert "row-less" in found[3, 1].cues
    assert {"row-total", "row-bare"} <= found[4, 1].cues


def test_a_name_that_is_a_unit_elsewhere_stays_a_name():
    found = cells("| Segment | Balance ($bn) |\n|---|---|\n| Mortgages | 5.2 |\n| Cards | 1.3 |\n")
    assert (found[2, 1].row, found[2, 1].quantity.unit.id) == ("cards", "$")
