"""A run over many files: shared out to processes, kept where nothing changed, added up at the end."""
