"""Formats of ``claimlint needs``."""
