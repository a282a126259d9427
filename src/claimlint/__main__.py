"""``python -m claimlint`` is the command line."""

import sys

from claimlint.apps.cli import main

sys.exit(main())
