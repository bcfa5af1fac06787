"""Speaking to one server: what it says, or one of the errors of a calendar."""

from collections.abc import Iterable, Mapping
from typing import NoReturn

from tightrope.calendars.base import CalendarGone, CalendarUnreachable, NotLetIn
from tightrope.calendars.caldav.quirks.providers import hint_for
from tightrope.calendars.caldav.xml import Multistatus, NotMultistatus, Said, propfind
from tightrope.fetching.base import (
    MIB,
    Answer,
    Ask,
    BrokenOff,
    Key,
    NotReached,
    RedirectRefused,
    TooLarge,
    TooSlow,
    host_of,
)

MULTISTATUS = 207
UNAUTHORIZED, FORBIDDEN = 401, 403
GONE = {404, 410}
BUSY = {429, 503}
XML = {"Content-Type": "application/xml; charset=utf-8"}
NO_LONGER_SHARED = "it may no longer be shared with you"


class Dav:
    """One server, asked with one key.

    Args:
        ask: the way out.
        key: what lets us in; nothing where nobody has to sign in.
        name: what the person calls what is asked; it stands in every error.

    Attributes:
        provider: what the server says that it is; nothing before it was asked.
    """

    def __init__(self, ask: Ask, key: Key | None, name: str) -> None:
        self.name = name
        self.provider = ""
        self._ask = ask
        self._key = key

    def named(self, name: str) -> "Dav":
        """The same server, called otherwise."""
        return Dav(self._ask, self._key, name)

    def ask(
        self,
        method: str,
        address: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer:
        """Give what the server answers, whatever it is.

        Raises:
            NotLetIn: it does not accept the key.
            CalendarUnreachable: it was not reached, or answered no HTTP, or too much.
        """
        try:
            answer = self._ask(
                method, address, headers=headers, body=body, key=self._key
            )
        except (NotReached, TooSlow, TooLarge, BrokenOff, RedirectRefused) as error:
            raise CalendarUnreachable(self.name, _reason(error)) from error
        self.provider = answer.headers.get("server", self.provider)[:60]
        if answer.status == UNAUTHORIZED:
            raise NotLetIn(self.name, self._hint(answer))
        return answer

    def report(self, address: str, body: bytes, depth: int = 1) -> Answer:
        """Ask for a report (RFC 3253, 3.6)."""
        headers = XML | {"Depth": str(depth)}
        return self.ask("REPORT", address, headers=headers, body=body)

    def find(self, address: str, names: Iterable[str], depth: int) -> Answer:
        """Ask for properties."""
        headers = XML | {"Depth": str(depth)}
        return self.ask("PROPFIND", address, headers=headers, body=propfind(names))

    def said(self, answer: Answer) -> tuple[Said, ...]:
        """What an answer says of all that it speaks of.

        Raises:
            CalendarGone, NotLetIn, CalendarUnreachable: it is a refusal, or broken.
        """
        if answer.status != MULTISTATUS:
            self.refuse(answer)
        try:
            return tuple(Multistatus(answer.data))
        except NotMultistatus as error:
            raise self.broken(error) from error

    def broken(self, error: NotMultistatus) -> CalendarUnreachable:
        """What to raise for an answer that cannot be read."""
        return CalendarUnreachable(self.name, f"sent an answer that {error.what}")

    def refuse(self, answer: Answer) -> NoReturn:
        """Raise what a status means that was not asked for."""
        if answer.status in GONE:
            raise CalendarGone(self.name)
        if answer.status == FORBIDDEN:
            raise NotLetIn(self.name, NO_LONGER_SHARED)
        raise self.unreachable(answer)

    def unreachable(self, answer: Answer) -> CalendarUnreachable:
        """What to raise where the server cannot do it now."""
        reason = f"answered with the status {answer.status}"
        if answer.status in BUSY:
            reason = f"wants to be asked less often ({answer.status})"
        return CalendarUnreachable(self.name, reason, wait=answer.wait)

    def _hint(self, answer: Answer) -> str:
        """What to do where we are not let in."""
        host = host_of(answer.address)
        if self._key and not answer.shown:
            return (
                f"it sends us on to {host}, which was not shown your password; if you "
                "trust it, give its address instead"
            )
        return hint_for(host, answer.headers.get("www-authenticate", ""))


def _reason(
    error: NotReached | TooSlow | TooLarge | BrokenOff | RedirectRefused,
) -> str:
    """Why there is no answer, as part of a sentence."""
    match error:
        case NotReached():
            return f"could not be reached: {error.reason}"
        case TooSlow():
            return f"took longer than {error.seconds:g} s to answer"
        case TooLarge():
            return f"sent more than {error.most / MIB:g} MiB at once"
        case BrokenOff():
            return f"sent an answer that {error.what}"
        case RedirectRefused():
            return f"sends us on {error.what}"
