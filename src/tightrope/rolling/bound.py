"""No policy can do better than this: the same months, all known, as a linear program.

It is solved by HiGHS in a process of its own (`python -m tightrope.rolling.bound`),
because no other part of Tightrope may need a solver. All that is left out makes it
easier: work may be done on its day before it has come, meetings that can yield or be
moved stand nowhere in particular of their days, cancelled ones never stood. One thing
is no such relaxation: a yielding meeting that finds room of its own when there are no
blocks is taken to need as much room when there are.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any, cast

from tightrope.core.errors import InputError, OutsideError
from tightrope.rolling.rules import Rules
from tightrope.rolling.trace import Trace, dumped

PATIENCE = 300.0


class NoSolver(InputError):
    """The bound was asked for where HiGHS is not installed."""

    def __init__(self) -> None:
        super().__init__("the bound needs HiGHS: pip install highspy")


class NoBound(OutsideError):
    """The solver ended without an answer."""

    def __init__(self, trace: str) -> None:
        self.trace = trace
        super().__init__(f"the solver found no bound for {trace}")


def bound(trace: Trace, rules: Rules, evening_anyway: int) -> dict[str, Any]:
    """The most net hours that anybody could have, and the blocks they would take.

    Returns:
        `net`, and `blocks` as day, first slot and length.

    Raises:
        NoSolver: HiGHS is not installed.
        NoBound: it found nothing.
    """
    task = {
        "trace": dumped(trace),
        "rules": asdict(rules),
        "evening": evening_anyway,
    }
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tightrope.rolling.bound"],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if "No module named 'highspy'" in done.stderr:
        raise NoSolver
    if done.returncode:
        raise NoBound(trace.name)
    return cast("dict[str, Any]", json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Solve the task on standard input, and print what was found."""
    from tightrope.rolling.clairvoyant import solved  # noqa: PLC0415 - the solver

    task = json.load(sys.stdin)
    rules = Rules(**{**task["rules"], "reach": tuple(task["rules"]["reach"])})
    found = solved(task["trace"], rules, task["evening"])
    sys.stdout.write(f"\n{json.dumps(found)}\n")


if __name__ == "__main__":
    main()
