"""The check that a user writes as a formula over claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from claimlint.model.check import STATED, Binding, Breaks, Case, Check, Derivation, Holds, Neighbourhood, Slot, Values
from claimlint.model.claim import Claim, Role
from claimlint.model.dimension import agree, of_unit
from claimlint.model.expression import MINUS, PLUS, Box, Environment, Name, Node, Product, Sum
from claimlint.model.formula import Formula as Parsed
from claimlint.model.formula import FormulaError, Link, normalised, parse
from claimlint.model.image import image
from claimlint.model.interval import ZERO, Interval, Undefined
from claimlint.model.quantity import Reading
from claimlint.model.rates import Labelled, Root, raised
from claimlint.model.verdict import Relation

EXPECT = "expect"
# Python refuses to print integers of more than 4,300 digits, and nobody reads them.
MAX_SHOWN_BITS = 13_000
NOUGHT = Interval.point(0)


class Formula(Check):
    """The numbers must satisfy a formula that a rule spells out.

    The formula is the rule's ``expect``: ``profit / sales == margin``, ``cagr(m24, m29) == g``, ``a + b <= total``,
    ``first > second > third``.  Its names are the case's slots; the one that is judged is in ``stated``.  An equality
    fails where its sides cannot meet, an order where it holds for no values, and it passes where it holds for all.
    """

    slots = MappingProxyType({STATED: Slot(tuple(Role), {"zh": "所述", "en": "stated"})})
    title = MappingProxyType({"zh": "公式不成立", "en": "formula does not hold"})
    message = MappingProxyType(
        {
            "zh": "文中为{stated}，与公式不符：按公式应为{range}",
            "en": "{stated} is inconsistent as printed: the formula gives {range}",
        }
    )
    examples = (
        Holds("营业收入200亿元，毛利60亿元，毛利率30%。"),
        Breaks("营业收入200亿元，毛利60亿元，毛利率[[32%]]。", expected="30%"),
    )

    def propose(self, around: Neighbourhood, params: Mapping[str, str]) -> Iterable[Binding]:
        """None: a formula names its claims, so nothing has to be found for it."""
        return ()

    def derived(self, case: Case) -> Derivation:
        """A quotient, a rate or a root of other numbers is computed; of a sum or a product any part may be wrong."""
        formula = parse(case.params[EXPECT])
        if len(formula.links) != 1 or formula.links[0].operator != "==":
            return Derivation.GIVEN
        sides = (formula.links[0].left, formula.links[0].right)
        stated = Name(_stated_name(formula, case))
        others = [side for side in sides if side != stated]
        if len(others) != 1 or isinstance(others[0], Name) or stated.name in others[0].names():
            return Derivation.GIVEN
        return Derivation.COMPUTED if _divides(others[0]) else Derivation.ADDED

    def relate(self, case: Case, values: Values) -> Relation:
        """The first comparison of the chain that fails, else the first that is not certain, else the first."""
        formula = parse(case.params[EXPECT])
        box, environment = _inputs(formula, case, values)
        relations: list[Relation] = []
        undefined = ""  # the reason alone: an error that is kept keeps all that was being judged
        for link in formula.links:
            try:
                relations.append(_relate(link, box, environment, formula.names, _stated_name(formula, case)))
            except Undefined as reason:
                undefined = undefined or reason.reason
        failed = [relation for relation in relations if not relation.pair[0].meets(relation.pair[1])]
        if not failed and undefined:
            raise Undefined(undefined)
        chosen = failed or [relation for relation in relations if not _certain(relation)] or relations
        return _in_unit(chosen[0], case.stated.quantity.unit.factor)

    def formula(self, case: Case) -> str:
        """The formula as the rule writes it."""
        return " ".join(case.params[EXPECT].split())


def _divides(node: Node) -> bool:
    """True where a rate is computed: a quotient, or a function that makes one."""
    if isinstance(node, Product):
        return any(exponent < 0 or _divides(factor) for exponent, factor in node.factors)
    if isinstance(node, Sum):
        return any(_divides(term) for _, term in node.terms)
    return isinstance(node, Labelled | Root)


def bind_formula(rule_id: str, source: str, claims_by_name: Mapping[str, Claim]) -> Case:
    """The case of a formula whose names are known claims.

    In a chain the judged claim is that of the first comparison which fails.  Raises :class:`FormulaError` for a
    formula that cannot be read and for names that are not among the claims.
    """
    formula = parse(source)
    formula.check_names(claims_by_name)
    known = {normalised(name): claim for name, claim in claims_by_name.items()}
    claims = {name: known[name] for name in formula.names}
    stated = _judged(formula, claims)
    slots = {STATED: (claims[stated],)} | {name: (claim,) for name, claim in claims.items() if name != stated}
    return Case(rule_id, MappingProxyType(slots), params=MappingProxyType({EXPECT: source}))


def _judged(formula: Parsed, claims: Mapping[str, Claim]) -> str:
    if STATED in formula.names:
        return STATED
    box = {name: claim.quantity.under(Reading.INTERVAL) * claim.quantity.unit.factor for name, claim in claims.items()}
    chosen = formula.links[0].stated
    for link in reversed(formula.links):
        try:
            recomputed, claimed = _relate(link, box, _environment(claims, None), formula.names, link.stated).pair
        except Undefined:
            continue
        if not recomputed.meets(claimed):
            chosen = link.stated
    return chosen or formula.names[-1]


def _stated_name(formula: Parsed, case: Case) -> str:
    """The formula's name for the stated claim: the one that has no slot of its own."""
    return next((name for name in formula.names if name == STATED or name not in case.slots), formula.names[-1])


