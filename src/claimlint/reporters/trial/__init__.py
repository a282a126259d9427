"""Formats of ``claimlint test``: they print which rules keep their word."""
