"""All that the balance is aimed at, beside what it reaches, and what was tuned on what.

One command for phases, notices, forecasts, quiet weeks, titles and their cost. What
needs the shared data is left out where it is absent.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # as a script it sees nothing but its own folder

from bench import cycles, titles  # noqa: E402 - after the path is set
from bench._cycle_scores import Scores  # noqa: E402 - the same
from tightrope.core.balance import (  # noqa: E402 - the same
    Item,
    classify,
    default_judge,
)

RESULTS = ROOT / "bench" / "results"
REAL = ("anon-worker", "galaxy-created", "galaxy-replay")
ROOMS = "irrlicht-rooms"
LEADS = ((7, 0.50), (14, 0.60), (28, 0.65))
TITLES = 10_000
FOUR = (*REAL, ROOMS)

Found = dict[str, Scores]


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing that is aimed at.

    Attributes:
        what: in words.
        reached: what was measured.
        least: it should not be less; nothing where there is no such limit.
        most: it should not be more.
    """

    what: str
    reached: float
    least: float | None = None
    most: float | None = None

    @property
    def holds(self) -> bool:
        """Whether it is reached, as far as two digits tell."""
        low = self.least is None or self.reached >= self.least - 0.005
        return low and (self.most is None or self.reached <= self.most + 0.005)

    @property
    def limit(self) -> str:
        """The aim as a person reads it."""
        parts = [
            f"{sign} {limit:g}"
            for sign, limit in (("≥", self.least), ("≤", self.most))
            if limit is not None
        ]
        return " and ".join(parts)


def main(argv: Sequence[str]) -> int:
    """Print a line an aim, or JSON with `--json`; keep the JSON too."""
    parser = argparse.ArgumentParser(prog="bench balance", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument(
        "--shared", type=Path, default=cycles.SHARED, help="the folder of shared data"
    )
    asked = parser.parse_args(argv)
    aims = list(measured(asked.shared))
    text = json.dumps(
        {
            "schema": 1,
            "tuned": [cycles.TUNED, titles.TUNED],
            "aims": [
                {
                    "what": aim.what,
                    "reached": round(aim.reached, 3),
                    "aim": aim.limit,
                    "holds": aim.holds,
                }
                for aim in aims
            ],
        },
        ensure_ascii=False,
        indent=1,
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "balance.json").write_text(f"{text}\n", encoding="utf-8")
    print(text if asked.json else table(aims))
    return 0


def table(aims: Sequence[Aim]) -> str:
    """A line for each aim, those that are not reached with a mark."""
    lines = [
        f"{' ' if aim.holds else '!'} {aim.what:<58}{aim.reached:>8.3f}  {aim.limit}"
        for aim in aims
    ]
    missed = sum(not aim.holds for aim in aims)
    end = f"{len(aims) - missed} of {len(aims)} reached; ! marks the others"
    return "\n".join([*lines, "", end, "", cycles.TUNED, "", titles.TUNED])


def measured(shared: Path) -> Iterator[Aim]:
    """Each aim with what was measured, as far as there are data for it."""
    found = cycles.all_scores(shared)
    for name, words in (("regimes", "shared"), ("made loads, unseen", "made, unseen")):
        if name in found:
            yield from phase_aims(found[name], found[f"notices, {name}"], words)
    if "founders" in found:
        yield from founder_aims(found["founders"])
        yield from forecast_aims(found)
        yield from quiet_aims(found)
    yield from title_aims()
    yield Aim("seconds for 10,000 titles", seconds_of_titles(), most=5)


def phase_aims(now: Scores, told: Scores, words: str) -> Iterator[Aim]:
    """Phases as they are called each evening, and changes told unasked."""
    yield Aim(f"phases, {words}: macro-F1", now["macro_f1"], least=0.66)
    yield Aim(f"phases, {words}: mean delay in days", now["delay_days"], most=4.5)
    yield Aim(f"phases, {words}: false changes a year", now["false_a_year"], most=10)
    yield Aim(f"phases, {words}: called the opposite", now["opposite"], most=0.03)
    yield Aim(f"phases, {words}: ms for two years", now["ms"], most=50)
    yield Aim(f"notices, {words}: false a year", told["false_a_year"], most=5.5)
    yield Aim(f"notices, {words}: found", told["found"], least=0.70)


def founder_aims(found: Scores) -> Iterator[Aim]:
    """Steadiness where nobody knows the truth."""
    yield Aim("founders: changes a year", found["changes_a_year"], most=17)
    yield Aim(
        "founders: opposite to hindsight", found["opposite_to_hindsight"], most=0.03
    )


def forecast_aims(found: Found) -> Iterator[Aim]:
    """Forecasts against the 8-week mean, and how often their ranges hold."""
    for lead, most in LEADS:
        errors = [found[f"forecast, {name}"][f"error_{lead}d"] for name in REAL]
        yield Aim(
            f"forecast, three calendars: error at {lead} d", fmean(errors), most=most
        )
    for name in FOUR:
        scores = found[f"forecast, {name}"]
        covered = scores["covered"]
        yield Aim(f"ranges, {name}: hold", covered, least=0.75, most=0.90)
        early = scores["covered_early"]
        yield Aim(f"ranges, {name}: hold in the first 12 weeks", early, least=0.80)


def quiet_aims(found: Found) -> Iterator[Aim]:
    """Quiet weeks that were announced, and those that came."""
    for name, words in (("all", "with synthetic"), ("real", "real calendars")):
        scores = found[f"quiet weeks, {name}"]
        yield Aim(f"quiet weeks, {words}: precision", scores["precision"], least=0.82)
        yield Aim(f"quiet weeks, {words}: recall", scores["recall"], least=0.55)


def title_aims() -> Iterator[Aim]:
    """Titles whose source was left out, and those from which nothing was learnt."""
    tables = {
        file.name: titles.rows_of(file)
        for file in (titles.TRAIN, titles.SEEN, titles.UNSEEN_TITLES)
        if file.is_file()
    }
    left_out = titles.all_left_out(tables)
    for name, rows in tables.items():
        if name == titles.TRAIN.name:
            continue  # whoever wrote the rules had read it
        scores = left_out[f"{name} source left out"]
        if name == titles.UNSEEN_TITLES.name:  # nothing was learnt from it
            judge = default_judge()
            scores = titles.scores_of([titles.decided(row, judge) for row in rows])
        yield Aim(f"titles, {name}: side", scores["side"], least=0.90)
        yield Aim(f"titles, {name}: facet", scores["facet"], least=0.55)
        yield Aim(
            f"titles, {name}: facet of the sure", scores["sure facet"], least=0.80
        )


def seconds_of_titles() -> float:
    """What ten thousand different titles cost, one process, nothing remembered."""
    words = [row["text"] for row in titles.rows_of(titles.SEEN)]
    items = [Item(f"{words[n % len(words)]} {n}") for n in range(TITLES)]
    classify(items[0])
    before = process_time()
    for item in items:
        classify(item)
    return process_time() - before


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
