"""One file is one check is one id; the folder listing is the registry."""
