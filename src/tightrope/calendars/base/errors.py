"""What can go wrong between us and a calendar that we keep in step with.

None of these names a title or an address: a host or the person's own name for the
calendar is all that a message says.
"""

from tightrope.core.errors import InputError, OutsideError


class CalendarUnreachable(OutsideError):
    """A calendar did not answer, or not in a way that can be used.

    Attributes:
        calendar: what the person calls it.
        reason: what happened, as part of a sentence.
        wait: how many seconds it wants to be left alone (RFC 9110, 10.2.3), where it
            says so.
    """

    def __init__(self, calendar: str, reason: str, *, wait: int | None = None) -> None:
        self.calendar = calendar
        self.reason = reason
        self.wait = wait
        when = f"in {wait} s" if wait is not None else "later"
        super().__init__(f"{calendar} {reason}; try again {when}")


class CalendarGone(OutsideError):
    """A calendar is no longer where it was; its server answers, and knows it not."""

    def __init__(self, calendar: str) -> None:
        self.calendar = calendar
        super().__init__(
            f"{calendar} is no longer on its server; what was read of it is kept, "
            "connect it anew if it was moved"
        )


class NotLetIn(InputError):
    """A server does not accept the name and the password, or the token."""

    def __init__(self, calendar: str, hint: str = "") -> None:
        self.calendar = calendar
        self.hint = hint
        more = hint or "check the user name and the password"
        super().__init__(f"{calendar} does not let us in; {more}")


class NoCalendarServer(InputError):
    """Nothing that keeps calendars was found where the person said."""

    def __init__(self, host: str, why: str, hint: str = "") -> None:
        self.host = host
        self.why = why
        self.hint = hint
        more = hint or "give the address that your provider names for CalDAV"
        super().__init__(f"no calendars were found at {host}: {why}; {more}")


class TokenRefused(OutsideError):
    """A server no longer knows what changed since a token (RFC 6578, 3.2)."""

    def __init__(self, calendar: str) -> None:
        self.calendar = calendar
        super().__init__(f"{calendar} has forgotten our place; it has to be read anew")


class ResourceChanged(OutsideError):
    """A resource is not, or no longer, the one that we meant to write over."""

    def __init__(self, calendar: str) -> None:
        self.calendar = calendar
        super().__init__(
            f"an event on {calendar} was changed elsewhere since it was read; it was "
            "left as it is"
        )


class UidTaken(OutsideError):
    """Another resource has the UID already (RFC 4791, 5.3.2.1: no-uid-conflict).

    Attributes:
        href: where that one is, where the server says so.
    """

    def __init__(self, calendar: str, href: str | None = None) -> None:
        self.calendar = calendar
        self.href = href
        super().__init__(f"{calendar} holds this event already, at another place")


class ResourceRefused(OutsideError):
    """A server takes a resource under no circumstances, and says so for good."""

    def __init__(self, calendar: str, status: int) -> None:
        self.calendar = calendar
        self.status = status
        super().__init__(f"{calendar} does not take this event ({status})")


class ResourceTooLarge(InputError):
    """A resource has more bytes than we send."""

    def __init__(self, calendar: str, most: int) -> None:
        self.calendar = calendar
        self.most = most
        super().__init__(
            f"an event for {calendar} is larger than {most >> 20} MiB and was not sent"
        )


class ReadOnly(InputError):
    """A calendar can be read and not written."""

    def __init__(self, calendar: str) -> None:
        self.calendar = calendar
        super().__init__(
            f"{calendar} can only be read; choose another calendar for the blocks, or "
            "a feed or a file"
        )
