"""The nouns of claimlint: frozen values that import nothing of ours but each other."""
