"""What keeping in step costs: a first sync of 5,000 events, one change, none.

A real Radicale on this machine keeps the calendar, a real database what was read of it.
Each sync is a process of its own; the CPU is ours alone, the server has its own.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench._calendars import calendar  # noqa: E402 - after the path is set
from bench._office import office  # noqa: E402 - the same
from bench._processes import Bench  # noqa: E402 - the same
from bench._resources import resources  # noqa: E402 - the same
from tests.servers import Running, plainly, radicale  # noqa: E402 - the same

RESULTS = ROOT / "bench" / "results"
EVENTS, FEW = 5_000, 500
TARGETS = {"first_cpu": 2.0, "first_mb": 150.0, "one_cpu": 0.05}
"""Seconds and megabytes for a first sync; seconds of our own work for one change."""
KINDS = {"a person's": calendar, "an office's": office}

Scores = dict[str, dict[str, float]]


def main(argv: Sequence[str]) -> int:
    """Print the costs as a table, or as JSON with `--json`; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench sync", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="few events")
    asked = parser.parse_args(argv)
    events = FEW if asked.quick else EVENTS
    scores = {name: measured(name, events) for name in KINDS}
    facts = {"schema": 1, "events": events, "targets": TARGETS, "calendars": scores}
    text = json.dumps(facts, indent=1)
    RESULTS.mkdir(exist_ok=True, parents=True)
    (RESULTS / "sync.json").write_text(f"{text}\n")
    if asked.json:
        print(text)
    else:
        show(scores, events)
    return 0


def measured(kind: str, events: int) -> Scores:
    """The costs of a first sync, of one change, and of none."""
    made = resources(KINDS[kind](events))
    with radicale() as running, TemporaryDirectory() as folder:
        at = _filled(running, made)
        bench = Bench(Path(folder) / "compiled")
        data = Path(folder) / "data"
        call = (
            ROOT / "bench" / "_syncing.py",
            data,
            at,
            running.user,
            running.password,
        )
        bench.run(ROOT / "bench" / "_syncing.py", Path(folder) / "warm", *call[2:])
        first = _costs(bench, call)
        name = min(made)
        changed = made[name].replace(b"SUMMARY:", b"SUMMARY:Now ")
        with plainly(running) as client:
            client.put(f"{at}{name}", content=changed, headers=_ICS)
        one = _costs(bench, call)
        none = _costs(bench, call)
        warm = _costs(bench, (*call, "change"))
    return {
        "first": first,
        "one change": warm,
        "one, cold": one,
        "none, cold": none,
    }


_ICS = {"Content-Type": "text/calendar; charset=utf-8"}


def _filled(running: Running, made: dict[str, bytes]) -> str:
    """A calendar with these resources, laid where the server keeps its files."""
    place = (running.folder or ROOT) / "collection-root" / running.user / "office"
    place.mkdir(parents=True)
    (place / ".Radicale.props").write_text('{"tag": "VCALENDAR"}')
    for name, data in made.items():
        (place / name).write_bytes(data)
    at = f"{running.address}{running.user}/office/"
    with plainly(running) as client:
        # The server reads its files once, so that this is not what is measured.
        client.request("PROPFIND", at, headers={"Depth": "1"}, timeout=300)
    return at


def _costs(bench: Bench, call: Sequence[str | Path]) -> dict[str, float]:
    cost = bench.run(*call)
    said = json.loads(cost.printed)
    if said["fault"]:
        raise SystemExit(said["fault"])
    return {
        "read": said["read"],
        "calls": said["calls"],
        "wall": round(said["wall"], 3),
        "cpu": round(said["cpu"], 3),
        "speaking": round(said["speaking"], 3),
        "ours": round(said["cpu"] - said["speaking"], 3),
        "month_cpu": round(said["month_cpu"], 4),
        "mb": round(cost.peak, 1),
    }


def show(scores: dict[str, Scores], events: int) -> None:
    """Print a table for a person."""
    print(f"{events:,} events on a Radicale of this machine; seconds of our own CPU\n")
    print(
        "calendar     sync          read  calls   all  HTTP/XML  the rest  month    MB"
    )
    for kind, syncs in scores.items():
        for name, cost in syncs.items():
            print(
                f"{kind:<12} {name:<12} {cost['read']:>5,.0f} {cost['calls']:>6.0f}"
                f" {cost['cpu']:>5.2f} {cost['speaking']:>9.2f} {cost['ours']:>9.3f}"
                f" {cost['month_cpu']:>6.3f} {cost['mb']:>5.0f}"
            )
    for kind, syncs in scores.items():
        first, one = syncs["first"], syncs["one change"]
        print(
            f"\n{kind}: a first sync takes {first['cpu']:.2f} s of "
            f"{TARGETS['first_cpu']:.0f} s and {first['mb']:.0f} MB of "
            f"{TARGETS['first_mb']:.0f} MB; one change {one['ours']:.3f} s of "
            f"{TARGETS['one_cpu']} s beside HTTP/XML, in {one['calls']:.0f} requests"
        )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
