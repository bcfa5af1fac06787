#!/usr/bin/env python3
"""Sets the project up and runs it, on nothing but Python and pip."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must say so in one line
    sys.exit(
        "Tightrope needs Python 3.11 or newer, and this is %d.%d; "  # noqa: UP031 - read by any Python
        "try: python3.11 dev.py" % sys.version_info[:2]
    )

from house.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
