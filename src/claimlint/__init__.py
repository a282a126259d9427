"""claimlint: a linter for the numbers in research reports, in Chinese and English."""

__version__ = "0.1.0"
