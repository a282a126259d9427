"""Rules are YAML: which claims go to which check."""
