"""Every calendar that we keep in step with keeps the port's promises.

A server that others run is held against the same tests:
`TIGHTROPE_TEST_CALDAV=url,user,password`.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from tests.contract.calendars.remotes import ADAPTERS, Adapter, Opened, event, told
from tests.servers import REACHED
from tightrope.calendars.base import (
    CalendarGone,
    CalendarUnreachable,
    Changes,
    Missing,
    ReadOnly,
    Remote,
    Resource,
    ResourceChanged,
    ResourceTooLarge,
    TokenRefused,
    UidTaken,
    Unread,
)

pytestmark = REACHED

BAD_TOKEN = "http://tightrope.example/ns/sync/0"  # noqa: S105 - no password


@pytest.fixture(params=ADAPTERS, ids=lambda adapter: adapter.name)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    adapter: Adapter = request.param
    with adapter.make(tmp_path, request) as opened:
        yield opened


@pytest.fixture
def remote(opened: Opened) -> Remote:
    return opened.remote


@pytest.fixture
def writable(opened: Opened) -> Opened:
    if not opened.remote.traits.writable:
        pytest.skip("it can only be read")
    return opened


def a_uid() -> str:
    return f"{uuid4()}@focus.tightrope"


def added(remote: Remote, title: str = "Focus", uid: str = "") -> Resource:
    """A new event, stored by us."""
    data = event(uid or a_uid(), title)
    return remote.put(Resource(href=remote.new_href(), data=data))


def got(remote: Remote, *hrefs: str) -> dict[str, Resource | Missing | Unread]:
    """What stands at these hrefs, each of which was given once."""
    found = list(remote.fetch(hrefs))
    assert len({one.href for one in found}) == len(found)
    return {one.href: one for one in found}


def titles(remote: Remote, *hrefs: str) -> list[str | None]:
    """The title of what stands at each of these hrefs, nothing where nothing does."""
    there = got(remote, *hrefs)
    return [
        told(one.data)[1] if isinstance(one, Resource) else None
        for one in (there[href] for href in hrefs)
    ]


def is_gone(changes: Changes, href: str) -> bool:
    """Whether a change says that what stood there is no more."""
    return href not in changes.listed and (changes.full or href in changes.gone)


# --- what is there ------------------------------------------------------------------


def test_what_others_stored_is_listed_and_fetched(opened: Opened) -> None:
    uid = a_uid()
    href = opened.others.put(uid, "Stand-up")

    changes = opened.remote.changes(None)

    [one] = got(opened.remote, href).values()
    assert changes.full
    assert changes.gone == frozenset()
    assert href in changes.listed
    assert isinstance(one, Resource)
    assert told(one.data) == (uid, "Stand-up")
    assert one.etag == changes.listed[href]


def test_what_is_not_there_is_missing(opened: Opened) -> None:
    here = opened.others.put(a_uid(), "Stand-up")
    gone = opened.others.put(a_uid(), "Retro")
    never = here.replace(here.rsplit("/", 1)[-1], "never.ics")
    opened.others.delete(gone)

    found = got(opened.remote, here, gone, never)

    assert found == {
        here: found[here],
        gone: Missing(href=gone),
        never: Missing(href=never),
    }
    assert isinstance(found[here], Resource)


def test_nothing_is_fetched_where_nothing_is_wanted(remote: Remote) -> None:
    assert list(remote.fetch([])) == []


def test_twice_the_same_is_the_same(opened: Opened) -> None:
    href = opened.others.put(a_uid(), "Stand-up")

    first, second = got(opened.remote, href), got(opened.again, href)

    assert first == second
    assert [one.digest for one in first.values() if isinstance(one, Resource)] == [
        one.digest for one in second.values() if isinstance(one, Resource)
    ]


def test_letters_of_all_people_come_as_they_are(opened: Opened) -> None:
    title = "Überblick; 計画, \\ “Q1” & <Q2> 🎪 " + "weit " * 40
    href = opened.others.put(a_uid(), title.strip())

    assert titles(opened.remote, href) == [title.strip()]


# --- what has changed ---------------------------------------------------------------


def test_a_new_and_a_changed_event_are_told(opened: Opened) -> None:
    old = opened.others.put(uid := a_uid(), "Stand-up")
    token = opened.remote.changes(None).token
    opened.others.put(uid, "Stand-up, later", old)
    new = opened.others.put(a_uid(), "Retro")

    changes = opened.remote.changes(token)

    assert {old, new} <= set(changes.listed)
    assert titles(opened.remote, old, new) == ["Stand-up, later", "Retro"]


def test_a_deleted_event_is_told(opened: Opened) -> None:
    href = opened.others.put(a_uid(), "Stand-up")
    token = opened.remote.changes(None).token
    opened.others.delete(href)

    assert is_gone(opened.remote.changes(token), href)


def test_after_the_last_token_nothing_is_lost_or_made_up(opened: Opened) -> None:
    href = opened.others.put(a_uid(), "Stand-up")
    token = opened.remote.changes(None).token
    again = opened.remote.changes(token)

    last = opened.remote.changes(again.token)

    # Some servers list what has not changed; none may list more than there is.
    there = opened.remote.changes(None).listed
    assert last.listed.items() <= there.items()
    assert not last.gone & set(there)
    assert href in last.listed or not last.full
    assert (last.token is None) == (not opened.remote.traits.tokens)


def test_a_token_is_good_for_another_device(opened: Opened) -> None:
    token = opened.remote.changes(None).token
    href = opened.others.put(a_uid(), "Stand-up")

    assert href in opened.again.changes(token).listed


def test_a_token_of_another_life_is_refused_or_everything_is_told(
    opened: Opened,
) -> None:
    href = opened.others.put(a_uid(), "Stand-up")

    try:
        changes = opened.remote.changes(BAD_TOKEN)
    except TokenRefused:
        changes = opened.remote.changes(None)

    assert href in changes.listed


def test_a_calendar_that_is_no_more_is_told(opened: Opened) -> None:
    if not opened.own:
        pytest.skip("it was not made for this test")
    href = opened.others.put(a_uid(), "Stand-up")
    token = opened.remote.changes(None).token
    opened.others.end()

    for since in (None, token):
        with pytest.raises((CalendarGone, TokenRefused)):
            opened.remote.changes(since)
    with pytest.raises(CalendarGone):
        list(opened.remote.fetch([href]))


# --- storing -------------------------------------------------------------------------


def test_a_new_event_comes_back_as_it_is_kept(writable: Opened) -> None:
    uid = a_uid()

    kept = added(writable.remote, "Focus: roadmap", uid)

    assert told(kept.data) == (uid, "Focus: roadmap")
    assert got(writable.again, kept.href) == {kept.href: kept}
    assert writable.again.changes(None).listed[kept.href] == kept.etag


def test_places_for_new_events_are_all_different(writable: Opened) -> None:
    places = {writable.remote.new_href() for _ in range(100)}

    assert len(places) == 100


def test_an_event_is_replaced_by_who_knows_its_version(writable: Opened) -> None:
    first = added(writable.remote, "Focus", uid := a_uid())

    second = writable.again.put(replace(first, data=event(uid, "Focus: roadmap")))

    assert second.href == first.href
    assert titles(writable.remote, first.href) == ["Focus: roadmap"]


def test_an_event_changed_elsewhere_is_not_written_over(writable: Opened) -> None:
    ours = added(writable.remote, "Focus", uid := a_uid())
    writable.others.put(uid, "Focus, moved", ours.href)

    with pytest.raises(ResourceChanged):
        writable.remote.put(replace(ours, data=event(uid, "Focus: roadmap")))

    assert titles(writable.remote, ours.href) == ["Focus, moved"]


def test_a_new_event_is_not_written_over_another(writable: Opened) -> None:
    href = writable.others.put(a_uid(), "Board meeting")

    with pytest.raises(ResourceChanged):
        writable.remote.put(Resource(href=href, data=event(a_uid(), "Focus")))

    assert titles(writable.remote, href) == ["Board meeting"]


def test_an_event_deleted_elsewhere_is_not_made_anew(writable: Opened) -> None:
    ours = added(writable.remote, "Focus", uid := a_uid())
    writable.others.delete(ours.href)

    with pytest.raises(ResourceChanged):
        writable.remote.put(replace(ours, data=event(uid, "Focus: roadmap")))

    assert titles(writable.remote, ours.href) == [None]
    assert ours.href not in writable.remote.changes(None).listed


def test_one_event_is_not_kept_twice_or_both_are_seen(writable: Opened) -> None:
    first = added(writable.remote, "Focus", uid := a_uid())

    try:
        second = added(writable.remote, "Focus", uid).href
    except UidTaken as taken:
        second = taken.href or first.href

    listed = writable.remote.changes(None).listed
    assert {first.href, second} <= set(listed)
    assert set(titles(writable.remote, first.href, second)) == {"Focus"}


def test_what_is_too_large_is_not_sent(writable: Opened) -> None:
    href = writable.remote.new_href()
    data = event(a_uid(), "x" * (1 << 20))

    with pytest.raises(ResourceTooLarge):
        writable.remote.put(Resource(href=href, data=data))

    assert titles(writable.remote, href) == [None]


# --- deleting ------------------------------------------------------------------------


def test_a_deleted_event_is_gone(writable: Opened) -> None:
    ours = added(writable.remote)

    writable.remote.delete(ours)

    assert got(writable.again, ours.href) == {ours.href: Missing(href=ours.href)}


def test_to_delete_what_is_gone_is_no_fault(writable: Opened) -> None:
    ours = added(writable.remote)
    writable.others.delete(ours.href)

    writable.remote.delete(ours)

    assert titles(writable.remote, ours.href) == [None]


def test_an_event_changed_elsewhere_is_not_deleted(writable: Opened) -> None:
    ours = added(writable.remote, "Focus", uid := a_uid())
    writable.others.put(uid, "Focus, moved", ours.href)

    with pytest.raises(ResourceChanged):
        writable.remote.delete(ours)

    assert titles(writable.remote, ours.href) == ["Focus, moved"]


def test_an_event_deleted_and_made_anew_elsewhere_is_not_deleted(
    writable: Opened,
) -> None:
    ours = added(writable.remote)
    writable.others.delete(ours.href)
    writable.others.put(a_uid(), "Board meeting", ours.href)

    with pytest.raises(ResourceChanged):
        writable.remote.delete(ours)

    assert titles(writable.remote, ours.href) == ["Board meeting"]


# --- a calendar that can only be read --------------------------------------------


def test_to_a_calendar_that_can_only_be_read_nothing_is_written(
    opened: Opened,
) -> None:
    if opened.remote.traits.writable:
        pytest.skip("it can be written to")
    href = opened.others.put(a_uid(), "Stand-up")
    [there] = opened.remote.fetch([href])
    assert isinstance(there, Resource)

    with pytest.raises(ReadOnly):
        opened.remote.put(there)
    with pytest.raises(ReadOnly):
        opened.remote.delete(there)

    assert titles(opened.remote, href) == ["Stand-up"]


# --- the server -----------------------------------------------------------------------


def test_the_calendar_is_found_on_its_server(opened: Opened) -> None:
    found = {one.href: one for one in opened.server.found()}

    assert found[opened.href].events
    assert found[opened.href].writable == opened.remote.traits.writable
    assert list(opened.server.open(opened.href, "again").fetch([])) == []


def test_no_error_holds_a_title_or_a_password(writable: Opened) -> None:
    ours = added(writable.remote, "Acquisition talks", uid := a_uid())
    writable.others.put(uid, "Acquisition talks, moved", ours.href)

    with pytest.raises(ResourceChanged) as refused:
        writable.remote.delete(ours)

    assert "Acquisition" not in str(refused.value)
    assert "walks-the-rope" not in repr(refused.value)
    assert not isinstance(refused.value, CalendarUnreachable)
