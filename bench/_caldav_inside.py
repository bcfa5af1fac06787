"""A first sync inside one fresh process: `_caldav_inside.py PART ADDRESS USER SECRET`.

Prints one JSON object: seconds of the CPU by part, how much was found, and the most
memory above that of the imports.
"""

import http.client
import json
import logging
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

Found = dict[str, float]
_UNIT = 1 if sys.platform == "darwin" else 1024


def peak_mb() -> float:
    """The most memory of this process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6


def ours(address: str, user: str, secret: str) -> Found:
    """The list of all resources, then each of them."""
    from tightrope.calendars.base import Resource  # noqa: PLC0415 - only what is timed
    from tightrope.calendars.caldav import CaldavServer  # noqa: PLC0415 - the same
    from tightrope.fetching.asking import HttpAsk  # noqa: PLC0415 - the same

    before, began = peak_mb(), process_time()
    with HttpAsk(home=address) as ask:
        server = CaldavServer(address, user=user, secret=secret, ask=ask)
        remote = server.open(address, "bench")
        changes = remote.changes(None)
        listed = process_time()
        found = [
            (one.href, one.digest, len(one.data))
            for one in remote.fetch(changes.listed)
            if isinstance(one, Resource)
        ]
    return {
        "list": listed - began,
        "fetch": process_time() - listed,
        "resources": len(found),
        "bytes": sum(size for _, _, size in found),
        "above_imports_mb": peak_mb() - before,
    }


def theirs(address: str, user: str, secret: str) -> Found:
    """The same with the package `caldav`, which most programs in Python use."""
    return _with_caldav(
        address,
        user,
        secret,
        lambda calendar: calendar.objects_by_sync_token(load_objects=True),
    )


def theirs_all(address: str, user: str, secret: str) -> Found:
    """All events with that package, without a token to go on from."""
    return _with_caldav(address, user, secret, lambda calendar: calendar.events())


def _with_caldav(
    address: str, user: str, secret: str, ask: Callable[[Any], Any]
) -> Found:
    from caldav.davclient import DAVClient  # noqa: PLC0415 - only what is timed

    logging.disable()  # it tells of much that it puts right
    before, began = peak_mb(), process_time()
    client: Any = DAVClient(
        url=address, username=user, password=secret, auth_type="basic"
    )
    with client:
        found = [len(one.data) for one in ask(client.calendar(url=address))]
    return {
        "list": 0.0,
        "fetch": process_time() - began,
        "resources": len(found),
        "bytes": sum(found),
        "above_imports_mb": peak_mb() - before,
    }


def wire(address: str, user: str, secret: str) -> Found:
    """The bytes alone: one question over a bare connection, its answer unread."""
    from base64 import b64encode  # noqa: PLC0415 - only what is timed

    from tightrope.calendars.caldav.xml import query  # noqa: PLC0415 - the same

    parts = urlsplit(address)
    before, began = peak_mb(), process_time()
    link = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)
    shown = b64encode(f"{user}:{secret}".encode()).decode()
    headers = {
        "Authorization": f"Basic {shown}",
        "Depth": "1",
        "Content-Type": "application/xml",
    }
    link.request("REPORT", parts.path, query(), headers)
    data = link.getresponse().read()
    link.close()
    return {
        "list": 0.0,
        "fetch": process_time() - began,
        "resources": data.count(b"BEGIN:VCALENDAR"),
        "bytes": len(data),
        "above_imports_mb": peak_mb() - before,
    }


def fill(address: str, user: str, secret: str, events: str) -> Found:
    """Make a calendar of so many events at once, as Radicale allows."""
    import httpx  # noqa: PLC0415 - for this alone

    body = "".join(single(int(events))).encode()
    answer = httpx.put(
        address,
        content=body,
        headers={"Content-Type": "text/calendar"},
        auth=(user, secret),
        timeout=600,
    )
    answer.raise_for_status()
    return {"bytes": len(body)}


def single(events: int) -> Iterator[str]:
    """A calendar of so many events, none of which changes another's occurrence."""
    from bench._calendars import calendar  # noqa: PLC0415 - for this alone

    inside, left = False, events
    kept: list[str] = []
    for piece in calendar(4 * events):
        for line in piece.splitlines(keepends=True):
            if line.startswith("BEGIN:VEVENT"):
                inside, kept = True, []
            if not inside:
                yield line
                continue
            kept.append(line)
            if line.startswith("END:VEVENT"):
                inside = False
                if left and not any(one.startswith("RECURRENCE-ID") for one in kept):
                    left -= 1
                    yield from kept


PARTS: dict[str, Callable[..., Found]] = {
    "ours": ours,
    "theirs": theirs,
    "theirs_all": theirs_all,
    "fill": fill,
    "wire": wire,
}


if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](*sys.argv[2:])))
