"""Rule packs of the user's own: read as strictly as those that come with claimlint, and told apart from them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claimlint.model.finding import LOOKUPS
from claimlint.rules.load import Rule, load_rules, read_pack
from claimlint.sources.decode import decode, load
from claimlint.sources.yaml_tree import read_tree


@cache
def own_rules(paths: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of the packs at ``paths``.

    Raises :class:`InputError`, with line and column, for a file that is no pack, and for a pack or a rule that has the
    name of another.
    """
    from claimlint.rules.schema import read_pack_entry

    taken = {rule.id: "comes with claimlint" for rule in load_rules()} | dict.fromkeys(LOOKUPS, "comes with claimlint")
    packs = {rule.pack: "comes with claimlint" for rule in load_rules()}
    found: list[Rule] = []
    for path in dict.fromkeys(paths):
        text = decode(path, load(path))
        entry = read_pack_entry(path, text)
        _refuse_taken(path, text, ("pack",), "pack", entry.pack, packs)
        for number, rule in enumerate(entry.rules):
            _refuse_taken(path, text, ("rules", number, "id"), "rule", rule.id, taken)
            taken[rule.id] = f"is in {path}"
        packs[entry.pack] = f"is in {path}"
        found.extend(read_pack(path, text))
    return tuple(found)


def _refuse_taken(
    path: str, text: str, place: Sequence[int | str], what: str, name: str, taken: dict[str, str]
) -> None:
    if name in taken:
        tree = read_tree(path, text)
        tree.refuse(tree.place(place), f"a {what} {name!r} {taken[name]}: choose another name")
