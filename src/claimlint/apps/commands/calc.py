"""``claimlint calc``: what follows from these numbers?"""

from __future__ import annotations

import click

from claimlint.apps.terminal import ColorChoice, color_option, colored, format_option, put, width
from claimlint.reporters import formats, reporter


@click.command("calc", short_help="Compute with printed numbers: the range, and what may be printed.")
@click.argument("expression", nargs=-1, required=True)
@click.option(
    "--digits",
    metavar="N",
    type=click.IntRange(0, 12),
    help="Print the result with N digits behind the point.  [default: as precise as the numbers]",
)
@format_option(formats("calc"), "text")
@color_option
@click.option("--quiet", "-q", is_flag=True, help="Print the value alone.")
def command(
    expression: tuple[str, ...], digits: int | None, output_format: str, color: ColorChoice, quiet: bool
) -> int:
    """Compute EXPRESSION, as 'cagr(107亿, 2065亿, 5)' or '$1.2bn / 38,000 people', from amounts as they are printed.

    Prints the value, the range of all that the rounded amounts may stand for, and every value that may be printed.
    The functions are those of a report's rules: growth, cagr, share, sum, difference, mean and more.  A bare number is
    exact.  Put a blank behind the commas between numbers: 1,200 is one number.
    """
    from claimlint import calculate

    use_color = colored(color)
    found = calculate(" ".join(expression), digits=digits)
    put(reporter("calc", output_format)(found, color=use_color, width=width(), quiet=quiet), color=use_color)
    return 0
