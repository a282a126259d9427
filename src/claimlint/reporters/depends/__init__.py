"""Formats of ``claimlint depends``."""
