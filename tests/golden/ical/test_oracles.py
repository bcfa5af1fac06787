"""Published expansions of other projects, from the founders' shared data."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tightrope.calendars.ical import occurrences, read
from tightrope.calendars.ical.instances import instances
from tightrope.calendars.ical.rules import Rule, parse
from tightrope.calendars.ical.stamps import DAY, stamp
from tightrope.calendars.ical.work import Work
from tightrope.core.timeline import Span

RRULE = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "rrule"
FAR = stamp("22000101").local

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not RRULE.exists(), reason="needs the founders' shared data"),
]

DTSTART_IS_NOT_IN_THE_RULE = (
    "RFC 5545 leaves the set open where the rule does not match DTSTART; there libical "
    "counts INTERVAL from DTSTART's calendar year, and in its other cases, as we do, "
    "from the year of its week"
)
LIBICAL_SAYS_SO = "libical and dateutil differ; we follow libical (see periods.py)"
DIFFERENT = {
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101": (
        "libical says that it has not implemented it; we give the days"
    ),
    "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH;COUNT=1": DTSTART_IS_NOT_IN_THE_RULE,
    "FREQ=YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1": DTSTART_IS_NOT_IN_THE_RULE,
    "FREQ=YEARLY;COUNT=3;BYMONTHDAY=1,3": LIBICAL_SAYS_SO,
    "FREQ=YEARLY;COUNT=3;BYMONTHDAY=1,3;BYDAY=TU,TH": LIBICAL_SAYS_SO,
    "FREQ=YEARLY;COUNT=3;BYSETPOS=3,-3;BYMONTHDAY=15;BYHOUR=6,18": LIBICAL_SAYS_SO,
    "FREQ=YEARLY;COUNT=3;BYWEEKNO=20": LIBICAL_SAYS_SO,
}
"""By rule: why our answer is another one than the oracle's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What another project expects of a rule."""

    start: str
    rule: str
    expected: list[str]
    limit: int | None = None


def _cases(name: str) -> list[dict[str, Any]]:
    path = RRULE / name
    if not path.exists():
        return []
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return cases


def _libical() -> Iterator[Case]:
    for case in _cases("libical.json"):
        yield Case(start=case["dtstart"], rule=case["rrule"], expected=case["expect"])


def _of_lines(case: dict[str, Any]) -> Case:
    start = re.search(r"DTSTART[^:]*:(\S+)", case["rule"])
    rule = re.search(r"RRULE:(\S+)", case["rule"])
    assert start
    assert rule
    return Case(
        start=start[1],
        rule=rule[1],
        expected=case["expect"],
        limit=case.get("limit"),
    )


def _dateutil() -> Iterator[Case]:
    # BYEASTER is no part of RFC 5545.
    for case in _cases("dateutil.json"):
        if not case["byeaster"]:
            yield _of_lines(case)


def _starts(case: Case) -> Iterator[int]:
    begin, rule = stamp(case.start), parse(case.rule)
    if begin.is_date:
        rule = replace(rule, hours=(), minutes=(), seconds=())
    until = _until(rule)
    return instances(rule, begin.local, begin.local, FAR, until=until, work=Work())


def _until(rule: Rule) -> int | None:
    if rule.until is None:
        return None
    return rule.until.local + (DAY - 1 if rule.until.is_date else 0)


def test_all_rules_take_place_as_other_projects_expect_but_these() -> None:
    different = {
        case.rule
        for case in (*_libical(), *_dateutil())
        if [stamp(one).local for one in case.expected if not one.startswith("*")]
        != list(_starts(case))
    }

    assert different == set(DIFFERENT)


@pytest.mark.parametrize("number", range(36))
def test_the_examples_of_the_standard_come_true(number: int) -> None:
    case = _of_lines(_cases("rfc5545-examples.json")[number])
    data = (
        f"BEGIN:VEVENT\nUID:1\nDTSTART;TZID=America/New_York:{case.start}\n"
        f"RRULE:{case.rule}\nEND:VEVENT\n"
    ).encode()
    expected = [datetime.fromisoformat(one).astimezone(UTC) for one in case.expected]
    end = expected[-1] + timedelta(minutes=1 if case.limit else 60 * 24 * 800)

    found = occurrences(read(data)[0], Span(expected[0] - timedelta(days=9), end))

    # A DTSTART that its rule does not match is shown, and counts (see repetition.py).
    starts = [one.span.start for one in found]
    assert [one for one in starts if one in expected or one > expected[0]] == expected


def test_every_case_is_looked_at() -> None:
    assert len([*_libical(), *_dateutil()]) == 146 + 251 - 21
    assert len(_cases("rfc5545-examples.json")) == 36
