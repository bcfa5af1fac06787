"""`python -m tightrope.cli` is `tightrope`."""

from tightrope.cli.main import run

run()
