"""Unit ids become units: the tables, pint behind them, and strings that must do no harm."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from claimlint.lexicon.load import FOLDER, document
from claimlint.model.unit import MULTIPLE_PER_YEAR, NUMBER, PERCENT, POINTS, YEARS, Kind, Unit
from claimlint.quantities import units
from claimlint.quantities.units import UnknownUnitError, count_of, known_units, measure, per, unit

ROWS = document("common", "unit_table")["entries"]
SOURCE = Path(units.__file__).parents[2]
# ISO 4217 (2026): the codes of states and unions, without funds, metals, bond units and the two that are no money.
ISO_TEXT = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC
CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR
ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE
SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF
XPF YER ZAR ZMW ZWG
"""
FUND_TEXT = "BOV CHE CHW CLF COU MXV USN UYI UYW XAD XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XUA"
ISO_CODES, FUND_CODES = ISO_TEXT.split(), FUND_TEXT.split()


@pytest.mark.parametrize("row", ROWS, ids=[row["unit"] for row in ROWS])
def test_table_is_what_pint_says(row):
    dimension, factor = measure(row["pint"])
    assert str(factor) == row["factor"]
    assert dimension == row["dimension"] or row["dimension"].startswith("temperature:")
    assert unit(row["unit"]) == Unit(row["unit"], Kind(row["kind"]), row["dimension"], factor)


def test_table_is_up_to_date():
    script = SOURCE.parent / "scripts" / "make_units.py"
    done = subprocess.run([sys.executable, script, "--check"], env=_environment(), check=False)
    assert done.returncode == 0, "run scripts/make_units.py"


@pytest.mark.parametrize(
    ("one", "number", "other"),
    [
        ("hectare", 15, "mu"),
        ("tonne", 2000, "jin"),
        ("kWh", 3600000, "joule"),
        ("GW", 1000, "MW"),
        ("TWh", 1000000000, "kWh"),
        ("gigabyte", 8, "gigabit"),
        ("year", 12, "month"),
        ("week", 168, "hour"),
        ("barrel", 42, "gallon"),
        ("acre", 43560, "foot**2"),
        ("FEU", 2, "TEU"),
        ("mile", 5280, "foot"),
        ("km**2", 100, "hectare"),
        ("bcm", 10**9, "m**3"),
        ("CNY", 10, "CNY-jiao"),
        ("USD", 100, "USD-cent"),
        ("pp", 100, "bp"),
        ("%", 10, "‰"),
    ],
)
def test_exact_ratios(one, number, other):
    assert unit(one).comparable(unit(other))
    assert unit(one).factor == number * unit(other).factor


def test_constants_of_the_model():
    assert unit("%") == PERCENT
    assert unit("pp") == POINTS
    assert unit("x/year") == MULTIPLE_PER_YEAR == per(unit("x"), unit("year"))
    assert unit("year") == YEARS
    assert YEARS.factor == 1, "formulas and Case.years count time in years"
    assert unit("bp") == Unit("bp", Kind.POINTS, "points", Fraction(1, 10000))
    assert unit("‰").kind is Kind.PERCENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("year", "day"),
        ("month", "week"),
        ("celsius", "fahrenheit"),
        ("celsius", "kelvin"),
        ("USD", "EUR"),
        ("$", "USD"),
        ("¥", "JPY"),
        ("person", "household"),
        ("byte", "token"),
        ("gigawatt_peak", "GW"),
        ("kVA", "kW"),
        ("ton", "tonne"),
        ("ounce", "troy_ounce"),
        ("%", "pp"),
        ("%", "x"),
        ("hertz", "second"),
        ("USD/tonne", "CNY/tonne"),
        ("USD/tonne", "USD/token"),
    ],
)
def test_these_never_meet(one, other):
    assert not unit(one).comparable(unit(other))


@pytest.mark.parametrize("code", ISO_CODES + FUND_CODES)
def test_every_currency(code):
    assert unit(code) == Unit(code, Kind.MONEY, f"money:{code}")


