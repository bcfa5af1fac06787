"""One folder of events as a calendar that we keep in step with."""

import os
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from tightrope.calendars.base import (
    CalendarGone,
    CalendarUnreachable,
    Changes,
    Missing,
    ReadOnly,
    Resource,
    ResourceChanged,
    ResourceRefused,
    ResourceTooLarge,
    Traits,
    UidTaken,
    Unread,
)
from tightrope.calendars.files import MIB, NotReadable, TooLarge, all_of, reason_of
from tightrope.calendars.folders.entries import SUFFIX, events_in, is_event, is_text
from tightrope.calendars.folders.versions import etag_of, etag_with, is_version
from tightrope.calendars.ical import read
from tightrope.calendars.ical.fields import uid_of
from tightrope.core.errors import Problem
from tightrope.outputs import (
    AlreadyThere,
    NoFolder,
    NotAFile,
    NotWritten,
    write_new,
    write_whole,
)

MOST = MIB
"""Bytes of an event that we write."""

LARGEST = 200 * MIB
"""Bytes of an event that are read."""

_WENT = ""
"""In place of the version of a file that went while the folder was read."""

FORBIDDEN = 403
"""What a server would say of a name that it never takes (RFC 9110, 15.5.4)."""


class FolderRemote:
    """The calendar in a folder; `calendars.base.Remote` says more.

    An href is the name of a file. Other programs write there too, and none of them
    locks: a version is compared right before it is replaced, and replaced in one step.

    Args:
        folder: where it is.
        name: what the person calls it.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._folder = folder

    @property
    def traits(self) -> Traits:
        """It keeps bytes as they are, and no places in time."""
        return Traits(
            writable=self._is_writable(),
            tokens=False,
            keeps_bytes=True,
            provider="a folder",
        )

    def changes(self, since: str | None) -> Changes:  # noqa: ARG002 - it has no places
        """Say which files there are, each with the version it has now.

        One whose name is no text is a problem: it can be neither kept nor shown.

        Raises:
            CalendarGone: the folder is not there.
            CalendarUnreachable: it cannot be read.
        """
        with self._faults():
            names = [entry.name for entry in events_in(self._folder)]
            listed = {name: self._etag(name) for name in names if is_text(name)}
            there = {name: etag for name, etag in listed.items() if etag != _WENT}
        problems = (self._nameless(name) for name in names if not is_text(name))
        return Changes(listed=there, full=True, problems=tuple(problems))

    def fetch(self, hrefs: Collection[str]) -> Iterator[Resource | Missing | Unread]:
        """Read each of these files; one that cannot be read does not stop the others.

        Raises:
            CalendarGone: the folder is not there.
        """
        for href in dict.fromkeys(hrefs):
            try:
                one = self._kept(href)
            except CalendarUnreachable as error:
                yield Unread(href=href, problem=self._unread(href, error))
            else:
                yield one or Missing(href=href)

    def new_href(self) -> str:
        """A name that nobody else will choose, and that says nothing of the event."""
        return f"{uuid.uuid4()}{SUFFIX}"

    def put(self, resource: Resource) -> Resource:
        """Write a file; give it back as it is now.

        Raises:
            ResourceChanged: another version stands there, or none.
            UidTaken: another file holds this event.
            ResourceRefused: no event can have that name.
            ResourceTooLarge: it is larger than 1 MiB.
            ReadOnly: nothing can be written there.
            CalendarGone: the folder is not there.
            CalendarUnreachable: the disk is full, or broken.
        """
        self._check(resource)
        if resource.etag is None:
            self._add(resource)
        else:
            self._replace(resource)
        kept = self._kept(resource.href)
        if kept is None:
            raise CalendarUnreachable(self.name, "lost what was written to it")
        return kept

    def delete(self, resource: Resource) -> None:
        """Take away a file that is exactly this version.

        Raises:
            ResourceChanged: another version stands there.
            ReadOnly: nothing can be written there.
            CalendarGone: the folder is not there.
            CalendarUnreachable: the disk is broken.
        """
        with self._faults():
            there = self._read(resource.href)
            if there is None:
                return
            if not self._is_writable():
                raise ReadOnly(self.name)
            data, found = there
            same = resource.etag is None or is_version(resource.etag, data, found)
            if not same or data != resource.data:
                raise ResourceChanged(self.name)
            (self._folder / resource.href).unlink(missing_ok=True)

    def _etag(self, name: str) -> str | None:
        """The version of a file; nothing where it cannot be told, `_WENT` for none."""
        path = self._folder / name
        try:
            return etag_of(path, path.stat())
        except FileNotFoundError:
            return _WENT
        except OSError:
            # What is wrong with it is said when it is read.
            return None

    def _nameless(self, name: str) -> Problem:
        shown = name.encode("utf-8", "replace").decode()
        what = "its name is not written in UTF-8, so it was left out; rename it"
        return Problem(source=self.name, where=_printable(shown), what=what)

    def _unread(self, href: str, error: CalendarUnreachable) -> Problem:
        what = f"could not be read: {_reason(error)}; what was known of it stays"
        return Problem(source=self.name, where=_printable(href), what=what)

    def _is_writable(self) -> bool:
        return os.access(self._folder, os.W_OK | os.X_OK)

    def _check(self, resource: Resource) -> None:
        if len(resource.data) > MOST:
            raise ResourceTooLarge(self.name, MOST)
        if not is_event(resource.href):
            raise ResourceRefused(self.name, FORBIDDEN)
        if self._folder.is_dir() and not self._is_writable():
            raise ReadOnly(self.name)

    def _add(self, resource: Resource) -> None:
        """Write a file that is new."""
        with self._faults():
            if holder := self._holder_of(resource):
                raise UidTaken(self.name, holder)
            try:
                write_new(self._folder / resource.href, resource.data)
            except AlreadyThere as error:
                raise ResourceChanged(self.name) from error

    def _replace(self, resource: Resource) -> None:
        """Write a file over the version that it replaces."""
        with self._faults():
            there = self._read(resource.href)
            if there is None or not is_version(resource.etag or "", *there):
                raise ResourceChanged(self.name)
            try:
                write_whole(self._folder / resource.href, resource.data)
            except NotAFile as error:
                raise ResourceChanged(self.name) from error

    def _holder_of(self, resource: Resource) -> str | None:
        """Another file that holds the same event; all are looked through."""
        wanted = _uids(resource.data)
        for entry in events_in(self._folder) if wanted else ():
            if not is_text(entry.name):
                continue
            try:
                there = self._read(entry.name)
            except (PermissionError, TooLarge, NotReadable):
                continue
            if there is None or entry.name == resource.href:
                continue
            # To take all of them apart would take long, and our UIDs are never folded.
            near = any(uid.encode() in there[0] for uid in wanted)
            if near and wanted & _uids(there[0]):
                return entry.name
        return None

    def _kept(self, href: str) -> Resource | None:
        with self._faults():
            there = self._read(href)
        if there is None:
            return None
        data, found = there
        return Resource(href=href, etag=etag_with(data, found), data=data)

    def _read(self, href: str) -> tuple[bytes, os.stat_result] | None:
        """The bytes of a file and what the system says of it; nothing for no file.

        Raises:
            FileNotFoundError: the folder is not there.
            OSError, TooLarge: it cannot be read.
        """
        if is_event(href):
            try:
                with (self._folder / href).open("rb") as file:
                    found = os.fstat(file.fileno())
                    return all_of(file, href, LARGEST), found
            except (FileNotFoundError, IsADirectoryError):
                pass
        self._folder.stat()
        return None

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn what the system says into errors of ours."""
        try:
            yield
        except (FileNotFoundError, NotADirectoryError, NoFolder) as error:
            raise CalendarGone(self.name) from error
        except OSError as error:
            reason = f"could not be used: {reason_of(error)}"
            raise CalendarUnreachable(self.name, reason) from error
        except (TooLarge, NotReadable, NotWritten) as error:
            reason = "has a file that could not be read or written"
            raise CalendarUnreachable(self.name, reason) from error


def _reason(error: CalendarUnreachable) -> str:
    """Why a file could not be read."""
    match error.__cause__:
        case OSError() as cause:
            return reason_of(cause)
        case NotReadable() as cause:
            return cause.reason
        case _:
            return f"it is larger than {LARGEST // MIB} MiB"


def _printable(name: str) -> str:
    """A name as it may be shown on one line."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def _uids(data: bytes) -> set[str]:
    """The UIDs of the events in these bytes."""
    components, _ = read(data)
    named = {uid_of(each) for each in components if each.kind == "VEVENT"}
    return named - {""}
