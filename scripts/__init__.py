"""Measures and generators, run from the root of the repository."""
