"""One file for each sub-command; each offers ``command``."""
