"""Hostile and broken calendars, each beside one good event that must be kept."""

from collections.abc import Iterator

GOOD = b"""BEGIN:VEVENT
UID:good@example.org
DTSTART:20260302T100000Z
DTEND:20260302T110000Z
SUMMARY:Good
END:VEVENT
"""


def calendar(*parts: bytes) -> bytes:
    """A calendar of these parts, with the good event first and last of its kind."""
    return b"BEGIN:VCALENDAR\nVERSION:2.0\n" + b"".join(parts) + b"END:VCALENDAR\n"


def event(*lines: bytes, uid: bytes = b"bad@example.org") -> bytes:
    """An event of these lines."""
    return b"\n".join((b"BEGIN:VEVENT", b"UID:" + uid, *lines, b"END:VEVENT", b""))


def repeating(rule: bytes, start: bytes = b"20200101T000000Z") -> bytes:
    """An event that follows a rule."""
    return event(b"DTSTART:" + start, b"DURATION:PT1M", b"RRULE:" + rule)


def _all(count: int) -> bytes:
    return b",".join(b"%d" % number for number in range(count))


_EVERY = b"BYHOUR=" + _all(24) + b";BYMINUTE=" + _all(60) + b";BYSECOND=" + _all(60)


def _dates(count: int) -> Iterator[bytes]:
    for number in range(count):
        day, hour = divmod(number, 24)
        yield b"%04d%02d%02dT%02d0000Z" % (
            1900 + day // 336,
            1 + day // 28 % 12,
            1 + day % 28,
            hour,
        )


def _overrides(count: int) -> bytes:
    daily = repeating(b"FREQ=DAILY", b"19700101T090000Z")
    return daily + b"".join(
        event(b"DTSTART:" + date, b"RECURRENCE-ID:" + date) for date in _dates(count)
    )


_ZONE = b"BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\n%s\nEND:STANDARD\nEND:VTIMEZONE\n"
_IN_ZONE = event(b"DTSTART;TZID=Own:20260302T120000")
_OFFSETS = b"DTSTART:19700101T000000\nTZOFFSETFROM:%s\nTZOFFSETTO:%s"


def _zone(lines: bytes) -> bytes:
    return _ZONE % lines + _IN_ZONE


