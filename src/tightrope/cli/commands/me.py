"""`tightrope me`: what is known of the person, and what they say of themselves."""

import argparse
import sys
from dataclasses import replace

from tightrope.cli import options
from tightrope.cli.output import answer
from tightrope.cli.state import opened
from tightrope.core.timeline import WorkingHours
from tightrope.flows.ports import Person

EXAMPLES = """\
  tightrope me                              what is known of you
  tightrope me --tz Europe/Berlin --hours "Mon-Thu 09:00-18:00, Fri 09:00-14:00"
  tightrope me --address noor@example.org

It is kept here and nowhere else, and 'plan' without a SOURCE goes by it. What you ask
of a plan stands in the file policy.toml of the data folder: 'tightrope policy explain'.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `me` takes."""
    parser.add_argument("--tz", metavar="ZONE", type=options.zone_of, help="your zone")
    parser.add_argument("--hours", metavar="TEXT", help="your working hours")
    parser.add_argument(
        "--address",
        metavar="EMAIL",
        action="append",
        default=[],
        help="a mail address of yours in invitations; may be given again",
    )
    options.data(parser)
    options.answers(parser)


def run(args: argparse.Namespace) -> None:
    """Keep what is said, and show what is known."""
    store = opened(args)
    person = store.people.me()
    said = _said(person, args)
    if said != person:
        store.people.change(said)
    if args.json:
        answer(
            {
                "zone": said.zone,
                "hours": said.hours,
                "addresses": sorted(said.addresses),
            }
        )
        return
    sys.stdout.write(
        f"zone       {said.zone or 'as your calendars say'}\n"
        f"hours      {said.hours or 'Mon-Fri 09:00-18:00, as nothing else is said'}\n"
        f"addresses  {', '.join(sorted(said.addresses)) or 'as your servers say'}\n"
    )


def _said(person: Person, args: argparse.Namespace) -> Person:
    """The person, with what the call says of them.

    Raises:
        BadHours: the hours cannot be read.
    """
    if args.hours:
        WorkingHours.parse(args.hours)
    known = person.addresses.union(address.lower() for address in args.address)
    return replace(
        person,
        zone=args.tz.key if args.tz else person.zone,
        hours=args.hours or person.hours,
        addresses=known,
    )
