"""Make ``lexicon/common/unit_table.yaml`` from pint: every measure that the word files name, with its exact factor.

Run ``python scripts/make_units.py`` after adding a unit to a ``units.yaml`` or to ``units.txt``; ``--check`` writes
nothing and exits 1 where the table is out of date.  A test compares every row with pint, so the two cannot drift.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from fractions import Fraction

from claimlint.lexicon.load import FOLDER, document
from claimlint.model.unit import Kind
from claimlint.quantities.units import CALENDAR, CLOCK, known_units, measure

TABLE = FOLDER / "common" / "unit_table.yaml"

# Our ids whose meaning differs from pint's, or that pint lacks (see units.txt); all others are pint's own names.
PINT_NAMES = {
    "month": "calendar_month",
    "quarter": "calendar_quarter",
    "half_year": "calendar_half_year",
    "year": "calendar_year",
    "decade": "calendar_decade",
    "barrel": "oil_barrel",
    "kilobarrel": "kilooil_barrel",
    "megabarrel": "megaoil_barrel",
    "acre": "international_acre",
    "ton": "unknown_ton",
    "ounce": "unknown_ounce",
    "mu": "mu_of_land",
    "jin": "jin_of_mass",
    "liang": "liang_of_mass",
    "chi": "chi_of_length",
    "li": "li_of_length",
    "tce": "tonne_of_coal_equivalent",
    "Mtce": "megatonne_of_coal_equivalent",
    "MMBtu": "million_Btu",
    "bcf": "billion_cubic_feet",
    "tcf": "trillion_cubic_feet",
    "bcm": "billion_cubic_meters",
    "kVA": "kiloapparent_volt_ampere",
    "MVA": "megaapparent_volt_ampere",
    "celsius": "delta_degree_Celsius",
    "fahrenheit": "delta_degree_Fahrenheit",
    "GFLOPS": "gigaFLOPS",
    "TFLOPS": "teraFLOPS",
    "PFLOPS": "petaFLOPS",
    "EFLOPS": "exaFLOPS",
    "TOPS": "teraOPS",
    "POPS": "petaOPS",
    **{
        prefix + name: f"{prefix}data_{name}"
        for name in ("bit", "byte")
        for prefix in ("", "kilo", "mega", "giga", "tera", "peta", "exa", "zetta")
    },
}

# Levels of temperature are no multiples of each other.
DIMENSIONS = {name: f"temperature:{name}" for name in ("celsius", "fahrenheit", "kelvin")}

HEADER = """\
# Made by scripts/make_units.py from pint; do not edit.
about: >
  Measures: what each may be compared with (`dimension`) and how many base units it is (`factor`, exact). `pint` is the
  expression in pint's registry, with the definitions of units.txt, that the row was made from and is tested against.
entries:
"""


def measures() -> Iterator[str]:
    """The ids in the word files that are neither counted things, nor money, nor ratios; the parts of rates."""
    fixed = {id for id, unit in known_units().items() if unit.kind not in (Kind.PHYSICAL, Kind.DURATION)}
    for language in ("common", "zh", "en"):
        for entry in document(language, "units")["entries"]:
            yield from (part for part in entry["unit"].split("/") if part not in fixed)


def dimension(id: str) -> tuple[str, Fraction]:
    """What ``id`` may be compared with, and how many base units it is."""
    found, factor = measure(PINT_NAMES.get(id, id))
    return DIMENSIONS.get(id, found), factor


def row(id: str) -> str:
    """One line of the table."""
    of, factor = dimension(id)
    kind = Kind.DURATION if of in (CLOCK, CALENDAR) else Kind.PHYSICAL
    name = PINT_NAMES.get(id, id)
    cells = {"unit": id, "kind": kind.value, "dimension": of, "factor": str(factor), "pint": name}
    return "  - {" + ", ".join(f"{key}: {json.dumps(value)}" for key, value in cells.items()) + "}\n"


def table() -> str:
    """The whole file, ordered by dimension, then by id."""
    rows = {id: row(id) for id in measures()}
    return HEADER + "".join(rows[id] for id in sorted(rows, key=lambda id: (dimension(id)[0], id)))


def main() -> int:
    """Write the table, or with ``--check`` compare it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the table is out of date")
    made = table()
    if parser.parse_args().check:
        current = TABLE.read_text(encoding="utf-8") if TABLE.is_file() else ""
        return int(made != current)
    TABLE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