RULES = {
    "every second since 2020": repeating(b"FREQ=SECONDLY"),
    "every second since the year 1026": repeating(
        b"FREQ=SECONDLY", b"10260101T000000Z"
    ),
    "every minute since 1970": repeating(b"FREQ=MINUTELY", b"19700101T000000Z"),
    "every second of every day": repeating(b"FREQ=DAILY;" + _EVERY),
    "every second of every month": repeating(b"FREQ=MONTHLY;BYMONTHDAY=1;" + _EVERY),
    "every second of a year, the last": repeating(
        b"FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1;" + _EVERY
    ),
    "30 February, daily": repeating(b"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    "30 February, by the second": repeating(b"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
    "30 February, by the second, counted": repeating(
        b"FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", b"10260101T000000Z"
    ),
    "30 February, yearly": repeating(b"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "an even second of odd ones": repeating(b"FREQ=SECONDLY;INTERVAL=2;BYSECOND=1"),
    "interval of nothing": repeating(b"FREQ=DAILY;INTERVAL=0"),
    "interval beyond the calendar": repeating(b"FREQ=YEARLY;INTERVAL=99999999999"),
    "count of two thousand million": repeating(
        b"FREQ=DAILY;COUNT=2147483647", b"19000101T090000Z"
    ),
    "endless since 1900": repeating(b"FREQ=DAILY", b"19000101T090000Z"),
    "counted seconds of some days": repeating(
        b"FREQ=SECONDLY;BYDAY=MO,TU;COUNT=2147483647", b"19000101T090000Z"
    ),
    "counted Fridays the 13th": repeating(
        b"FREQ=DAILY;INTERVAL=3;BYDAY=FR;BYMONTHDAY=13;COUNT=9999", b"19000101T090000Z"
    ),
    "two rules": event(
        b"DTSTART:20200101T000000Z", b"RRULE:FREQ=DAILY", b"RRULE:FREQ=SECONDLY"
    ),
    "unknown frequency": repeating(b"FREQ=FORTNIGHTLY"),
    "no rule at all": repeating(b";;;"),
    "a number too long for a number": repeating(b"FREQ=DAILY;BYHOUR=" + b"9" * 9000),
    "the end of time": event(b"DTSTART:99991231T235959Z", b"RRULE:FREQ=DAILY"),
    "before time": event(b"DTSTART:00000101T000000Z"),
    "the first day": event(
        b"DTSTART:00010101T000000Z", b"RRULE:FREQ=YEARLY;BYWEEKNO=1"
    ),
    "a duration without end": event(
        b"DTSTART:20260302T090000Z", b"DURATION:P999999999W"
    ),
    "an end in the year 9999": event(
        b"DTSTART:20260302T090000Z", b"DTEND:99991231T235959Z"
    ),
}

PIECES = {
    "a million exceptions in one line": event(
        b"DTSTART:19700101T000000Z",
        b"RRULE:FREQ=HOURLY;INTERVAL=100",
        b"EXDATE:" + b",".join(_dates(1_000_000)),
    ),
    "a million exceptions, folded": event(
        b"DTSTART:19700101T000000Z",
        b"RRULE:FREQ=HOURLY;INTERVAL=100",
        b"EXDATE:" + b",\n ".join(_dates(1_000_000)),
    ),
    "a hundred thousand lines of exceptions": event(
        b"DTSTART:19700101T000000Z",
        b"RRULE:FREQ=HOURLY;INTERVAL=100",
        *(b"EXDATE:" + date for date in _dates(100_000)),
    ),
    "a hundred thousand more dates": event(
        b"DTSTART:19700101T000000Z", b"RDATE:" + b",".join(_dates(60_000))
    ),
    "twenty thousand overrides": _overrides(20_000),
    "20 MiB in one line": event(
        b"DTSTART:20260302T090000Z", b"ATTACH;ENCODING=BASE64:" + b"QUJD" * (5 * 2**20)
    ),
    "20 MiB in one title": event(
        b"DTSTART:20260302T090000Z", b"SUMMARY:" + b"title " * (3 * 2**20)
    ),
    "200,000 parameters": event(
        b"DTSTART:20260302T090000Z", b"ATTENDEE" + b";A=B" * 200_000 + b":mailto:a@b.c"
    ),
    "200,000 quotation marks": event(
        b"DTSTART:20260302T090000Z", b"ATTENDEE;CN=" + b'":' * 200_000 + b"mailto:a@b.c"
    ),
    "ten thousand events of one UID": b"".join(
        event(b"DTSTART:20260302T%02d0000Z" % (number % 24)) for number in range(10_000)
    ),
    "5,000 events within each other": b"BEGIN:VEVENT\n" * 5000 + b"END:VEVENT\n" * 5000,
    "a hundred thousand parts within each other": b"BEGIN:VEVENT\nUID:bad@example.org\n"
    + b"BEGIN:X-A\n" * 100_000
    + b"END:X-A\n" * 100_000
    + b"END:VEVENT\n",
    "a hundred thousand ends": b"END:VEVENT\n" * 100_000,
    "a zone that changes every second": _zone(
        _OFFSETS % (b"+0100", b"+0200") + b"\nRRULE:FREQ=SECONDLY"
    ),
    "a zone without rules": b"BEGIN:VTIMEZONE\nTZID:Own\nEND:VTIMEZONE\n" + _IN_ZONE,
    "a zone of 99 hours": _zone(_OFFSETS % (b"+9900", b"+9900")),
    "an unknown zone": event(b"DTSTART;TZID=Mars/Olympus:20260302T120000"),
    "a zone that is a path": event(b"DTSTART;TZID=../../../etc/passwd:20260302T120000"),
    "a thousand zones": b"".join(
        (_ZONE % (_OFFSETS % (b"+0100", b"+0200") + b"\nRRULE:FREQ=YEARLY")).replace(
            b"Own", b"Own%d" % number
        )
        + event(b"DTSTART;TZID=Own%d:20260302T120000" % number, uid=b"z%d" % number)
        for number in range(1000)
    ),
    "no DTSTART": event(b"SUMMARY:Never"),
    "two DTSTART": event(b"DTSTART:20260302T090000Z", b"DTSTART:20260303T090000Z"),
}

_TOO_OFTEN = "repeats too often to be listed; it is shown as one entry"
_NO_SUCH_DAY = "its rule names days that never come"
_OWN_ZONE = "its time zone, 'Own', is unknown"
_COUNTED = "more problems were left out of this list"
NAMED = {
    "every second since 2020": (_TOO_OFTEN,),
    "every second since the year 1026": (_TOO_OFTEN,),
    "every minute since 1970": (_TOO_OFTEN,),
    "every second of every day": (_TOO_OFTEN,),
    "every second of every month": (_TOO_OFTEN,),
    "every second of a year, the last": (_TOO_OFTEN,),
    "30 February, daily": (_NO_SUCH_DAY,),
    "30 February, by the second": (_NO_SUCH_DAY,),
    "30 February, by the second, counted": (_NO_SUCH_DAY,),
    "30 February, yearly": (_NO_SUCH_DAY,),
    "an even second of odd ones": ("its rule never takes place",),
    "interval of nothing": ("its RRULE has no readable INTERVAL",),
    "counted seconds of some days": ("its rule is too long to be counted",),
    "two rules": ("has 2 RRULE, where one is allowed", _TOO_OFTEN),
    "unknown frequency": ("its RRULE has no known FREQ",),
    "no rule at all": ("its RRULE has no known FREQ",),
    "a number too long for a number": ("its RRULE is too long",),
    "before time": ("its DTSTART names a day that does not exist",),
    "a duration without end": ("lasts more than a hundred years",),
    "an end in the year 9999": ("lasts more than a hundred years",),
    "a hundred thousand lines of exceptions": ("has too many lines",),
    "a hundred thousand more dates": ("has more than 5000 RDATE",),
    "twenty thousand overrides": ("20001 events have this UID",),
    "20 MiB in one line": ("its ATTACH is longer than 1 MB",),
    "20 MiB in one title": ("its SUMMARY is longer than 1 MB",),
    "200,000 parameters": ("its ATTENDEE has too many parameters",),
    "ten thousand events of one UID": (
        "10000 events have this UID",
        "its UID stands on 1999 more of the same",
    ),
    "5,000 events within each other": (
        "its END:VEVENT is missing",
        "4999 events have this UID",
        "has no DTSTART",
        _COUNTED,
    ),
    "a hundred thousand parts within each other": (
        "has no DTSTART",
        "has parts nested too deep",
    ),
    "a hundred thousand ends": ("an END has no BEGIN before it", _COUNTED),
    "a zone that changes every second": (_OWN_ZONE,),
    "a zone without rules": (_OWN_ZONE,),
    "a zone of 99 hours": (_OWN_ZONE,),
    "an unknown zone": ("its time zone, 'Mars/Olympus', is unknown",),
    "a zone that is a path": ("its time zone, '../../../etc/passwd', is unknown",),
    "a thousand zones": ("is unknown; it is read as local",),
    "no DTSTART": ("has no DTSTART",),
    "two DTSTART": ("has more than one DTSTART",),
}
"""What is said of each attack. The others are odd, but nothing about them is wrong."""
