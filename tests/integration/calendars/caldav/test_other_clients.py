"""What another CalDAV client sees of ours, and we of what it wrote, on real servers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from caldav.davclient import DAVClient

from tests import servers
from tests.contract.calendars.remotes import event, told
from tests.servers import REACHED, Running
from tightrope.calendars.base import Missing, Resource, ResourceChanged
from tightrope.calendars.caldav import CaldavRemote, CaldavServer
from tightrope.core.timeline import Span

pytestmark = REACHED

TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
DAY = Span.lasting(TEN - timedelta(hours=10), timedelta(days=1))
UID = "3f1c@focus.tightrope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """One calendar, as two clients see it."""

    ours: CaldavRemote
    theirs: Any
    href: str
    server: CaldavServer


@pytest.fixture(params=["radicale", "xandikos"])
def both(request: pytest.FixtureRequest) -> Iterator[Both]:
    running: Running = request.getfixturevalue(request.param)
    address = servers.made_calendar(running, "Both")
    with (
        servers.asking(running) as ask,
        DAVClient(
            url=running.address,
            username=running.user,
            password=running.password,
            auth_type="basic",
        ) as other,
    ):
        client: Any = other
        server = CaldavServer(
            running.address, user=running.user, secret=running.password, ask=ask
        )
        yield Both(
            ours=server.open(address, "work"),
            theirs=client.calendar(url=address),
            href=address,
            server=server,
        )


def theirs(both: Both) -> list[tuple[str, str]]:
    """What the other client sees."""
    return sorted(told(one.data.encode()) for one in both.theirs.events())


def put(both: Both, title: str) -> Resource:
    href = both.ours.new_href()
    return both.ours.put(Resource(href=href, data=event(UID, title)))


def test_another_client_sees_what_we_wrote(both: Both) -> None:
    kept = put(both, "Focus: Überblick, “Q1”")

    assert theirs(both) == [(UID, "Focus: Überblick, “Q1”")]
    both.ours.delete(kept)
    assert theirs(both) == []


def test_we_see_what_another_client_wrote(both: Both) -> None:
    token = both.ours.changes(None).token
    both.theirs.save_event(
        dtstart=TEN, dtend=TEN + timedelta(hours=1), summary="Stand-up", uid="1@x"
    )

    [href] = both.ours.changes(token).listed
    [one] = both.ours.fetch([href])

    assert isinstance(one, Resource)
    assert told(one.data) == ("1@x", "Stand-up")


def test_a_block_moved_by_another_client_is_not_written_over(both: Both) -> None:
    kept = put(both, "Focus")
    token = both.ours.changes(None).token
    [there] = both.theirs.events()
    there.icalendar_component["SUMMARY"] = "Focus, moved"
    there.save()

    assert set(both.ours.changes(token).listed) == {kept.href}
    with pytest.raises(ResourceChanged):
        both.ours.delete(kept)
    assert theirs(both) == [(UID, "Focus, moved")]


def test_a_block_deleted_by_another_client_is_told(both: Both) -> None:
    kept = put(both, "Focus")
    token = both.ours.changes(None).token
    both.theirs.events()[0].delete()

    assert both.ours.changes(token).gone == {kept.href}
    assert list(both.ours.fetch([kept.href])) == [Missing(href=kept.href)]


def test_both_find_the_same_calendars(both: Both) -> None:
    found = {one.href.rstrip("/"): one.title for one in both.server.found()}

    others = both.theirs.client.principal().calendars()

    assert found == {str(one.url).rstrip("/"): one.get_display_name() for one in others}


def test_a_server_says_when_one_is_busy(both: Both) -> None:
    put(both, "Focus")

    assert both.ours.busy(DAY) == (Span.lasting(TEN, timedelta(hours=3)),)
    assert both.ours.busy(Span.lasting(DAY.end, timedelta(days=1))) == ()
