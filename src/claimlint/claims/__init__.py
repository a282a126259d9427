"""Quantities become claims: who, what, when."""
