"""Documents become quantities: every number, read."""
