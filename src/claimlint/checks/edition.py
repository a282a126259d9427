"""Edition: what two documents tell of one fact must agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimlint.checks.repeated import Repeated
from claimlint.model.check import STATED, Binding, Breaks, Case, Holds, Neighbourhood, Slot
from claimlint.model.claim import Role
from claimlint.model.text import Language

_ROLES = (Role.LEVEL, Role.RATE, Role.SHARE)


class Edition(Repeated):
    """A fact of one document must not differ from what another tells of it: its previous edition (``previous:`` in the
    front matter), or one that speaks from the same day.

    Facts are one where name, metric, period, scope, basis and wording are the same. A document that ``supersedes:``
    another may say otherwise, and so may a paragraph that says what was revised; forecasts of two days differ by right.
    """

    title = {"en": "two documents print one fact with different values", "zh": "两份文件对同一事实的数值不一"}
    message = {
        "en": "inconsistent as printed: {stated} here, {inputs} elsewhere for the same fact",
        "zh": "前后不一致：此处为{stated}，另一份文件中同一事实为{inputs}",
    }
    slots = {
        "earlier": Slot(_ROLES, {"en": "the other document", "zh": "另一份文件"}),
        STATED: Slot(_ROLES, {"en": "stated", "zh": "此处"}),
    }
    params = {}
    examples = (
        Holds(
            "=== q3.md\n2023年海川股份营业收入为24.86亿元。\n"
            "=== q4.md\n---\nprevious: q3.md\n---\n\n2023年海川股份营业收入为24.9亿元。"
        ),
        Breaks(
            "=== q3.md\n2023年海川股份营业收入为24.86亿元。\n"
            "=== q4.md\n---\nprevious: q3.md\n---\n\n2023年海川股份营业收入为[[25.86亿元]]。",
            severity="warning",
        ),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """Nothing: which numbers are told elsewhere is known before anything is bound."""
        return ()

    def wording(self, case: Case) -> Mapping[Language, str]:
        """Both numbers, with the other document's name."""
        other = case.one("earlier").path.replace("{", "{{").replace("}", "}}")
        return {
            "en": f"inconsistent as printed: {{stated}} here, {{inputs}} in {other} for the same fact",
            "zh": f"前后不一致：此处为{{stated}}，{other}中同一事实为{{inputs}}",
        }
