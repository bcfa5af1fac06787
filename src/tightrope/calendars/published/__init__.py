"""Calendars that come as one piece, and are read only: a file, an address on the web.

Each is taken apart into one resource an event, so that one changed event of thousands
is one changed resource.
"""

from tightrope.calendars.published.file import FileRemote, FileServer
from tightrope.calendars.published.subscription import (
    SubscriptionRemote,
    SubscriptionServer,
)

__all__ = ["FileRemote", "FileServer", "SubscriptionRemote", "SubscriptionServer"]
