"""Formats of ``claimlint explain``: they print the page of one rule, check or look-up."""
