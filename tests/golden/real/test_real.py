import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

HERE = Path(__file__).parent
CALENDARS = [("gathering-creative-crew.ics", 171), ("iab-public.ics", 156)]
names = pytest.mark.parametrize("name", [name for name, _ in CALENDARS])


def _events(name: str) -> list[Any]:
    calendar = icalendar.Calendar.from_ical((HERE / name).read_bytes())
    return calendar.walk("VEVENT")


@pytest.mark.parametrize(("name", "events"), CALENDARS)
def test_every_event_is_there_and_says_when_it_was_made(name: str, events: int) -> None:
    found = _events(name)

    assert len(found) == events
    assert [event["UID"] for event in found if "CREATED" not in event] == []


@names
def test_nobody_can_be_written_to_or_called(name: str) -> None:
    text = (HERE / name).read_bytes().replace(b"\r\n ", b"").decode()

    mails = set(re.findall(r"[\w.+-]+@([\w.-]+)", text))
    assert mails <= {"google.com", "calendar.example"}
    assert set(re.findall(r"https?://([^/\s\\]+)", text)) == {"web.example"}
    assert re.findall(r"(?i)passcode|dial|phone|\+\d{6}", text) == []


@names
def test_no_description_says_who_speaks(name: str) -> None:
    said = {
        str(event["DESCRIPTION"])[:3].strip()
        for event in _events(name)
        if event.get("DESCRIPTION")
    }

    assert said <= {"#HI", "Age", "Ann", "Dea", "Del", "The", "Upl", "Vot"}


def test_the_hours_of_the_package_are_those_of_the_source() -> None:
    shipped = HERE.parents[2] / "src" / "tightrope" / "sample" / "cto-hours.csv"

    assert shipped.read_bytes() == (HERE / "cto-time-by-week.csv").read_bytes()


def test_each_file_is_named_in_the_notice_and_in_the_readme() -> None:
    notice = (HERE.parents[2] / "NOTICE").read_text("utf-8")
    readme = (HERE / "README.md").read_text("utf-8")

    for path in HERE.iterdir():
        if path.suffix in {".ics", ".csv"}:
            assert path.name in notice
            assert path.name in readme