def test_currencies_are_those_of_the_standard():
    codes = {e["unit"] for e in document("common", "currencies")["entries"] if len(e["unit"]) == 3}
    assert codes == set(ISO_CODES + FUND_CODES)
    digits = {e["unit"]: e["minor"]["digits"] for e in document("common", "currencies")["entries"] if "minor" in e}
    assert set(ISO_CODES) <= set(digits)
    assert (digits["JPY"], digits["KWD"], digits["CNY"], digits["CLF"]) == (0, 3, 2, 4)


def test_counts():
    assert unit("person") == Unit("person", Kind.COUNT, "count:person")
    assert unit("方面").kind is Kind.COUNT
    assert count_of("person") is unit("person")
    assert count_of("壁垒") == Unit("壁垒", Kind.COUNT, "count:壁垒")
    with pytest.raises(UnknownUnitError):
        unit("壁垒")


# -- rates ----------------------------------------------------------------------------------------------------------


def test_token_prices():
    million, thousand = unit("USD/1e6 token"), unit("USD/1e3 token")
    assert million == Unit("USD/1e6 token", Kind.PRICE, "money:USD/count:token", Fraction(1, 10**6))
    assert million.comparable(thousand)
    assert 15 * million.factor == Fraction("0.015") * thousand.factor
    assert not million.comparable(unit("CNY/1e6 token"))
    assert unit("USD/1000 token") == thousand
    assert unit("USD/1000000 token") == million == per(unit("USD"), unit("token"), Fraction(10**6))


@pytest.mark.parametrize(
    ("id", "kind", "factor"),
    [
        ("CNY/tonne", Kind.PRICE, "1/1000"),
        ("CNY/kWh", Kind.PRICE, "1/3600000"),
        ("USD-cent/kWh", Kind.PRICE, "1/360000000"),
        ("$/barrel", Kind.PRICE, "62500000000/9936705933"),
        ("CNY/person", Kind.PRICE, "1"),
        ("kWh/person", Kind.PHYSICAL, "3600000"),
        ("bed/1e3 person", Kind.PHYSICAL, "1/1000"),
        ("barrel/day", Kind.PHYSICAL, "3312235311/1800000000000000"),
        ("CNY/tonne/month", Kind.PRICE, "3/250"),
        ("CNY/0.5 kilogram", Kind.PRICE, "2"),
        ("kilometer/hour", Kind.PHYSICAL, "5/18"),
    ],
)
def test_rates(id, kind, factor):
    found = unit(id)
    assert (found.id, found.kind, found.factor) == (id, kind, Fraction(factor))
    assert unit(found.id) == found


def test_prices_of_like_things_meet():
    assert unit("CNY/tonne").comparable(unit("CNY/jin"))
    assert unit("m/s").comparable(unit("kilometer/hour"))
    assert unit("mile/hour").factor / unit("kilometer/hour").factor == Fraction(25146, 15625)


@pytest.mark.parametrize("scale", [Fraction(0), Fraction(-1), Fraction(1, 3)])
def test_scales_that_no_id_can_say(scale):
    with pytest.raises(UnknownUnitError):
        per(unit("USD"), unit("token"), scale)


def test_a_rate_is_no_denominator():
    with pytest.raises(UnknownUnitError):
        per(unit("USD"), unit("kWh/person"))
    with pytest.raises(UnknownUnitError):
        per(unit("USD"), NUMBER)


# -- pint at run time -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "like", "ratio"),
    [
        ("km", "kilometer", 1),
        ("kg", "kilogram", 1),
        ("kilometer ** 2".replace(" ", ""), "km**2", 1),
        ("km^2", "km**2", 1),
        ("kilowatt hour", "kWh", 1),
        ("watt*hour", "Wh", 1),
        ("s", "second", 1),
        ("min", "minute", 1),
        ("stone", "pound", 14),
        ("furlong", "meter", None),
    ],
)
def test_pint_reads_what_no_table_lists(id, like, ratio):
    found = unit(id)
    assert found.id == id
    assert found.comparable(unit(like))
    assert found.kind is unit(like).kind
    if ratio:
        assert found.factor == ratio * unit(like).factor
    assert type(found.factor) is Fraction


