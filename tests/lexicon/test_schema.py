"""The schema accepts the lexicon's files, and says where a bad entry stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from claimlint.lexicon.load import FOLDER
from claimlint.lexicon.schema import MODELS, validate_file

FILES = sorted(path for path in FOLDER.rglob("*.yaml") if path.name in MODELS)


def test_there_are_files():
    names = {str(path.relative_to(FOLDER)) for path in FILES}
    assert names >= {"zh/units.yaml", "en/units.yaml", "common/units.yaml", "common/currencies.yaml"}
    assert "common/unit_table.yaml" in names
    assert names == {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.yaml")}, "a file without a schema"


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(FOLDER)) for path in FILES])
def test_file_is_sound(path):
    assert validate_file(path) == ()


HEAD = "about: x\nexamples: []\nnot: []\nentries:\n"


@pytest.mark.parametrize(
    ("text", "line", "column", "part"),
    [
        (HEAD + "  - {unit: tonne, words: [t]}\n  - {unit: no, words: [x]}\n", 6, 6, "string"),
        (HEAD + "  - {unit: tonne, words: [on]}\n", 5, 27, "string"),
        (HEAD + "  - {unit: tonne, word: [t]}\n", 5, 19, "Extra"),
        (HEAD + "  - {unit: tonne}\n", 5, 5, "needs words"),
        (HEAD + "  - {words: [t]}\n", 5, 5, "Field required"),
        (HEAD + "  - {unit: tonne, kind: money, words: [t]}\n", 5, 19, "count"),
        (HEAD + "  - {unit: a, words: [t]}\n  - {unit: b, words: [t]}\n", 6, 15, "twice"),
        (HEAD + "  - {unit: a, words: [t], words: [s]}\n", 5, 27, "twice"),
        (HEAD + "  - {unit: a, words: [t], except: [soon]}\n", 5, 5, "soon"),
        (HEAD + "  - {unit: a, words: ['t ']}\n", 5, 23, "pattern"),
        (HEAD + "  - {unit: a, words: [t}\n", 5, 24, "no YAML"),
        ("entries: []\nexamples: []\n", 1, 1, "about"),
        ("- 1\n", 1, 1, "UnitsFile"),
        ("", None, None, "UnitsFile"),
        ("about: \x07\n", None, None, "no YAML"),
    ],
)
def test_fault_is_located(tmp_path, text, line, column, part):
    path = tmp_path / "units.yaml"
    path.write_text(text, encoding="utf-8")
    faults = validate_file(path)
    assert faults
    assert all(fault.path == str(path) for fault in faults)
    assert (faults[0].line, faults[0].column) == (line, column), faults
    assert part in faults[0].message


def test_every_fault_is_reported(tmp_path):
    path = tmp_path / "units.yaml"
    path.write_text(HEAD + "  - {unit: 1, words: [t]}\n  - {unit: b, words: [2]}\n", encoding="utf-8")
    assert [fault.line for fault in validate_file(path)] == [5, 6]


def test_currencies(tmp_path):
    path = tmp_path / "currencies.yaml"
    entry = "  - {unit: USD, words: {en: [dollar]}, minor: {digits: 2, units: [{unit: c, per: 1, words: {}}]}}\n"
    path.write_text(HEAD + entry + "  - {unit: USD, words: {fr: [x]}}\n", encoding="utf-8")
    faults = validate_file(path)
    assert [fault.line for fault in faults] == [5, 6]


def test_factor_is_exact(tmp_path):
    path = tmp_path / "unit_table.yaml"
    row = '  - {{unit: a, kind: physical, dimension: d, factor: "{}", pint: a}}\n'
    path.write_text("about: x\nentries:\n" + row.format("2/4") + row.format("-1").replace("a,", "b,"), encoding="utf-8")
    assert [fault.line for fault in validate_file(path)] == [3, 4]


def test_files_without_schema_and_missing_files(tmp_path):
    assert "no schema" in validate_file(tmp_path / "other.yaml")[0].message
    assert "cannot be read" in validate_file(tmp_path / "units.yaml")[0].message
    bad = tmp_path / "currencies.yaml"
    bad.write_bytes(b"\xff\xfe\xfa")
    assert "cannot be read" in validate_file(bad)[0].message


def test_reading_units_needs_no_schema():
    program = "import sys, claimlint.quantities.units; assert 'claimlint.lexicon.schema' not in sys.modules"
    source = Path(FOLDER).parents[1]
    subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": str(source)}, check=True)


@pytest.mark.parametrize(
    ("name", "entry", "part"),
    [
        ("links.yaml", "{link: true, words: [no]}", "string"),
        ("links.yaml", "{link: true, ordinal: true, words: [at]}", "an entry is"),
        ("cues.yaml", "{cue: growth, words: [up]}", "'yoy'"),
        ("cues.yaml", "{cue: rise, direction: 2, words: [up]}", "1 or -1"),
        ("cues.yaml", "{basis: nominal, words: [up]}", "comparable"),
        ("cues.yaml", "{stance: hope, words: [up]}", "forecast"),
        ("cues.yaml", "{rank: 3, words: [third]}", "1, 2 or -1"),
        ("cues.yaml", "{cue: rise, stance: target, words: [up]}", "one thing"),
        ("cues.yaml", "{cue: rise, direction: 1, words: [up]}\n  - {cue: fall, direction: -1, words: [up]}", "up"),
        ("numerals.yaml", "{digit: 1, place: 10, words: [一]}", "one meaning"),
        ("numerals.yaml", "{digit: 1, words: [一]}\n  - {digit: 2, words: [一]}", "一"),
        ("numerals.yaml", "{vague: [10, 2], words: [数]}", "from where"),
        ("numerals.yaml", '{portion: "3/2", words: [half]}', "between 0 and 1"),
        ("ranges.yaml", "{connector: true, by: true, words: [by]}", "one meaning"),
        ("ranges.yaml", "{between: true, words: [between]}", "connectors"),
        ("periods.yaml", "{period: year, templates: [年]}", "slot"),
        ("periods.yaml", '{period: epoch, templates: ["{year}"]}', "'year'"),
        ("variants.yaml", "{pairs: 億亿 萬}", "no pair"),
        ("variants.yaml", "{pairs: 億亿 億忆}", "twice"),
        ("metrics.yaml", "{metric: a, words: [x]}\n  - {metric: b, words: [x]}", "twice"),
        ("names.yaml", "{words: [一般, 一般]}", "twice"),
    ],
)
def test_slips_are_found(tmp_path, name, entry, part):
    path = tmp_path / name
    slots = "slots: {}\n" if name == "periods.yaml" else ""
    path.write_text(f"about: x\nexamples: []\nnot: []\n{slots}entries:\n  - {entry}\n", encoding="utf-8")
    faults = validate_file(path)
    assert any(part in fault.message for fault in faults), faults


def test_a_time_of_day_is_no_text(tmp_path):
    """YAML reads a bare 15:30 as the number 930."""
    path = tmp_path / "names.yaml"
    path.write_text("about: x\nnot: [15:30]\nentries: []\n", encoding="utf-8")
    assert "string" in validate_file(path)[0].message


def test_a_qualifier_has_one_meaning(tmp_path):
    path = tmp_path / "qualifiers.yaml"
    entries = "  - {qualifier: about, before: [约]}\n  - {qualifier: nearly, before: [约]}\n"
    path.write_text(f"about: x\nhedges: []\nexamples: []\nnot: []\nentries:\n{entries}", encoding="utf-8")
    assert "about" in validate_file(path)[0].message
