"""A made-up year of a made-up CTO: her calendar, its history, and what is true of it.

How it was made, and what it may be used for: docs/explanation/sample-year.md.
"""

from tightrope.sample.people import NOOR
from tightrope.sample.reading import (
    blocks,
    calendar,
    changes,
    cto_hours,
    facets,
    hours,
    ideas,
    incidents,
    phases,
    replay,
)
from tightrope.sample.records import (
    Asked,
    Block,
    Day,
    Idea,
    Incident,
    Op,
    Owner,
    Snapshot,
    Source,
)
from tightrope.sample.spells import Phase
from tightrope.sample.when import FIRST, LAST, NOW, ZONE

PERSON = Owner(
    name=NOOR.name,
    mail=NOOR.mail,
    role="CTO",
    zone=ZONE.key,
    hours="Mon-Fri 09:00-18:00",
)
"""Whose year it is: the CTO of a start-up of twelve, in Berlin."""

__all__ = [
    "FIRST",
    "LAST",
    "NOW",
    "PERSON",
    "ZONE",
    "Asked",
    "Block",
    "Day",
    "Idea",
    "Incident",
    "Op",
    "Owner",
    "Phase",
    "Snapshot",
    "Source",
    "blocks",
    "calendar",
    "changes",
    "cto_hours",
    "facets",
    "hours",
    "ideas",
    "incidents",
    "phases",
    "replay",
]
