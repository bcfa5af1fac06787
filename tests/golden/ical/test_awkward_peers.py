"""The awkward files of other projects, as icalendar and its companion read them too.

Where we name a fault they guess, or leave the event out: such files are not compared.
Of the others each difference is listed here with the reason, by RFC 5545.
"""

import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from icalendar.timezone import tzp

from tests.golden.ical.test_peers import ZONE, Found, _utc, ours
from tightrope.calendars.ical import occurrences, read
from tightrope.core.timeline import Span

AWKWARD = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "awkward-ics"
WINDOW = Span(datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
SECONDS = 4
"""What they may take for one file: some of them never end."""

REASONS = {
    "3.3.4: a DATE has no zone, so that a TZID beside it means nothing": (
        "Duration1.ics TimeZone3.ics event3.ics event5.ics event_full_day_rrule.ics "
        "event_full_day_rrule_count_500.ics event_full_day_rrule_until_2y.ics "
        "event_full_day_rrule_until_50y.ics event_full_day_rrule_until_5000y.ics "
        "event_issue1812_2.ics event_issue1812_getetag.ics"
    ),
    "3.2.20: VALUE=DATE makes a day of a value that has a time as well": (
        "CaseInsensitive4.ics EmptyLines4.ics Parameter1.ics Property1.ics"
    ),
    "3.6.1: a day lasts a day; its DTEND is the same day, which they follow": (
        "1_example.ics Germany_Holidays.ics ProdID1.ics ProdID2.ics "
        "calendar_labs_same_day_dtend.ics event_d_same_start_end.ics "
        "nondefault_values.ics recurrence.ics rrule-exdate-mismatch.ics"
    ),
    "3.6.5: US-Eastern and the like are America's, and have summer time": (
        "ALARM1.ics ALARM2.ics ALARM3.ics ALARM4.ics ALARM5.ics ALARM6.ics ALARM7.ics "
        "Bug1741093.ics Categories1.ics DailyCount1.ics DailyInterval1.ics "
        "MinutelyCount3.ics MinutelyCount4.ics MonthlyInterval1.ics YearlyComplex1.ics "
        "event.ics single_event.ics single_event_bad_dtstart.ics "
        "single_event_bad_line.ics single_event_bad_organizer.ics "
        "single_event_organizer_parsed.ics two_events.ics"
    ),
    "3.6.5: the zone is drawn in the file; its name ends with a blank": (
        "event_issue2172.ics"
    ),
    "3.6.5: a zone with a name of Windows is drawn in the file, or known by it": (
        "office_360_nz_tz.ics tz_windows_format.ics"
    ),
    "3.3.5: a time without a zone is told by the calendar's own clock": (
        "event_dt_mixed_awareness.ics event_issue1847_2.ics event_issue2151.ics "
        "issue_86_x_wr_timezone_without_time_zone_in_dt.ics"
    ),
    "3.3.10: BYWEEKNO and BYMONTHDAY in a yearly rule, as libical has it": (
        "YearlyByWeekNo3.ics YearlyInterval1.ics"
    ),
    "3.8.4.4: a DATE as RECURRENCE-ID changes the occurrence of that day": (
        "event_mixed_recurrence_id_dt_type.ics"
    ),
    "3.2.13: the last of a series that was moved forward still belongs to it": (
        "issue_75_range_parameter.ics"
    ),
    "3.8.5.2: an RDATE at DTSTART adds nothing to it": (
        "issue_184_broken_representation_of_period.ics"
    ),
    "3.8.4.7: an empty UID is none, so that two such are two events": (
        "Parameter2.ics"
    ),
}


class _TooLong(Exception):
    """They did not come to an end."""


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _theirs(data: bytes) -> set[Found] | None:
    """What they find, or nothing where they fail."""
    found: set[Found] = set()
    # They remember the zones of every file that was ever read in this process.
    tzp.use_zoneinfo()
    try:
        with _at_most(SECONDS), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for calendar in icalendar.Calendar.from_ical(data, multiple=True):
                query = recurring_ical_events.of(calendar)
                found.update(
                    (
                        str(one.get("UID", "")),
                        _utc(one.start, ZONE),
                        _utc(one.end, ZONE),
                    )
                    for one in query.between(WINDOW.start, WINDOW.end)
                )
    except Exception:  # noqa: BLE001 - whatever they raise, there is nothing to compare
        return None
    return found


def _is_without_fault(data: bytes) -> bool:
    components, problems = read(data)
    list(occurrences(components, WINDOW, zone=ZONE, problems=problems))
    return not problems


@pytest.mark.shared
@pytest.mark.skipif(not AWKWARD.exists(), reason="needs the founders' shared data")
@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="cannot stop the others")
def test_what_is_without_fault_is_read_as_others_read_it() -> None:
    alike, apart = 0, set()

    for path in sorted(AWKWARD.glob("*/*.*cs")):
        data = path.read_bytes()
        if _is_without_fault(data) and (theirs := _theirs(data)) is not None:
            if ours(data, WINDOW, ZONE) == theirs:
                alike += 1
            else:
                apart.add(path.name)

    known = {name for names in REASONS.values() for name in names.split()}
    assert apart <= known
    assert alike > 400
