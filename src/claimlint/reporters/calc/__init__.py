"""Formats of ``claimlint calc``."""
