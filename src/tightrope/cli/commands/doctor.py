"""`tightrope doctor`: is all well with the data, the connections and this machine?"""

import argparse
import platform
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from tightrope.cli import options
from tightrope.cli.output import answer, plain
from tightrope.cli.state import lasting
from tightrope.core.errors import OutsideError
from tightrope.flows.doctor import Found, examine
from tightrope.wiring import (
    data_folder,
    has_store,
    open_store,
    reach,
    trouble_in,
)

EXAMPLES = """\
  tightrope doctor                          without asking any server
  tightrope doctor --ask                    and whether each of them lets us in
"""
PACKAGES = ("tightrope", "django", "icalendar", "httpx", "lxml", "cryptography")


class NeedsCare(OutsideError):
    """Something is not well."""

    def __init__(self, count: int) -> None:
        self.count = count
        many = "one thing needs" if count == 1 else f"{count} things need"
        super().__init__(f"{many} care; see above")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `doctor` takes."""
    parser.add_argument(
        "--ask",
        action="store_true",
        help="ask each server whether it lets us in; nothing is read or written",
    )
    lasting(parser)


def run(args: argparse.Namespace) -> None:
    """Look at everything, and say what is not well.

    Raises:
        NeedsCare: something is not.
    """
    found = [*_of_data(args)]
    if all(one.well for one in found) and has_store(data_folder(args.data)):
        store = open_store(data_folder(args.data))
        now = options.now_of(args.now)
        found += examine(store, reach() if args.ask else None, now)
    versions = dict(_versions())
    if args.json:
        answer(
            {
                "checks": [
                    {"what": one.what, "well": one.well, "says": one.says}
                    for one in found
                ],
                "versions": versions,
            }
        )
    else:
        for one in found:
            sign = "well " if one.well else "CARE "
            sys.stdout.write(f"{sign} {one.what}: {plain(one.says)}\n")
        told = ", ".join(f"{name} {number}" for name, number in versions.items())
        sys.stdout.write(f"{told}\n")
        sys.stdout.flush()
    if ill := sum(not one.well for one in found):
        raise NeedsCare(ill)


def _of_data(args: argparse.Namespace) -> Iterator[Found]:
    """What is so of the folder, the database in it, and the key beside it."""
    folder = data_folder(args.data)
    problems = trouble_in(folder)
    for problem in problems:
        yield Found(what=problem.where, says=problem.what, well=False)
    if not problems:
        kept = "well kept" if has_store(folder) else "nothing is kept yet"
        yield Found(what="data", says=f"{folder}, {kept}")


def _versions() -> Iterator[tuple[str, str]]:
    yield "python", platform.python_version()
    yield "sqlite", sqlite3.sqlite_version
    for name in PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "from a checkout"
