"""Names of one thing get one subject; names of two things never do."""

from __future__ import annotations

import pytest

from claimlint.claims.assemble import assemble
from claimlint.claims.link import link
from claimlint.quantities.parse import read
from claimlint.sources.plain import read_plain
from claimlint.store.aliases import known_aliases


def subjects(text: str) -> list[str | None]:
    document = read_plain("a.txt", text)
    claims = link(document, assemble(document, read(document)), known_aliases())
    return [claim.subject for claim in claims if claim.metric is not None]


@pytest.mark.parametrize(
    "text",
    [
        "星河云（Galaxy Cloud）发布年报。星河云收入10亿元。Galaxy Cloud收入12亿元。",
        "Northwind Traders (hereinafter Northwind) met. Northwind Traders revenue was $9m. Northwind revenue was $8m.",
        "Alpha-Cloud revenue was $10m. AlphaCloud revenue was $12m.",
        "Helvetia Systems revenue was $10m. Helvetai Sytems revenue was $12m. Helvetia Systms revenue was $12m.",
        "华为收入10亿元。Huawei收入12亿元。",  # listed beside the facts
    ],
)  # fmt: skip
def test_names_of_one_thing(text: str) -> None:
    found = subjects(text)
    assert found[0] is not None
    assert found[-1] == found[0]


@pytest.mark.parametrize(
    "text",
    [
        "中国银行收入10亿元。中国建设银行收入12亿元。",
        "阿里云收入10亿元。阿里收入12亿元。",
        "甲公司（乙公司的股东）发布年报。甲公司收入10亿元。乙公司收入12亿元。",
        "Phase2 Systems revenue was $10m. Phase3 Systems revenue was $12m.",
        "Bank A revenue was $10m. Bank B revenue was $12m.",
    ],
)
def test_names_of_two_things(text: str) -> None:
    found = subjects(text)
    assert len(set(found)) == 2
