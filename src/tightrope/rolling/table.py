"""The table of the benchmark, in plain text."""

from collections.abc import Iterator
from typing import Any

from tightrope.rolling.outcome import HINDSIGHT
from tightrope.rolling.policies import PEER, TUNED

HEAD = (
    ("policy", 14),
    ("net h", 7),
    ("vs 8h", 7),
    ("vs 12h", 7),
    ("of hind.", 9),
    ("of bound", 9),
    ("wins", 7),
    ("worst", 7),
    ("kept h", 7),
    ("evening h", 10),
    ("T-1 kept", 9),
    ("late/wk", 8),
    ("moves/wk", 9),
    ("drought", 8),
)


def drawn(report: dict[str, Any]) -> str:
    """The rows, ratios by group and targets of a report."""
    return "\n".join([*_rows(report), "", *_groups(report), "", *_targets(report)])


def _rows(report: dict[str, Any]) -> Iterator[str]:
    yield "net, kept and evening hours are for four weeks; an hour of evening costs 1.5"
    yield ""
    yield _line([name for name, _ in HEAD])
    for name, row in report["policies"].items():
        yield _line(
            [
                name,
                f"{row['net_hours_per_4_weeks']:.1f}",
                _ratio(row["vs"].get(PEER)),
                _ratio(row["vs"].get(TUNED)),
                _ratio(row["vs"].get(HINDSIGHT)),
                _ratio(row["of_bound"]),
                f"{row['wins']}/{row['traces']}",
                _ratio(row["vs_on_the_worst_trace"]),
                f"{row['kept_hours_per_4_weeks']:.1f}",
                f"{row['evening_hours_per_4_weeks']:.1f}",
                _ratio(row["kept_of_promised_the_evening_before"]),
                _ratio(row["late_changes_per_week"]),
                _ratio(row["moved_meetings_per_week"]),
                f"{row['longest_drought_days']['mean']:.1f}",
            ]
        )


def _groups(report: dict[str, Any]) -> Iterator[str]:
    groups = list(
        dict.fromkeys(
            group for row in report["policies"].values() for group in row["groups"]
        )
    )
    yield "net hours vs greedy-8h by group, and at other prices of the evening"
    prices = list(next(iter(report["policies"].values()))["at_evening_prices"])
    yield f"{'policy':<14}" + "".join(f"{name:>9}" for name in [*groups, *prices])
    for name, row in report["policies"].items():
        cells = [row["groups"].get(group) for group in groups]
        cells += [row["at_evening_prices"][price] for price in prices]
        yield f"{name:<14}" + "".join(f"{_ratio(cell):>9}" for cell in cells)


def _targets(report: dict[str, Any]) -> Iterator[str]:
    for target in report["targets"]:
        aim = (
            f"at least {target['at_least']}"
            if "at_least" in target
            else f"at most {target['at_most']}"
        )
        met = "met" if target["met"] else "NOT MET"
        yield f"{target['what']:<28}{target['measured']:>8.2f}   {aim:<16}{met}"


def _line(cells: list[str]) -> str:
    shown = [
        f"{cell:<{width}}" if not at else f"{cell:>{width}}"
        for at, (cell, (_, width)) in enumerate(zip(cells, HEAD, strict=True))
    ]
    return "".join(shown)


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
