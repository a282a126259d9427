"""Formats of ``claimlint check``: they print a Report."""
