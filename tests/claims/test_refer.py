"""前者 and the latter stand for names that were heard before."""

from __future__ import annotations

import pytest

from claimlint.claims.assemble import assemble
from claimlint.model.claim import Role
from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲公司收入10亿元，乙公司收入8亿元，前者增长20%，后者增长5%，前者毛利率30%。", ["甲", "乙", "甲", "乙", "甲"]),
        ("Alpha revenue was $10m and Beta revenue $8m; the former grew 20%, the latter 5%.", ["alpha", "beta"] * 2),
        ("甲公司收入10亿元，前者增长20%。", ["甲", "前者"]),  # one name: nobody knows who is meant
    ],
)  # fmt: skip
def test_the_two_names_before(text: str, expected: list[str]) -> None:
    document = read_plain("a.txt", text)
    claims = assemble(document, read(document))
    assert [claim.subject for claim in claims if claim.role is not Role.PERIOD] == expected
