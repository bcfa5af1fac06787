"""Calendars on a CalDAV server (RFC 4791): found, kept in step with, written to.

`server` finds the calendars of a person, `remote` is one of them; below, `discovery`
goes from an address to the calendars, `reports` asks what is there, `writing` stores
and deletes, `dav` speaks to the server, `xml` reads what it says. What single servers
do otherwise than they should has modules of its own in `quirks`.
"""

from tightrope.calendars.caldav.remote import CaldavRemote
from tightrope.calendars.caldav.server import CaldavServer

__all__ = ["CaldavRemote", "CaldavServer"]
