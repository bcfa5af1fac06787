"""Folders of events as synced calendars, one event a file (a vdir).

`vdirsyncer` and `khal` keep calendars so:
https://vdirsyncer.pimutils.org/en/stable/vdir.html
"""

from tightrope.calendars.folders.remote import FolderRemote
from tightrope.calendars.folders.server import FolderServer

__all__ = ["FolderRemote", "FolderServer"]
