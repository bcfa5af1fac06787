"""`tightrope policy`: what you ask of every plan."""

import argparse
from dataclasses import asdict

from rich.text import Text

from tightrope.cli import options
from tightrope.cli.output import answer
from tightrope.cli.pictures.terminal import terminal
from tightrope.cli.texts import text
from tightrope.core.errors import InputError
from tightrope.core.planner import Policy
from tightrope.core.planner.policyfile import Line, explain, read

EXAMPLES = """\
  tightrope policy explain                  each key, its default, what it asks you
  tightrope policy show policy.toml         what your file says
  tightrope policy check policy.toml        whether your file can be read
"""
KIND = "a policy in TOML"


class NothingToCheck(InputError):
    """`check` was called without a file."""

    def __init__(self) -> None:
        super().__init__("which file? write tightrope policy check policy.toml")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `policy` takes."""
    parser.add_argument(
        "what",
        choices=("show", "explain", "check"),
        help="show the values, explain each, or check a file",
    )
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE.toml",
        help="a policy; without one the defaults are shown",
    )
    options.answers(parser)


def run(args: argparse.Namespace) -> None:
    """Show, explain or check a policy."""
    if args.what == "check" and not args.file:
        raise NothingToCheck
    policy = read(text(args.file, KIND), args.file) if args.file else Policy()
    lines = explain(policy)
    if args.json:
        answer({"policy": [asdict(line) for line in lines]})
    elif args.what == "check":
        changed = sum(line.value != line.default for line in lines)
        terminal().print(f"{args.file} is a good policy; {changed} values are its own.")
    else:
        say(lines, asks=args.what == "explain")


def say(lines: tuple[Line, ...], *, asks: bool) -> None:
    """Print each key with its value, and the question that it answers."""
    console = terminal()
    width = max(len(line.key) for line in lines)
    for line in lines:
        console.print(
            Text(line.key.ljust(width), style="head").append(f"  {line.value}")
        )
        if asks:
            console.print(Text(f"    {line.asks}", style="quiet"))
            if line.value != line.default:
                console.print(Text(f"    Usually {line.default}.", style="quiet"))
