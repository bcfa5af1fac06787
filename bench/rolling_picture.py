"""Draws what `tightrope bench rolling --json` said: a dot a trace, a line a mean."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from tightrope.charts import (  # noqa: E402 - after the path is set
    Drawing,
    Section,
    Size,
    Table,
    Theme,
    sheet,
    standalone,
)
from tightrope.charts.marks import mark, text  # noqa: E402 - the same
from tightrope.outputs import write_whole  # noqa: E402 - the same

TITLE = "Net hours of four weeks, one dot for each calendar"
NAMES = {
    "static": "the same mornings",
    "greedy-8h": "first fit, 8 h a week",
    "greedy-12h": "first fit, 12 h a week",
    "no-moves": "Tightrope, no meeting moved",
    "usual": "Tightrope",
    "hindsight": "who knew everything",
}
"""Who is drawn, and what they are called."""

OURS = ("usual", "no-moves")
WEEKS = 4
_LEFT, _RIGHT, _TOP, _ROW, _BOTTOM = 190.0, 56.0, 14.0, 34.0, 34.0
_STEP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One policy: its name for people, its look, and its hours by trace."""

    label: str
    look: str
    hours: tuple[float, ...]


def main(argv: Sequence[str]) -> int:
    """Draw the picture."""
    parser = argparse.ArgumentParser(prog="bench rolling_picture", description=__doc__)
    parser.add_argument("report", type=Path, help="what --json printed, in a file")
    parser.add_argument("picture", type=Path, help="the .svg to write")
    asked = parser.parse_args(argv)
    drawing = drawn(json.loads(asked.report.read_text("utf-8")))
    write_whole(asked.picture, standalone(drawing, Theme.AUTO).encode())
    return 0


def drawn(report: Mapping[str, object]) -> Drawing:
    """The picture of a report."""
    rows = list(rows_of(report))
    low = min(0.0, *(hours for row in rows for hours in row.hours))
    high = max(hours for row in rows for hours in row.hours)
    scale = Scale(low=_STEP * (low // _STEP), high=_STEP * (high // _STEP + 1))
    height = _TOP + _ROW * len(rows) + _BOTTOM
    chart = Drawing(
        kind="rolling",
        width=Size.MEDIUM,
        height=height,
        title=TITLE,
        desc=says(rows),
        body=grid(scale, height) + "".join(lines(rows, scale)),
        table=Table(
            head=("policy", *(f"{number}" for number in range(len(rows[0].hours)))),
            rows=tuple((row.label, *row.hours) for row in rows),
        ),
    )
    return sheet(
        [Section(drawing=chart, title=TITLE, sub=says(rows))], size=Size.MEDIUM
    )


def rows_of(report: Mapping[str, object]) -> Iterator[Row]:
    """The policies that are drawn."""
    traces = json.loads(json.dumps(report["traces"]))
    for name, label in NAMES.items():
        if name in traces[0]["net_hours"]:
            yield Row(
                label=label,
                look="w-quiet" if name in OURS else "w-normal",
                hours=tuple(
                    WEEKS * trace["net_hours"][name] / trace["weeks"]
                    for trace in traces
                ),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Where hours are, between two round numbers."""

    low: float
    high: float

    def x(self, hours: float) -> float:
        """The place of some hours."""
        share = (hours - self.low) / (self.high - self.low)
        return _LEFT + share * (Size.MEDIUM - _LEFT - _RIGHT)


def grid(scale: Scale, height: float) -> str:
    """A line at every tenth hour, with its number."""
    marks = []
    for hours in range(int(scale.low), int(scale.high) + 1, _STEP):
        x = scale.x(hours)
        marks.append(mark("line", "gl", x1=x, x2=x, y1=_TOP, y2=height - _BOTTOM))
        marks.append(text(f"{hours} h", x, height - 12, "", "middle"))
    return "".join(marks)


def lines(rows: Sequence[Row], scale: Scale) -> Iterator[str]:
    """Each policy on a line of its own."""
    for number, row in enumerate(rows):
        y = _TOP + (number + 0.5) * _ROW
        looks = "strong" if row.look == "w-quiet" else "lab"
        yield text(row.label, _LEFT - 16, y + 4, looks, "end")
        for hours in row.hours:
            yield mark("circle", row.look, cx=scale.x(hours), cy=y, r=4)
        middle = mean(row.hours)
        x = scale.x(middle)
        yield mark("line", "ropel", x1=x, x2=x, y1=y - 11, y2=y + 11)
        yield text(f"{middle:.1f}", Size.MEDIUM - 8, y + 4, looks, "end")


def says(rows: Sequence[Row]) -> str:
    """The finding in a sentence."""
    means = {row.label: mean(row.hours) for row in rows}
    ours, other = means[NAMES["usual"]], means[NAMES["greedy-8h"]]
    return (
        f"Over {len(rows[0].hours)} made-up calendars Tightrope leaves {ours:.1f} net "
        f"hours of focus in four weeks, first fit {other:.1f}."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
