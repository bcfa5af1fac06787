"""What a server in memory does for each request: note it, find the calendar, fail."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tightrope.calendars.base import CalendarGone, CalendarUnreachable
from tightrope.calendars.memory.kept import KeptCalendar, Quirks


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """One call that will fail.

    Attributes:
        call: its name: `found`, `changes`, `fetch`, `put` or `delete`.
        error: what is raised.
        after: whether the server did what it was asked first; the answer is lost.
        skip: how many calls of that name go well before.
    """

    call: str
    error: BaseException
    after: bool
    skip: int = 0


class Desk:
    """Where the requests of all clients come in.

    Attributes:
        name: what may be shown of the server.
        quirks: in what it differs from the standards; may be changed at any time.
        requests: each request that clients made, oldest first.
        failing: the calls that will fail, in the order in which they are met.
    """

    def __init__(self, name: str, calendars: Sequence[str]) -> None:
        self.name = name
        self.quirks = Quirks()
        self.requests: list[str] = []
        self.failing: deque[Failing] = deque()
        self._hrefs = 0
        self._kept = {
            href: KeptCalendar(href=href, title=href.strip("/"), quirks=self.quirks)
            for href in calendars
        }

    def calendar(self, href: str = "/team/") -> KeptCalendar:
        """One calendar, as any other client may see and change it."""
        return self._kept[href]

    def fail(
        self,
        call: str,
        error: BaseException | None = None,
        *,
        after: bool = False,
        times: int = 1,
        skip: int = 0,
    ) -> None:
        """Let the next calls of that name fail; by default as if nobody answered."""
        what = error or CalendarUnreachable(self.name, "did not answer")
        one = Failing(call=call, error=what, after=after, skip=skip)
        self.failing.extend([one] * times)

    def asked(self, call: str) -> None:
        """Note a request, and fail if it is one that should before it is done."""
        self.requests.append(call)
        self._fail(call, after=False)

    def answers(self, call: str) -> None:
        """Fail if the answer to a request that was done should be lost."""
        self._fail(call, after=True)

    def alive(self, href: str, name: str) -> KeptCalendar:
        """The calendar that a client works on.

        Raises:
            CalendarGone: it is not there.
        """
        kept = self._kept.get(href)
        if kept is None or not kept.alive:
            raise CalendarGone(name)
        return kept

    def fresh_number(self) -> int:
        """A number that no client was given before."""
        self._hrefs += 1
        return self._hrefs

    def _fail(self, call: str, *, after: bool) -> None:
        for place, failing in enumerate(self.failing):
            if failing.call == call and failing.after == after:
                if failing.skip:
                    self.failing[place] = replace(failing, skip=failing.skip - 1)
                    return
                del self.failing[place]
                raise failing.error
