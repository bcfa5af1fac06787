"""How titles are sorted, as a call says it: rules and corrections of one's own."""

import argparse
from datetime import datetime

from tightrope.cli.texts import contents, text
from tightrope.core.balance import Judge, parse_rules
from tightrope.flows.corrections import judge_of, read_corrections


def judging(parser: argparse.ArgumentParser) -> None:
    """Add `--rules` and `--corrections`."""
    parser.add_argument(
        "--rules",
        metavar="FILE.toml",
        help="rules of your own, asked before those that Tightrope has",
    )
    parser.add_argument(
        "--corrections",
        metavar="FILE.csv",
        help="what you know better: a table with the columns text and facet, and "
        "optionally kind, series and what classify takes; it holds for the series, "
        "the title and the same people, and teaches how others are sorted",
    )


def judge_for(args: argparse.Namespace, now: datetime) -> Judge | None:
    """What sorts titles for this call; nothing where it is as usual."""
    if not args.rules and not args.corrections:
        return None
    rules = (
        parse_rules(text(args.rules, "a file of rules"), args.rules)
        if args.rules
        else None
    )
    log = (
        read_corrections(
            contents(args.corrections, "a CSV file"), args.corrections, now
        )
        if args.corrections
        else ()
    )
    return judge_of(log, rules)
