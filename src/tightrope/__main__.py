"""`python -m tightrope` is `tightrope`."""

from tightrope.cli.main import run

run()
