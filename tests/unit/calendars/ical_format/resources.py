"""Resources as the tests of this room write them."""

from tightrope.calendars.base import Resource


def event(uid: str, *lines: str) -> str:
    """A VEVENT with these lines; without a UID where that is empty."""
    named = [f"UID:{uid}"] if uid else []
    return "\r\n".join(["BEGIN:VEVENT", *named, *lines, "END:VEVENT", ""])


def resource(
    *events: str, href: str = "a.ics", head: str = "", eol: str = "\r\n"
) -> Resource:
    """A resource of these events, with what `head` puts before them."""
    text = f"BEGIN:VCALENDAR\r\n{head}{''.join(events)}END:VCALENDAR\r\n"
    return Resource(href=href, data=text.replace("\r\n", eol).encode())
