"""Formats of ``claimlint rules``: they print the list of rules, each of them a page."""
