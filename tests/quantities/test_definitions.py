"""Units of one's own, from a file in pint's format."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimlint.model.finding import InputError
from claimlint.model.unit import Kind
from claimlint.pipeline import extract
from claimlint.quantities.definitions import use
from claimlint.quantities.parse import read
from claimlint.quantities.units import unit
from claimlint.settings import Settings
from claimlint.sources.plain import read_plain

FILE = """# what a data centre is made of
cabinet = [cabinet]
double_rack = 2 * cabinet = _ = 双机架
long_haul = 350 * kilometer = LH
"""


@pytest.fixture(autouse=True)
def _forget():
    yield
    use(())


@pytest.fixture
def units(tmp_path):
    path = tmp_path / "units.txt"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def first(text):
    (quantity,) = read(read_plain("t.txt", text))
    return quantity


@pytest.mark.parametrize(
    ("text", "name", "factor"),
    [
        ("It ordered 30 cabinets.", "cabinet", 1),
        ("It ordered 5 double racks.", "double_rack", 2),
        ("订购了5个双机架，", "double_rack", 2),
        ("订购了5台双机架，", "double_rack", 2),
        ("The trip took 3 LH.", "long_haul", 350_000),
    ],
)
def test_names_become_words(units, text, name, factor):
    use((units,))
    quantity = first(text)
    assert (quantity.unit.id, quantity.unit.factor) == (name, Fraction(factor))


TOKENS = """token_block = 1000 * token = _ = 词元块
cargo = 50_000 * tonne = _ = 船货
cask = 2 * barrel
bundle = 3 * token_block
bounty = 20 * USD
"""


@pytest.mark.parametrize(
    ("text", "name", "kind", "dimension", "factor"),
    [
        ("It sold 12 token blocks.", "token_block", Kind.COUNT, "count:token", 1000),
        ("It sold 1.5 million token_block in May.", "token_block", Kind.COUNT, "count:token", 1000),
        ("共售出12个词元块。", "token_block", Kind.COUNT, "count:token", 1000),
        ("共售出1.2万组词元块。", "token_block", Kind.COUNT, "count:token", 1000),
        ("進口3船貨鐵礦石。", "cargo", Kind.PHYSICAL, "[mass]", 50_000_000),
        ("It sold 7 bundles.", "bundle", Kind.COUNT, "count:token", 3000),
        ("It offered 4 bounties.", "bounty", Kind.MONEY, "money:USD", 20),
    ],
)
def test_they_are_made_of_what_reports_count(tmp_path, text, name, kind, dimension, factor):
    path = tmp_path / "units.txt"
    path.write_text(TOKENS, encoding="utf-8")
    use((str(path),))
    found = first(text).unit
    assert (found.id, found.kind, found.dimension, found.factor) == (name, kind, dimension, factor)
    assert unit("cask").factor == 2 * unit("barrel").factor  # of oil, not pint's of beer
    assert unit("token_block").comparable(unit("token"))


def test_rates_of_them_and_conversion(units):
    use((units,))
    assert unit("kW/cabinet").dimension == unit("W/double_rack").dimension
    assert unit("long_haul").comparable(unit("kilometer"))


def test_without_the_file_they_are_unknown(units):
    use((units,))
    use(())
    assert read(read_plain("t.txt", "The trip took 3 LH.")) == ()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("kilometer = 3 * meter", 1, "already"),
        ("\nbox = 3 * nonsense", 2, "no unit is called 'nonsense'"),
        ("pair = 2", 1, "bare number"),
        ("box", 1, "no definition"),
        ("a box = [box]", 1, "is no name"),
        ("@alias meter = stick", 1, "only units are defined here"),
        ("[speed] = [length] / [time]", 1, "only units are defined here"),
        ("kilo_ = 1000", 1, "bare number"),
        ("mega- = 1000000", 1, "no prefixes"),
        ("box = ", 1, "no definition"),
        ("box = 9**9**9 * meter", 1, "too great"),
        ("box = 2 * bp", 1, "no unit"),
        ("box = 2 * pt", 1, "several things"),
        ("box = 0 * meter", 1, "worth nothing"),
        ("box = 3 * meter = _ = 台", 1, "is read as set already"),
        ("box = 3 * (meter", 1, "cannot be understood"),
        ("box = meter; import os", 1, "cannot be understood"),
    ],
)
def test_faults_have_their_line(tmp_path, text, line, said):
    path = tmp_path / "units.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        use((str(path),))
    assert caught.value.failure.line == line
    assert said in caught.value.failure.message


def test_a_file_that_is_not_there():
    with pytest.raises(InputError, match="cannot be read"):
        use(("nowhere.txt",))


def test_the_settings_name_the_files(units, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("The new hall holds 400 cabinets.", encoding="utf-8")
    found = extract([str(path)], Settings(units=(units,)))
    assert [claim.quantity.unit.id for claim in found.claims] == ["cabinet"]
