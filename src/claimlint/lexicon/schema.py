"""What a lexicon file must look like.  Tests hold every file to it; no run of the linter imports this module.

:func:`validate_file` names file, line and column of each fault, so that somebody who knows the words but no Python can
repair an entry.  To give another kind of file a schema, derive its entry from :class:`.strict.Strict`, its file from
:class:`.strict.LexiconFile`, and list the file's name in :data:`MODELS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from pydantic import ValidationError

from claimlint.lexicon import schema_calendar as dates
from claimlint.lexicon import schema_claims as claims
from claimlint.lexicon import schema_lists as lists
from claimlint.lexicon import schema_moods as moods
from claimlint.lexicon import schema_numbers as numbers
from claimlint.lexicon import schema_phrases as phrases
from claimlint.lexicon import schema_ranks as ranks
from claimlint.lexicon import schema_sets as sets
from claimlint.lexicon import schema_shapes as shapes
from claimlint.lexicon import schema_tables as tables
from claimlint.lexicon import schema_turns as turns
from claimlint.lexicon import schema_units as units
from claimlint.lexicon.strict import LexiconFile, Place
from claimlint.model.finding import Failure

MODELS: Mapping[str, type[LexiconFile | claims.ReportFile | claims.QuotesFile]] = {
    "units.yaml": units.UnitsFile,
    "currencies.yaml": units.CurrenciesFile,
    "unit_table.yaml": units.UnitTableFile,
    "numerals.yaml": numbers.NumeralsFile,
    "qualifiers.yaml": numbers.QualifiersFile,
    "ranges.yaml": numbers.RangesFile,
    "periods.yaml": phrases.PeriodsFile,
    "names.yaml": phrases.NamesFile,
    "links.yaml": phrases.LinksFile,
    "lists.yaml": lists.ListsFile,
    "ranks.yaml": ranks.RanksFile,
    "sets.yaml": sets.SetsFile,
    "calendar.yaml": dates.CalendarFile,
    "moods.yaml": moods.MoodsFile,
    "variants.yaml": phrases.VariantsFile,
    "cues.yaml": claims.CuesFile,
    "metrics.yaml": claims.MetricsFile,
    "labels.yaml": claims.LabelsFile,
    "tables.yaml": tables.TablesFile,
    "turns.yaml": turns.TurnsFile,
    "shapes.yaml": shapes.ShapesFile,
    "report.yaml": claims.ReportFile,
    "quotes.yaml": claims.QuotesFile,
}


def validate_file(path: Path) -> tuple[Failure, ...]:
    """Every fault of one lexicon file, with line and column; nothing where the file is sound.

    The schema goes by the file's name (:data:`MODELS`).
    """
    model = MODELS.get(path.name)
    if model is None:
        return (Failure(str(path), f"no schema for a file of this name; known: {', '.join(MODELS)}"),)
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        return (Failure(str(path), f"cannot be read: {error}"),)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = (None, None) if mark is None else (mark.line + 1, mark.column + 1)
        return (Failure(str(path), f"is no YAML: {error.problem or error}", *where),)
    except yaml.YAMLError as error:  # a character that YAML forbids
        return (Failure(str(path), f"is no YAML: {error}"),)
    repeated = [_failure(path, key, f"the key {key.value!r} is given twice") for key in _repeated_keys(root)]
    try:
        found = list(model.model_validate(data).faults())
    except ValidationError as error:
        found = [(tuple(fault["loc"]), fault["msg"]) for fault in error.errors()]
    return (*repeated, *(_failure(path, _node_at(root, place), message, place) for place, message in found))


def _failure(path: Path, node: yaml.Node | None, message: str, place: Place = ()) -> Failure:
    spelled = ".".join(str(part) for part in place)
    text = f"{spelled}: {message}" if spelled else message
    if node is None:
        return Failure(str(path), text)
    return Failure(str(path), text, node.start_mark.line + 1, node.start_mark.column + 1)


def _node_at(node: yaml.Node | None, place: Place) -> yaml.Node | None:
    """The node at ``place``, or the last one on the way to it (a key that is missing has no node)."""
    shown = node
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == part), None)
            if pair is None:
                return shown
            shown, node = pair
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            shown = node = node.value[part]
        else:
            return shown
    return shown


def _repeated_keys(node: yaml.Node | None) -> Iterator[yaml.Node]:
    """The keys that are given again: YAML keeps the last of two and says nothing."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key
            seen.add(key.value)
            yield from _repeated_keys(value)
