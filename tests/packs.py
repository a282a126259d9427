"""A rule pack of a house, for tests of settings and of what is kept."""

PACK = """\
pack: house
about: A house rule.
rules:
  - id: house-margin
    expect: profit / sales == stated
    given:
      profit: {role: level, metric: gross_profit}
      sales: {role: level, metric: revenue}
      stated: {metric: rnd_ratio}
    why: Because.
    holds: [x]
    breaks: ["[[x]]"]
"""
