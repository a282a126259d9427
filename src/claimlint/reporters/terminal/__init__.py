"""What the formats for terminals are built from: cells, paint, excerpts and frames."""
