"""What all calendars that can only be read have in common."""

import uuid
from collections.abc import Collection, Iterator, Mapping

from tightrope.calendars.base import Missing, ReadOnly, Resource


class ReadOnlyRemote:
    """A calendar that takes nothing."""

    def __init__(self, name: str) -> None:
        self.name = name

    def new_href(self) -> str:
        """A place that nobody else will choose; nothing can be put there either."""
        return f"{uuid.uuid4()}.ics"

    def put(self, resource: Resource) -> Resource:  # noqa: ARG002 - whatever it is
        """Refuse it.

        Raises:
            ReadOnly: always.
        """
        raise ReadOnly(self.name)

    def delete(self, resource: Resource) -> None:  # noqa: ARG002 - whatever it is
        """Refuse it.

        Raises:
            ReadOnly: always.
        """
        raise ReadOnly(self.name)


def picked(
    resources: Mapping[str, Resource], hrefs: Collection[str]
) -> Iterator[Resource | Missing]:
    """Each of `hrefs` once, as it is among `resources`."""
    for href in dict.fromkeys(hrefs):
        yield resources.get(href) or Missing(href=href)
