"""One .ics file as a calendar that we keep in step with."""

from collections.abc import Collection, Iterator
from pathlib import Path

from tightrope.calendars.base import (
    CalendarGone,
    CalendarUnreachable,
    Changes,
    Found,
    Missing,
    NoCalendarServer,
    Resource,
    Traits,
)
from tightrope.calendars.files import (
    MIB,
    IsFolder,
    NotReadable,
    NotThere,
    TooLarge,
    contents,
    reason_of,
)
from tightrope.calendars.folders.versions import etag_of
from tightrope.calendars.published.parts import NoWholeCalendar, Parts, parts_of
from tightrope.calendars.published.readonly import ReadOnlyRemote, picked

LARGEST = 200 * MIB
ITSELF = "."


class FileServer:
    """The one calendar in a file; `calendars.base.Server` says more.

    Args:
        path: where it is.
        name: what the person calls it.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._path = path

    @property
    def addresses(self) -> frozenset[str]:
        """Nobody's."""
        return frozenset()

    def found(self) -> tuple[Found, ...]:
        """The calendar that is in it.

        Raises:
            NoCalendarServer: there is no file, or no calendar in it.
            CalendarUnreachable: it cannot be read.
        """
        try:
            parts = FileRemote(self._path, self.name).parts()
        except CalendarGone as error:
            hint = "give the path of an .ics file"
            raise NoCalendarServer(self.name, "there is no such file", hint) from error
        title = parts.title or self._path.stem
        return (Found(href=ITSELF, title=title, colour=parts.colour, writable=False),)

    def open(self, href: str, name: str) -> "FileRemote":  # noqa: ARG002 - it has one
        """The calendar that is in it."""
        return FileRemote(self._path, name)


class FileRemote(ReadOnlyRemote):
    """The calendar in a file, read only; `calendars.base.Remote` says more.

    Args:
        path: where it is.
        name: what the person calls it.
    """

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(name)
        self._path = path
        self._read: tuple[str, Parts] | None = None

    @property
    def traits(self) -> Traits:
        """It knows whether it has changed, and is not written to."""
        return Traits(writable=False, keeps_bytes=True, provider="a file")

    def changes(self, since: str | None) -> Changes:
        """Say what is in the file, or that it is as it was.

        Raises:
            CalendarGone: it is not there.
            CalendarUnreachable: it cannot be read, or is no whole calendar now.
        """
        version = self._version()
        if since == version:
            return Changes(listed={}, token=version)
        return Changes(listed=self._parts(version).etags, token=version, full=True)

    def fetch(self, hrefs: Collection[str]) -> Iterator[Resource | Missing]:
        """Give each of `hrefs` as it is in the file now.

        Raises:
            CalendarGone, CalendarUnreachable: as `changes` does.
        """
        yield from picked(self.parts().resources, hrefs)

    def parts(self) -> Parts:
        """What the file holds now; raises what `changes` does."""
        return self._parts(self._version())

    def _parts(self, version: str) -> Parts:
        if self._read is None or self._read[0] != version:
            try:
                self._read = version, parts_of(contents(self._path, LARGEST))
            except (NotThere, IsFolder) as error:
                raise CalendarGone(self.name) from error
            except (NotReadable, TooLarge) as error:
                reason = "cannot be read, or is too large"
                raise CalendarUnreachable(self.name, reason) from error
            except NoWholeCalendar as error:
                raise CalendarUnreachable(self.name, str(error)) from error
        return self._read[1]

    def _version(self) -> str:
        """The version of the file that stands there now."""
        try:
            return etag_of(self._path, self._path.stat())
        except (
            *(FileNotFoundError, IsADirectoryError, NotADirectoryError),
            ValueError,
        ) as error:
            raise CalendarGone(self.name) from error
        except OSError as error:
            reason = f"could not be read: {reason_of(error)}"
            raise CalendarUnreachable(self.name, reason) from error
