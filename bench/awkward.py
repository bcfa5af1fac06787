"""How much of the awkward files we read, beside icalendar and its companion."""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from tightrope.calendars.ical import occurrences, read  # noqa: E402 - the path is set
from tightrope.core.timeline import Span  # noqa: E402 - the same

AWKWARD = ROOT.parent / "shared" / "data" / "awkward-ics"
RESULTS = ROOT / "bench" / "results"
READER = ROOT / "bench" / "_reader.py"
SECONDS = 10.0
"""What the others may take for one file."""
WINDOW = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
EVER = Span(datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))
FULLY, IN_PART, NOT, HUNG = "fully", "in part", "not", "not, hung"
MEANING = (
    "fully: without a fault. In part: something was read, and the faults were named. "
    "Not: nothing was read, or an error took the whole file. Hung: not within "
    f"{SECONDS:.0f} s. Some faults that we name, such as a time zone that nobody knows "
    "or an END too many, the others pass over in silence."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What was measured.

    Attributes:
        files: how many there are.
        ours: how many of them we read fully, in part and not.
        theirs: how many of them the others do.
        slowest: the most CPU seconds that we took for one file.
        ours_only: files that we read, fully or in part, and they do not.
        theirs_only: files that they read and we do not.
    """

    files: int
    ours: dict[str, int]
    theirs: dict[str, int]
    slowest: float
    ours_only: list[str]
    theirs_only: list[str]


def main(argv: Sequence[str]) -> int:
    """Print the shares as a table, or as JSON with `--json`; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench awkward", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--quick", action="store_true", help="every tenth file")
    parser.add_argument("--folder", type=Path, default=AWKWARD, help="of .ics files")
    asked = parser.parse_args(argv)
    files = sorted(path for path in asked.folder.rglob("*") if _is_calendar(path))
    if not files:
        sys.stderr.write(f"{asked.folder} has no .ics file in it; give --folder\n")
        return 2
    scores = measured(files[:: 10 if asked.quick else 1], asked.folder)
    text = json.dumps({"schema": 1, "meaning": MEANING, **asdict(scores)}, indent=1)
    RESULTS.mkdir(exist_ok=True, parents=True)
    (RESULTS / "awkward.json").write_text(f"{text}\n")
    print(text if asked.json else table(scores))
    return 0


def _is_calendar(path: Path) -> bool:
    return path.suffix in {".ics", ".vcs"}


def measured(files: Sequence[Path], folder: Path) -> Scores:
    """Read all files, both ways."""
    took: list[float] = []
    ours: dict[str, str] = {}
    for path in files:
        began = process_time()
        ours[str(path.relative_to(folder))] = how_we_read(path)
        took.append(process_time() - began)
    theirs = dict(zip(ours, how_they_read(files), strict=True))
    good = {FULLY, IN_PART}
    return Scores(
        files=len(files),
        ours=_counted(ours.values()),
        theirs=_counted(theirs.values()),
        slowest=round(max(took), 3),
        ours_only=[
            one for one in ours if ours[one] in good and theirs[one] not in good
        ],
        theirs_only=[
            one for one in ours if theirs[one] in good and ours[one] not in good
        ],
    )


def _counted(words: Iterable[str]) -> dict[str, int]:
    counts = Counter(words)
    return {word: counts[word] for word in (FULLY, IN_PART, NOT, HUNG)}


def how_we_read(path: Path) -> str:
    """How much of a file we read, in one word."""
    components, problems = read(path.read_bytes(), source=path.name)
    found = sum(1 for _ in occurrences(components, WINDOW, problems=problems))
    if not problems:
        return FULLY
    if not components:
        return NOT
    if found or not any(component.kind == "VEVENT" for component in components):
        return IN_PART
    return IN_PART if any(occurrences(components, EVER)) else NOT


def how_they_read(files: Sequence[Path]) -> Iterator[str]:
    """How much of each file the others read, in one word."""
    reader = _Reader()
    for path in files:
        answer = reader.ask(path)
        if answer is None:
            reader.end()
            reader = _Reader()
            yield HUNG
        elif not answer["read"]:
            yield NOT
        else:
            yield IN_PART if answer["errors"] else FULLY
    reader.end()


class _Reader:
    """The other readers in a process of their own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(READER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put(line)

    def ask(self, path: Path) -> dict[str, object] | None:
        """What they say of a file; nothing where they do not come to an end."""
        if self._process.stdin is None:
            return None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        try:
            answer: dict[str, object] = json.loads(self._lines.get(timeout=SECONDS))
        except Empty:
            return None
        return answer

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def table(scores: Scores) -> str:
    """The shares, for a person."""
    only_they = ", ".join(scores.theirs_only) or "none"
    return "\n".join(
        (
            f"{scores.files} files",
            f"{'':12}{'ours':>8}{'':8}{'theirs':>8}",
            *(_row(word, scores) for word in (FULLY, IN_PART, NOT, HUNG)),
            f"{len(scores.ours_only)} files only we read; only they: {only_they}",
            f"our slowest file: {scores.slowest:.2f} s of the CPU",
            MEANING,
        )
    )


def _row(word: str, scores: Scores) -> str:
    ours, theirs = scores.ours[word], scores.theirs[word]
    shares = (f"{count:8}{count / scores.files:8.1%}" for count in (ours, theirs))
    return f"{word:12}{''.join(shares)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
