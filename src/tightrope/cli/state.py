"""What a call that needs state has: its data folder, and what the store says."""

import argparse
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from tightrope.cli import options
from tightrope.cli.texts import text
from tightrope.core.planner import Policy
from tightrope.core.planner.policyfile import read as read_policy
from tightrope.core.timeline import WorkingHours
from tightrope.flows.ports import Store
from tightrope.wiring import data_folder, open_store

POLICY = "policy.toml"
"""The file in the data folder that says what is asked of every plan."""


def zoned(parser: argparse.ArgumentParser) -> None:
    """Add --tz for a command that reads nothing anew."""
    parser.add_argument(
        "--tz",
        metavar="ZONE",
        type=options.zone_of,
        help="the zone that times are given and told in (default: yours)",
    )


def lasting(parser: argparse.ArgumentParser) -> None:
    """Add what every command over the store takes: --data, --tz, --now and --json."""
    options.data(parser)
    zoned(parser)
    options.clock(parser)


def opened(args: argparse.Namespace) -> Store:
    """The store of a call.

    Raises:
        InputError: the folder cannot be one.
        OutsideError: it cannot be opened.
    """
    return open_store(data_folder(args.data))


def clock_of(args: argparse.Namespace) -> Callable[[], datetime]:
    """What says the time: --now, and then it stands still, else the clock."""
    return lambda: options.now_of(args.now)


def zone_in(args: argparse.Namespace, store: Store) -> ZoneInfo:
    """The person's zone: what the call says, they said, or their calendars say."""
    if args.tz:
        found: ZoneInfo = args.tz
        return found
    said = store.people.me().zone
    first = sorted(store.collections.all(), key=lambda one: not one.target)
    names = filter(None, (said, *(one.zone for one in first if one.read)))
    return next(map(options.zone_of, names), None) or options.local_zone()


def hours_in(args: argparse.Namespace, store: Store) -> WorkingHours:
    """The person's working hours: what the call says, else what they said once."""
    given: WorkingHours | None = getattr(args, "hours", None)
    said = store.people.me().hours
    return given or (WorkingHours.parse(said) if said else WorkingHours())


def policy_in(args: argparse.Namespace) -> Policy:
    """The policy: the file of the call, else the one in the data folder, else none."""
    kept = data_folder(args.data) / POLICY
    given = getattr(args, "policy", None)
    path = given or (str(kept) if kept.is_file() else None)
    if path is None:
        return Policy()
    return read_policy(text(path, "a policy in TOML"), path, args.tz)