DANGEROUS = """
a pa b bps B C F G M k h in pt point points ct K A R T kb Gb Mb kC mM ma Ma mh kh pin barrels tons acres kiloton bytes
gigabyte**2 GB yr years julian_year century bag links turns count radian degree ppm percent degC degF celsius*meter
decibel dBm year*meter
"""


@pytest.mark.parametrize("id", DANGEROUS.split())
def test_dangerous_names_never_come_out(id):
    if id in known_units():
        pytest.fail(f"{id} is listed")
    with pytest.raises(UnknownUnitError):
        unit(id)


def test_points_are_no_typography():
    assert unit("bp").dimension == unit("pp").dimension == "points"


HOSTILE = [
    "9**9**9 m",
    "m**9**9",
    "m**999",
    "m**-1",
    "(" * 5000 + "m",
    "m*" * 5000 + "m",
    "m " * 5000,
    "/" * 10000,
    "USD/" * 5000 + "token",
    "USD/9e99 token",
    "USD/0 token",
    "USD/0e5 token",
    "USD/1e6 ",
    "USD/1e999999999 token",
    "/token",
    "USD/",
    "x" * 10000,
    "__import__('os')",
    "m;s",
    "m\ns",
    "m\x00",
    "",
    " ",
    "%%",
    "m % s",
    "1e6 token",
    "3 m",
    "kilo" * 10,
    "tonne tonne tonne tonne tonne tonne tonne tonne",
    "吨",
    "½",
    "\ud800",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_strings(text):
    begin = time.perf_counter()
    with pytest.raises(UnknownUnitError) as caught:
        unit(text)
    assert len(str(caught.value)) < 400
    assert time.perf_counter() - begin < 5  # the first one builds pint's registry


def test_the_ninety_ninth_power_is_quick():
    begin = time.perf_counter()
    assert unit("kilometer**99").factor == Fraction(1000) ** 99
    assert time.perf_counter() - begin < 5


def test_units_are_cached():
    assert unit("USD/1e6 token") is unit("USD/1e6 token")


def test_listed_units_do_not_import_pint():
    program = (
        "import sys\n"
        "from claimlint.quantities.units import unit, UnknownUnitError\n"
        "for id in ('USD', 'tonne', '%', 'person', 'USD/1e6 token', 'kWh/person', 'year'): unit(id)\n"
        "try: unit('9**9**9 m')\n"
        "except UnknownUnitError: pass\n"
        "assert not {'pint', 'pydantic'} & set(sys.modules)\n"
        "assert unit('furlong').factor\n"
        "assert 'pint' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], env=_environment(), check=True)


def test_only_one_module_knows_pint():
    for path in (SOURCE / "claimlint").rglob("*.py"):
        if path != Path(units.__file__):
            assert "import pint" not in path.read_text(encoding="utf-8"), path


def test_ids_in_the_word_files_are_units():
    for language in ("common", "zh", "en"):
        for entry in document(language, "units")["entries"]:
            assert unit(entry["unit"]).id == entry["unit"]


def test_no_id_has_two_meanings():
    measures = {row["unit"] for row in ROWS}
    moneys = {unit.id for unit in known_units().values() if unit.kind is Kind.MONEY}
    things = {e["unit"] for name in ("common", "zh", "en") for e in document(name, "units")["entries"] if "kind" in e}
    assert not measures & moneys
    assert not measures & things
    assert not moneys & things


def test_definitions_are_ours_alone():
    """The tables travel with the package."""
    assert (FOLDER / "common" / "units.txt").is_file()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE)}
