"""How fast claimlint is, next to what bounds it and to its peers: ``make bench``."""
