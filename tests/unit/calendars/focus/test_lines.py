import pytest

from tightrope.calendars.focus.lines import UnsafeLine, checked

GOOD = (
    b"BEGIN:VCALENDAR",
    b"PRODID:-//Tightrope//Focus blocks//EN",
    b"BEGIN:VEVENT",
    b'DTSTART;TZID="a:b";X-A=c,"d":20240513T090000',
    b"SUMMARY:a long title that",
    b"  goes on",
    b"END:VEVENT",
    b"END:VCALENDAR",
)


def lines(*changed: tuple[int, bytes]) -> bytes:
    found = [*GOOD]
    for number, line in changed:
        found[number] = line
    return b"".join(line + b"\r\n" for line in found)


def test_a_good_calendar_comes_back_as_it_is() -> None:
    assert checked(lines(), events=1) == lines()


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (1, b"PRODID:" + b"x" * 69),
        (1, b"PRODID"),
        (1, b""),
        (1, b"PROD ID:x"),
        (1, b'X;A=b"c:d'),
        (1, b"SUMMARY:a\rb"),
        (1, b"SUMMARY:a\nb"),
        (1, b"SUMMARY:a\x00b"),
        (1, b"SUMMARY:a\x7fb"),
        (1, b"SUMMARY:\xc3"),
        (0, b"BEGIN:VEVENT"),
        (0, b"X-A:b"),
        (1, b"BEGIN:VEVENT"),
        (1, b"END:VCALENDAR"),
        (2, b"BEGIN:VTODO"),
        (2, b"X-A:b"),
        (7, b"X-A:b"),
        (7, b"END:VEVENT"),
    ],
)
def test_a_line_that_could_be_misread_is_refused(number: int, line: bytes) -> None:
    with pytest.raises(UnsafeLine):
        checked(lines((number, line)), events=1)


def test_an_event_too_many_is_refused() -> None:
    smuggled = lines((4, b"SUMMARY:a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b"))

    assert checked(smuggled, events=2) == smuggled
    with pytest.raises(UnsafeLine):
        checked(smuggled, events=1)


def test_a_calendar_cut_short_is_refused() -> None:
    with pytest.raises(UnsafeLine):
        checked(lines()[:-2], events=1)


def test_anything_but_one_calendar_is_refused() -> None:
    with pytest.raises(UnsafeLine):
        checked(lines() + lines(), events=2)
    with pytest.raises(UnsafeLine):
        checked(lines((0, b"BEGIN:VTODO"), (7, b"END:VTODO")), events=1)


def test_the_error_names_the_line() -> None:
    with pytest.raises(UnsafeLine, match="line 5 of the calendar"):
        checked(lines((4, b"SUMMARY:a\x1bb")), events=1)
