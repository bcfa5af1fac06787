"""The options that many commands share, and how their words are read."""

import argparse
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tightrope.core.errors import InputError, UnknownZone
from tightrope.core.timeline import WorkingHours

YEARS = range(1900, 2201)
"""Within them no sum of ours leaves what a datetime can hold."""


class BadTime(InputError):
    """A time of the call cannot be read."""

    def __init__(self, option: str, text: str) -> None:
        self.option = option
        self.text = text
        super().__init__(
            f"{option} {text!r} is no time; write 2026-11-17 or 2026-11-17T08:30+01:00"
        )


class FarTime(InputError):
    """A time of the call lies where no calendar is kept."""

    def __init__(self, option: str, text: str) -> None:
        self.option = option
        self.text = text
        super().__init__(
            f"{option} {text!r} is too far away; give a time in the years "
            f"{YEARS.start} to {YEARS[-1]}"
        )


class WindowBackward(InputError):
    """`--to` does not come after `--from`."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start = start
        self.end = end
        super().__init__(
            f"--to {end.isoformat()} does not come after --from {start.isoformat()}"
        )


class GitNotYet(InputError):
    """Commits were asked for, which cannot be read yet."""

    def __init__(self) -> None:
        super().__init__(
            "commits cannot be read yet; leave --git out, and the calendar alone is "
            "weighed"
        )


def sources(parser: argparse.ArgumentParser, least: str = "+") -> None:
    """Add SOURCE, `least` of them as argparse counts, and what reading one needs."""
    parser.add_argument(
        "sources",
        nargs=least,
        metavar="SOURCE",
        help="an .ics file, a folder of them, an https:// or webcal:// address, - "
        "for standard input, or the name of a connection; several count as one "
        "calendar",
    )
    data(parser)
    reading(parser)


def data(parser: argparse.ArgumentParser) -> None:
    """Add --data."""
    parser.add_argument(
        "--data",
        metavar="DIR",
        help="where Tightrope keeps its data (default: TIGHTROPE_DATA, else the folder "
        "that your system has for it)",
    )


def reading(parser: argparse.ArgumentParser) -> None:
    """Add what is needed to read a calendar."""
    parser.add_argument(
        "--tz",
        metavar="ZONE",
        type=zone_of,
        help="your time zone, such as Europe/Berlin (default: the calendar's, else "
        "this machine's)",
    )
    parser.add_argument(
        "--me",
        metavar="EMAIL",
        action="append",
        default=[],
        help="your mail address in invitations; may be given again",
    )


def clock(parser: argparse.ArgumentParser) -> None:
    """Add --now and --json."""
    parser.add_argument(
        "--now", metavar="TIME", help="pretend that it is this time (default: it is)"
    )
    answers(parser)


def answers(parser: argparse._ActionsContainer) -> None:
    """Add --json."""
    parser.add_argument(
        "--json", action="store_true", help="answer with one JSON object"
    )


def not_yet_git(parser: argparse.ArgumentParser) -> None:
    """Add --git, so that whoever asks for it is told that it comes later."""
    parser.add_argument("--git", action="append", help=argparse.SUPPRESS)


def refuse_git(args: argparse.Namespace) -> None:
    """Refuse --git.

    Raises:
        GitNotYet: it was given.
    """
    if args.git:
        raise GitNotYet


def hours(parser: argparse.ArgumentParser) -> None:
    """Add --hours."""
    parser.add_argument(
        "--hours",
        metavar="TEXT",
        type=WorkingHours.parse,
        help="your working hours, such as 'Mon-Thu 09:00-18:00, Fri 09:00-14:00' "
        "(default: Mon-Fri 09:00-18:00); 12:30 to 13:30 is lunch",
    )


def window(parser: argparse.ArgumentParser, start: str, end: str) -> None:
    """Add --from and --to, whose defaults are told in words."""
    parser.add_argument(
        "--from", dest="start", metavar="T", help=f"from then on (default: {start})"
    )
    parser.add_argument(
        "--to", dest="end", metavar="T", help=f"up to then (default: {end})"
    )


def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name.

    Raises:
        UnknownZone: nobody knows it.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(name) from None


def local_zone() -> ZoneInfo:
    """The zone of this machine, by TZ or /etc/localtime; UTC where neither tells."""
    here = Path("/etc/localtime")
    names = [os.environ.get("TZ", "").lstrip(":")]
    if here.is_symlink():
        names.append(re.sub(r".*zoneinfo/", "", str(here.readlink())))
    for name in filter(None, names):
        try:
            return zone_of(name)
        except UnknownZone:
            continue
    return ZoneInfo("UTC")


def now_of(text: str | None) -> datetime:
    """The time it is: what --now says, else the clock; in UTC."""
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    return moment("--now", text, None).astimezone(UTC)


def time_of_day(option: str, text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment that an option names; a time of day alone, `10:30`, is of today."""
    if re.fullmatch(r"\d{1,2}:\d{2}", text.strip()):
        today = now.astimezone(zone).date().isoformat()
        text = f"{today}T{text.strip():0>5}"
    return moment(option, text, zone).astimezone(UTC)


def moment(option: str, text: str, zone: ZoneInfo | None) -> datetime:
    """The moment that an option names; without an offset it is in `zone`.

    Raises:
        BadTime: it is no time.
        FarTime: it is one, and hundreds of years away.
    """
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadTime(option, text) from None
    if found.year not in YEARS:
        raise FarTime(option, text)
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone or local_zone())
    return found
