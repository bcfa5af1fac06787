"""A folder that is a calendar, or that has one in each of its folders."""

import os
from pathlib import Path

from tightrope.calendars.base import CalendarUnreachable, Found, NoCalendarServer
from tightrope.calendars.files import reason_of
from tightrope.calendars.folders.entries import (
    colour_of,
    events_in,
    folders_in,
    title_of,
)
from tightrope.calendars.folders.remote import FolderRemote

ITSELF = "."


class FolderServer:
    """The calendars at a path; `calendars.base.Server` says more.

    Args:
        path: where the folder is.
        name: what the person calls it.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._path = path

    @property
    def addresses(self) -> frozenset[str]:
        """Nobody's: a folder says of nobody whose it is."""
        return frozenset()

    def found(self) -> tuple[Found, ...]:
        """The folder itself where events are in it, then each folder in it.

        One without any folder in it is a calendar too, perhaps an empty one.

        Raises:
            NoCalendarServer: there is no such folder.
            CalendarUnreachable: it cannot be read.
        """
        try:
            within = folders_in(self._path)
            own = not within or any(True for _ in events_in(self._path))
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:
            why = "there is no such folder"
            hint = "give the path of a folder that is there"
            raise NoCalendarServer(self.name, why, hint) from error
        except OSError as error:
            reason = f"could not be read: {reason_of(error)}"
            raise CalendarUnreachable(self.name, reason) from error
        named = [(folder.name, folder) for folder in within]
        if own:
            named.insert(0, (ITSELF, self._path))
        return tuple(_found(href, folder) for href, folder in named)

    def open(self, href: str, name: str) -> FolderRemote:
        """The calendar of a folder in it, or of the folder itself.

        Raises:
            NoCalendarServer: `href` is no name that a folder in it could have.
        """
        if href == ITSELF:
            return FolderRemote(self._path, name)
        if href in {"", ".."} or {"/", "\\", "\0"} & set(href):
            raise NoCalendarServer(self.name, "no folder in it can be called so")
        return FolderRemote(self._path / href, name)


def _found(href: str, folder: Path) -> Found:
    return Found(
        href=href,
        title=title_of(folder),
        colour=colour_of(folder),
        writable=os.access(folder, os.W_OK | os.X_OK),
    )
