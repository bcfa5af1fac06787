"""The command `tightrope`: picks the verb, loads only its module, answers for it."""

import argparse
import difflib
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, Protocol, cast

from tightrope.core.errors import InputError, OutsideError

COMMANDS = {
    "plan": "place focus blocks in the weeks ahead, and say why there",
    "events": "list what stands on a calendar, recurrence and zones resolved",
    "balance": "weigh the hours: grind and vision, by week and facet",
    "cycle": "tell whether the time is intense, normal or quiet, and what comes",
    "classify": "sort titles of meetings, commits and issues into facets",
    "solve": "answer planning problems, one JSON line in, one out",
    "policy": "show, explain or check what you ask of every plan",
    "connect": "reach a calendar from now on: CalDAV, an address, a folder, a file",
    "connections": "list what is connected, and when it was read",
    "disconnect": "forget a connection; nothing on its server changes",
    "sync": "read what changed, take over what you moved, send what waits",
    "today": "show what stands today",
    "week": "show this week, its blocks, and what waits for your word",
    "accept": "let proposed blocks stand, and write them to your calendar",
    "move": "put a block where you want it",
    "skip": "take a block away, and have none proposed there again",
    "finish": "say that a block took place, all of it or until now",
    "override": "say what took a block, or the rest of it: that is owed",
    "ledger": "show what was promised, kept and owed, and how well promises hold",
    "undo": "take back what the last command wrote or entered",
    "log": "list what was written to calendars, before and after",
    "feed": "make an address at which your blocks can be subscribed to",
    "serve": "answer those who subscribed to your blocks",
    "me": "say what your zone, hours and mail addresses are",
    "backup": "copy the data to a file",
    "restore": "put such a copy in the place of the data",
    "doctor": "see whether data, connections and clock are well",
    "demo": "plan the sample year of a made-up CTO",
    "bench": "play months of a calendar against ways of planning",
}
"""Each verb and what it is for, kept here so that help needs no other module."""

EPILOG = """\
examples:
  tightrope demo                            see a plan before you give it anything
  tightrope plan work.ics                   plan the next six weeks of your calendar
  tightrope plan work.ics --out focus.ics   and write the blocks to a file to import
  tightrope balance work.ics                where did the hours go?
  tightrope cycle work.ics                  is this temporary?
  tightrope connect --help                  and live with it: connect, plan, accept

SOURCE is an .ics file, a folder of them, the https:// or webcal:// address of a
calendar, - for standard input, or the name of a connection. Your data stays on this
machine: a connection is opened only to an address that you give, and written to are
only calendars that you connected, with blocks that you accepted.
"""

DONE, OUTSIDE, INPUT, INTERRUPTED = 0, 1, 2, 130


class UnknownCommand(InputError):
    """The first word is no command."""

    def __init__(self, word: str) -> None:
        self.word = word
        near = difflib.get_close_matches(word, COMMANDS, n=1)
        hint = f"did you mean '{near[0]}'?" if near else "see 'tightrope --help'"
        super().__init__(f"there is no command {word!r}; {hint}")


class BadCall(InputError):
    """The options of a command are wrong."""

    def __init__(self, command: str, what: str) -> None:
        self.command = command
        super().__init__(f"{what}; see '{command} --help'")


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line, and ours to print."""

    def error(self, message: str) -> NoReturn:
        """Refuse the call.

        Raises:
            BadCall: always.
        """
        raise BadCall(self.prog, message)


class Command(Protocol):
    """What each module of `cli.commands` has."""

    EXAMPLES: str

    @staticmethod
    def arguments(parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    @staticmethod
    def run(args: argparse.Namespace) -> None:
        """Do it."""


def run() -> NoReturn:
    """Be the program: end the process with the exit code of the call."""
    # A call makes many small records and drops few: looking for circles among them
    # at every 700th would cost a fifth of reading a large calendar.
    gc.set_threshold(100_000, 50, 100)
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run one call, and give its exit code: 0 done, 1 outside, 2 input or call."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        call(argv)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - a border of ours
        return answer_for(error)
    return DONE


def answer_for(error: BaseException) -> int:
    """Say in one line what stopped the call, and give its exit code."""
    match error:
        case InputError():
            return complain(error, INPUT)
        case OutsideError():
            return complain(error, OUTSIDE)
        case KeyboardInterrupt():
            return complain("stopped; nothing was left half-written", INTERRUPTED)
        case BrokenPipeError():
            return hang_up()
        case OSError():
            hang_up()
            return complain(f"could not write the answer: {error.strerror}", OUTSIDE)
        case _:
            return confess(error)


def call(argv: Sequence[str]) -> None:
    """Do what the words of the call ask for.

    Raises:
        UnknownCommand: the first word is no command.
        BadCall: its options are wrong.
    """
    words = list(argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        sys.stdout.write(top().format_help())
        return
    if words[0] in {"-V", "--version"}:
        sys.stdout.write(f"tightrope {version()}\n")
        return
    if words[0] not in COMMANDS:
        if words[0].startswith("-"):
            raise BadCall("tightrope", f"there is no option {words[0]}")
        raise UnknownCommand(words[0])
    command = load(words[0])
    parser = Parser(
        prog=f"tightrope {words[0]}",
        description=f"{COMMANDS[words[0]].capitalize()}.",
        epilog="examples:\n" + command.EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.arguments(parser)
    try:
        args = parser.parse_args(words[1:])
    except SystemExit:  # argparse ends the process after --help
        return
    command.run(args)


def load(name: str) -> Command:
    """The module of a command: loaded now, so that others cost nothing."""
    module = importlib.import_module(f"tightrope.cli.commands.{name}")
    return cast("Command", module)


def top() -> argparse.ArgumentParser:
    """The parser of the bare command, for its help."""
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:<{width}}  {what}" for name, what in COMMANDS.items())
    return Parser(
        prog="tightrope",
        usage="tightrope COMMAND [SOURCE ...] [options]",
        description=(
            "Keep your balance between the daily grind and the long view:\n"
            "reads your calendar, tells what it weighs and how intense the time is,\n"
            "and finds room for focus blocks of 3 to 4 hours.\n\n"
            f"commands (each has --help):\n{listed}"
        ),
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def version() -> str:
    """The installed version, or the one of the checkout."""
    metadata = importlib.import_module("importlib.metadata")
    try:
        return str(metadata.version("tightrope"))
    except metadata.PackageNotFoundError:
        return "from a checkout"


def complain(what: object, code: int) -> int:
    """Say what is wrong in one line on stderr, and give `code` back."""
    line = " ".join(str(what).split())
    sys.stderr.write(f"tightrope: {line}\n")
    return code


def hang_up() -> int:
    """Stop writing to a reader that went away (`| head`), without a complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return OUTSIDE


def confess(error: BaseException) -> int:
    """Admit a mistake of ours in one line; the traceback only to who asks for it."""
    if os.environ.get("TIGHTROPE_DEBUG"):
        raise error
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    at = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else "?"
    return complain(
        f"a mistake of ours ({type(error).__name__} in {at}); nothing was written. "
        "Please report it; TIGHTROPE_DEBUG=1 shows more",
        OUTSIDE,
    )
