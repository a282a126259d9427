"""Every number gets the period that its sentence, its table or its section gives it, and no other."""

from __future__ import annotations

from datetime import date

import pytest

from claimlint.claims.assemble import assemble
from claimlint.model.unit import Kind
from claimlint.quantities.parse import read
from claimlint.sources.markdown import read_markdown

CASES = [
    # lists
    ("21-23年EPS为0.98/1.25/1.55元", ["2021", "2022", "2023"]),
    ("20/21/22年利润为3/4/5亿元", ["2020", "2021", "2022"]),
    ("预计2025E-2027E收入为10、12、15亿元，增长20%、20%、25%", ["2025", "2026", "2027"] * 2),
    ("2021-2023年复合增速为10%、12%、8%", ["2021/2023"] * 3),
    ("EPS of $1.31, $2.36 and $3.01 in 2021, 2022 and 2023.", ["2021", "2022", "2023"]),
    # what a sentence compares with
    ("2024年收入120亿元，较2022年增长15%", ["2024", "2024"]),
    ("收入比2022年增长15%", [None]),
    ("2024年收入比2022年的100亿元增长20%，毛利率35%", ["2022", "2024", "2024"]),
    ("2024年同2022年相比，收入增长15%，达到120亿元", ["2024", "2024"]),
    ("预计2023年需求将增长为2019年的1.9倍", ["2023"]),
    ("2024年产量为2019年的85%", ["2024"]),
    ("覆盖率由1997年的65%提高到2002年的91%", ["1997", "2002"]),
    ("2024年收入5亿元。面积由17.8万亩增加到22万亩", ["2024", None, "2024"]),
    ("收入占比2024年达到35%", ["2024"]),
    ("In 2023, revenue rose 15% from 2021.", ["2023"]),
    ("Revenue was $12 billion in 2023, up from $10 billion in 2022, and costs $3 billion.", ["2023", "2022", "2023"]),
    ("Cash flow was $(541)M in Q1 FY26 vs $(285)M Q1 FY25.", ["FY2026-Q1", "FY2025-Q1"]),
    # ellipsis
    ("2024年上半年收入50亿元，上年同期45亿元，全年预计110亿元", ["2024-H1", "2023-H1", "2024"]),
    ("2024年上半年3亿元，下半年5亿元", ["2024-H1", "2024-H2"]),
    ("H1 2024 sales were $5m; in the same period of 2023 they were $4m.", ["2024-H1", "2023-H1"]),
    ("2024年收入5亿元，年末员工300人；三年末达到400人", ["2024", "2024-12-31", "2024-12-31"]),
    ("2024年前8个月收入5亿元，2023年前8个月4亿元", ["2024-01/2024-08", "2023-01/2023-08"]),
    ("In the nine months to September 2024 sales were $5m, in July $1m.", ["2024-Q1/2024-Q3", "2024-07"]),
    ("Sales in the three months through June were $5m; in the final quarter of 2023, $4m.", ["0-Q2", "2023-Q4"]),
    ("2024 sales were $5m. At year-end there were 30 stores.", ["2024", "2024-12-31"]),
    ("Undrawn at the end of 2020, it gave the company $300 million of liquidity as of year-end.", ["2020-12-31"]),
    ("十四五期间投资5亿元，“十四五”末产能达到30GW", ["2021/2025", "2025-12-31"]),
    ("收入由2019年的5亿元增至2023年的8亿元，平均每年递增12.5%", ["2019", "2023", "2019/2023"]),
    ("Sales (July 1-5, 2026) were $5m.", ["2026-07-01/2026-07-05"]),
    ("2024年前三季度收入20亿元，去年全年25亿元", ["2024-Q1/2024-Q3", "2023"]),
    ("1956年收入143亿元，占本年预算的48%", ["1956", "1956"]),
    ("1979年增长3%。今年上半年增长5%，成本增长4%", ["1979", None, None]),
    ("到2030年规模将达50亿元，目前为20亿元", ["2030", None]),
    ("19年以来，累计投资50亿元", ["2019/.."]),
    ("1-11M20出货2184万台", ["2020-01/2020-11"]),
    # tables and headings
    ("|  | 2023A | 2024E |\n|---|---|---|\n| 收入 | 100 | 120 |\n", ["2023", "2024"]),
    ("| 年份 | 收入 |\n|---|---|\n| 2023 | 100亿元 |\n", ["2023"]),
    ("|  | Ended May 31, |  |\n|---|---|---|\n|  | 2019 | 2018 |\n| Sales | $5 | $4 |\n", ["2019", "2018"]),
    ("|  | 52 weeks ended 30 March 2019 |\n|---|---|\n| Sales | $5 |\n", ["2019-03-30"]),
    ("| Notes | Amount |\n|---|---|\n| Notes due 2026 | $5 |\n", [None]),
    ("| Event | Shares |\n|---|---|\n| Outstanding at September 30, 2016 | 3,015 |\n", ["2016-09-30"]),
    ("# 2024年经营情况\n\n收入100亿元。\n\n## 展望\n\n目标120亿元。\n", ["2024", "2024"]),
    # too far
    ("2020年收入5亿元。" + "此处另有说明。" * 6 + "成本3亿元。", ["2020", None]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_the_period_of_each_number(text, wanted):
    assert periods(text) == wanted


def test_a_window_is_counted_from_the_date_of_the_document():
    assert periods("近三年收入复合增速为12%", date(2024, 6, 30)) == ["2021-07/2024-06"]


def periods(text, as_of=None):
    document = read_markdown("when.md", text)
    found = [c for c in assemble(document, read(document), as_of) if c.role.value not in ("period", "rank")]
    amounts = [c for c in found if c.quantity.kind is not Kind.DURATION]
    return [None if c.period is None else c.period.id for c in amounts]