def _inputs(formula: Parsed, case: Case, values: Values) -> tuple[Box, Environment]:
    stated = _stated_name(formula, case)
    slots = {name: STATED if name == stated else name for name in formula.names}
    box: dict[str, Interval] = {}
    claims: dict[str, Claim] = {}
    for name, slot in slots.items():
        if len(values.get(slot, ())) != 1:
            raise Undefined("many-values" if slot in values else "missing-claim")
        (box[name],), (claims[name],) = values[slot], case.slots[slot]
    return box, _environment(claims, case.years)


def _environment(claims: Mapping[str, Claim], years: Fraction | None) -> Environment:
    dimensions = {name: of_unit(claim.quantity.unit.dimension) for name, claim in claims.items()}
    return Environment(dimensions, {name: claim.period for name, claim in claims.items()}, years)


def _relate(link: Link, box: Box, environment: Environment, names: tuple[str, ...], stated: str | None) -> Relation:
    (left, one), (right, other) = link.left.resolve(environment), link.right.resolve(environment)
    agree(one, other)
    stated_on_right = link.stated_on_right
    if stated in set(left.names()) ^ set(right.names()):  # the rule says which one is judged
        stated_on_right = stated in set(right.names())
    claimed, computed = (right, left) if stated_on_right else (left, right)
    recomputed, shown = _printable(image(computed, box)), _printable(image(claimed, box))
    if link.operator == "==":
        return Relation(recomputed, shown, proof=_equality(computed, claimed, box))
    excess = _excess(left, right, box)
    allowed = _allowed(link.operator, excess)
    bound = _bound(link.operator, recomputed, stated_on_right)
    return Relation(bound, shown, proof=(excess, allowed), one_sided=True)


def _equality(computed: Node, claimed: Node, box: Box) -> tuple[Interval, Interval] | None:
    """The sets that prove or refute ``computed == claimed``; None where the two images do."""
    if _shared(computed, claimed):
        return image(Sum(((PLUS, computed), (MINUS, claimed))), box), NOUGHT
    if (powers := _by_powers(computed, claimed, box)) is not None:
        return powers
    if (powers := _by_powers(claimed, computed, box)) is not None:
        return powers[1], powers[0]
    return None


def _excess(left: Node, right: Node, box: Box) -> Interval:
    """By how much the left side exceeds the right one."""
    if not _shared(left, right):
        if (powers := _by_powers(left, right, box)) is not None:
            return powers[0] - powers[1]
        if (powers := _by_powers(right, left, box)) is not None:
            return powers[1] - powers[0]
    return image(Sum(((PLUS, left), (MINUS, right))), box)


def _by_powers(rate: Node, other: Node, box: Box) -> tuple[Interval, Interval] | None:
    """``cagr(a, b) == g`` as b/a against (1+g)ⁿ: exact, where the root would be rounded."""
    inner = rate.part if isinstance(rate, Labelled) else rate
    less_one = isinstance(inner, Sum) and len(inner.terms) == 2 and isinstance(inner.terms[0][1], Root)
    root = inner.terms[0][1] if isinstance(inner, Sum) and less_one else inner
    if not isinstance(root, Root) or (degree := root.degree()) is None:
        return None
    factor = image(other, box) + (1 if less_one else 0)
    if factor.low is None or factor.low < 0:
        return None  # a factor below zero: its powers need not keep their order
    return raised(image(root.ratio, box), degree.denominator), raised(factor, degree.numerator)


def _allowed(operator: str, excess: Interval) -> Interval:
    """The excesses of the left side for which the comparison holds."""
    if operator == "!=":  # two half-lines: the one that the excess reaches into
        rises = excess.high is None or excess.high > 0
        operator = ">" if rises else "<"
    strict = operator in "<>"
    return Interval(None, ZERO, high_open=strict) if operator in ("<", "<=") else Interval(ZERO, None, low_open=strict)


def _bound(operator: str, recomputed: Interval, stated_on_right: bool) -> Interval:
    """What the stated number may be, given the other side: a half-line (everything for ``!=``)."""
    strict = operator in "<>"
    if operator == "!=":
        return Interval(None, None)
    if (operator in ("<", "<=")) == stated_on_right:
        return Interval(recomputed.low, None, low_open=strict or recomputed.low_open)
    return Interval(None, recomputed.high, high_open=strict or recomputed.high_open)


def _in_unit(relation: Relation, factor: Fraction) -> Relation:
    """The relation in the judged number's own unit; the sets in base units stay as its proof."""
    shown = relation.recomputed / factor, relation.stated / factor
    return replace(relation, recomputed=shown[0], stated=shown[1], proof=relation.pair)


def _certain(relation: Relation) -> bool:
    recomputed, claimed = relation.pair
    return recomputed.within(claimed) if relation.one_sided else recomputed.bounded


def _shared(left: Node, right: Node) -> bool:
    return not set(left.names()).isdisjoint(right.names())


def _printable(value: Interval) -> Interval:
    for end in (value.low, value.high):
        if end is not None and max(end.numerator.bit_length(), end.denominator.bit_length()) > MAX_SHOWN_BITS:
            raise Undefined("too-large")
    return value


__all__ = ["EXPECT", "Formula", "FormulaError", "bind_formula"]
