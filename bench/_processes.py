"""Cold processes, and what they cost: time by the wall, time of the CPU, memory."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter
from typing import BinaryIO

ROOT = Path(__file__).resolve().parents[1]
_RSS_UNITS = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts the largest memory of a process."""
MB = 1e6


class Failed(Exception):
    """A measured process did not end well."""

    def __init__(self, call: Sequence[str], code: int, said: str) -> None:
        self.code = code
        super().__init__(f"{' '.join(call)} ended with {code}: {said.strip()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one process cost.

    Attributes:
        wall: seconds from its start to its end.
        cpu: seconds of the CPU, its own and the system's for it.
        peak: the most memory that it held, in megabytes.
        printed: its standard output.
    """

    wall: float
    cpu: float
    peak: float
    printed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Several runs of the same call."""

    runs: tuple[Cost, ...]

    def wall(self) -> float:
        """The median of the seconds."""
        return median(run.wall for run in self.runs)

    def least(self) -> float:
        """The fewest seconds, which other work on the machine disturbs least."""
        return min(run.wall for run in self.runs)

    def cpu(self) -> float:
        """The median of the seconds of the CPU."""
        return median(run.cpu for run in self.runs)

    def peak(self) -> float:
        """The most memory of all runs, in megabytes."""
        return max(run.peak for run in self.runs)

    def said(self) -> dict[str, float]:
        """All of it, rounded to what can be told apart."""
        return {
            "wall": round(self.wall(), 4),
            "least": round(self.least(), 4),
            "cpu": round(self.cpu(), 4),
            "peak_mb": round(self.peak(), 1),
        }


class Bench:
    """Starts processes as a machine does on which Tightrope ran once before.

    Python keeps what it compiled in `compiled`, whatever the environment says, and a
    first run that fills it is measured only by whoever asks for it.

    Args:
        compiled: an empty folder.
    """

    def __init__(self, compiled: Path) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        self._env = {**kept, "PYTHONPYCACHEPREFIX": str(compiled)}

    def run(self, *words: str | Path) -> Cost:
        """Run this Python with such words to the end, and say what it cost.

        Raises:
            Failed: its exit code is not 0.
        """
        call = [sys.executable, "-P", *map(str, words)]
        return measured(call, self._env)

    def in_turn(
        self, calls: Mapping[str, Sequence[str | Path]], times: int
    ) -> dict[str, Costs]:
        """Run each of the calls once, then each again, so that all meet alike noise."""
        runs: dict[str, list[Cost]] = {name: [] for name in calls}
        for _ in range(times):
            for name, words in calls.items():
                runs[name].append(self.run(*words))
        return {name: Costs(runs=tuple(found)) for name, found in runs.items()}


def measured(call: Sequence[str], env: Mapping[str, str]) -> Cost:
    """Run a program to the end, and say what it cost.

    The memory is that of the process alone. Linux counts from the size of whoever
    started it, so this process has to stay small.

    Raises:
        Failed: its exit code is not 0.
    """
    with TemporaryFile() as answer, TemporaryFile() as errors:
        began = perf_counter()
        process = subprocess.Popen(
            call, cwd=ROOT, env=dict(env), stdout=answer, stderr=errors
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise Failed(call, process.returncode, _text(errors))
        return Cost(
            wall=wall,
            cpu=used.ru_utime + used.ru_stime,
            peak=used.ru_maxrss * _RSS_UNITS / MB,
            printed=_text(answer),
        )


def _text(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")
