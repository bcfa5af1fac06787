from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.contract.store.things import (
    MONDAY,
    WEEK,
    at,
    calendar,
    event,
    renewed,
    resource,
    sighting,
)
from tightrope.calendars.base import Entry, Reading, Resource
from tightrope.core.errors import Problem
from tightrope.core.timeline import Event, Span, Status
from tightrope.flows.ports import Held, Renewed, Sighting, Store

FULL = Event(
    uid="full@example.org",
    span=at(1, 0, 2 * 24 * 60),
    days=(date(2026, 11, 17), date(2026, 11, 19)),
    recurrence_id="2026-11-17",
    series="series@example.org",
    title='Off-site “north” \\ "quoted", 100 %s\n\x00 ✈ 🎪',
    busy=False,
    status=Status.TENTATIVE,
    cancelled=True,
    away=True,
    attendees=12,
    organizer_is_me=True,
    outside=False,
    flexible=True,
    created=datetime(1999, 12, 31, 23, 59, 59, 999999, UTC),
    changed=datetime(2026, 11, 1, tzinfo=UTC),
    categories=("a", "b,c"),
)
MANY = 1200
"""More than one question to the database can name."""


def events_in(store: Store, window: Span = WEEK) -> list[str]:
    """The UIDs of what the store has in a window."""
    return [one.uid for one in store.mirror.events(window).events]


def test_a_resource_is_given_back_byte_for_byte(store: Store) -> None:
    one = calendar(store)
    data = bytes(range(256))
    store.mirror.renew(one.id, [renewed("/ä b", data=data)])

    assert store.mirror.resource(one.id, "/ä b") == resource("/ä b", data)
    assert store.mirror.resource(one.id, "/none") is None
    assert store.mirror.resource(one.id + 1, "/ä b") is None


def test_what_is_held_tells_versions_apart(store: Store) -> None:
    one = calendar(store)
    bare = resource("/b", b"other", None)
    store.mirror.renew(one.id, [renewed("/a"), Renewed(resource=bare)])

    assert store.mirror.held(one.id) == {
        "/a": Held('"1"', resource("/a").digest),
        "/b": Held(None, bare.digest),
    }


def test_a_renewed_resource_takes_the_place_of_the_old_one(store: Store) -> None:
    one = calendar(store)
    store.mirror.renew(one.id, [renewed("/a", event("old", at(0, 9))), renewed("/b")])

    store.mirror.renew(one.id, [renewed("/a", event("new", at(0, 10)), data=b"NEW")])

    assert store.mirror.resource(one.id, "/a") == resource("/a", b"NEW")
    assert list(store.mirror.held(one.id)) == ["/a", "/b"]
    assert events_in(store) == ["new"]


def test_the_last_of_two_for_one_href_counts(store: Store) -> None:
    one = calendar(store)

    store.mirror.renew(
        one.id,
        [
            renewed("/a", event("first", at(0, 9))),
            renewed("/a", event("second", at(0, 9)), data=b"2"),
        ],
    )

    assert events_in(store) == ["second"]
    assert store.mirror.resource(one.id, "/a") == resource("/a", b"2")


def test_resources_come_one_after_another(store: Store) -> None:
    one = calendar(store)
    store.mirror.renew(one.id, [renewed(f"/{name}") for name in "cab"])

    found = store.mirror.resources(one.id)
    some = store.mirror.resources(one.id, ["/a", "/none", "/c", "/a"])

    assert isinstance(found, Iterator)
    assert [each.href for each in found] == ["/c", "/a", "/b"]
    assert list(some) == [resource("/c"), resource("/a")]
    assert list(store.mirror.resources(one.id, [])) == []


def test_resources_may_be_renewed_while_they_are_gone_through(store: Store) -> None:
    one = calendar(store)
    store.mirror.renew(one.id, [renewed(f"/{n:04}") for n in range(MANY)])

    for each in store.mirror.resources(one.id):
        if each.href.endswith("0"):
            store.mirror.renew(one.id, [renewed(each.href, data=b"again")])

    data = [each.data for each in store.mirror.resources(one.id)]
    assert data.count(b"again") == MANY // 10
    assert len(data) == MANY


def test_a_dropped_resource_takes_its_events_along(store: Store) -> None:
    one = calendar(store)
    store.mirror.renew(
        one.id,
        [renewed(f"/{n}", event(f"e{n}", at(0, 9 + n), one.id)) for n in range(3)],
    )

    store.mirror.drop(one.id, ["/0", "/2", "/none"])
    store.mirror.drop(one.id, [])

    assert list(store.mirror.held(one.id)) == ["/1"]
    assert events_in(store) == ["e1"]


def test_many_resources_are_kept_asked_for_and_dropped(store: Store) -> None:
    one = calendar(store)
    hrefs = [f"/{n:04}" for n in range(MANY)]
    store.mirror.renew(
        one.id, (renewed(href, event(href, at(0, 9), one.id)) for href in hrefs)
    )
    store.mirror.see(sighting(one.id, href) for href in hrefs)

    assert [each.href for each in store.mirror.resources(one.id, hrefs)] == hrefs
    assert events_in(store) == hrefs
    seen = store.mirror.sightings(one.id, uids=hrefs)
    assert [each.entry.uid for each in seen] == hrefs
    store.mirror.drop(one.id, hrefs[1:])
    assert events_in(store) == hrefs[:1]


def test_to_renew_is_all_or_nothing(store: Store) -> None:
    one = calendar(store)
    store.mirror.renew(one.id, [renewed("/a", event("old", at(0, 9), one.id))])

    def broken() -> Iterator[Renewed]:
        for number in range(MANY):
            yield renewed(f"/{number}", event("new", at(0, 9), one.id))
        yield renewed("/a")
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.mirror.renew(one.id, broken())
    assert list(store.mirror.held(one.id)) == ["/a"]
    assert events_in(store) == ["old"]


def test_a_calendar_that_was_taken_away_meanwhile_keeps_nothing(store: Store) -> None:
    gone = calendar(store)
    store.collections.remove(gone.id)

    store.mirror.renew(gone.id, [renewed("/a", event("a", at(0, 9)))])
    store.mirror.see([sighting(gone.id, "a")])
    store.mirror.drop(gone.id, ["/a"])

    assert store.mirror.held(gone.id) == {}
    assert store.mirror.sightings() == ()


def test_an_event_is_given_back_with_all_it_says(store: Store) -> None:
    one = calendar(store)
    unknown = replace(
        FULL,
        days=None,
        recurrence_id=None,
        organizer_is_me=None,
        outside=True,
        created=None,
        changed=None,
        categories=(),
        span=at(0, 9),
    )
    store.mirror.renew(one.id, [renewed("/a", FULL, unknown)])

    assert store.mirror.events(WEEK).events == (
        replace(unknown, source=str(one.id)),
        replace(FULL, source=str(one.id)),
    )


def test_an_event_of_a_store_can_be_used_as_any_other(store: Store) -> None:
    one = calendar(store)
    store.mirror.renew(one.id, [renewed("/a", event("a", at(0, 9), one.id))])

    [found] = store.mirror.events(WEEK).events

    assert hash(found) == hash(event("a", at(0, 9), one.id))
    assert replace(found, title="b").title == "b"
    assert found.span.length == timedelta(hours=1)
    with pytest.raises(AttributeError):
        found.title = "changed"  # type: ignore[misc] # it is frozen


@pytest.mark.parametrize(
    ("span", "there"),
    [
        (Span(at(-1, 12).start, WEEK.start), False),
        (Span(at(-1, 12).start, at(0, 0, 1).end), True),
        (Span(at(-300, 0).start, at(300, 0).end), True),
        (WEEK, True),
        (Span(at(6, 23, 60).start, at(8, 0).end), True),
        (Span(WEEK.end, at(8, 0).end), False),
        (Span(WEEK.start, WEEK.start), True),
        (Span(at(2, 9).start, at(2, 9).start), True),
        (Span(WEEK.end, WEEK.end), False),
        (at(0, 0, 0), True),
        (Span(at(0, 0).start - timedelta(microseconds=1), WEEK.start), False),
    ],
)
def test_what_overlaps_the_window_is_found(
    store: Store, span: Span, *, there: bool
) -> None:
    one = calendar(store)
    long_ago = Span(at(-900, 0).start, at(-500, 0).end)
    store.mirror.renew(
        one.id,
        [renewed("/a", event("asked", span)), renewed("/b", event("old", long_ago))],
    )

    assert events_in(store) == ["asked"] * there


def test_events_come_by_start_then_uid(store: Store) -> None:
    one, other = calendar(store), calendar(store, href="/other/")
    store.mirror.renew(
        one.id,
        [renewed("/1", event("c", at(1, 9)), event("Z", at(1, 9)))],
    )
    store.mirror.renew(
        other.id,
        [
            renewed(
                "/2", event("é", at(1, 9)), event("a", at(1, 9)), event("z", at(0, 9))
            )
        ],
    )

    assert events_in(store) == ["z", "Z", "a", "c", "é"]


def test_only_calendars_that_are_read_count_unless_others_are_asked(
    store: Store,
) -> None:
    read, unread = calendar(store), calendar(store, href="/other/")
    store.collections.change(replace(unread, read=False))
    for one in (read, unread):
        store.mirror.renew(
            one.id, [renewed("/a", event(f"in {one.id}", at(0, 9), one.id))]
        )

    assert events_in(store) == [f"in {read.id}"]
    assert store.mirror.events(WEEK, collections=[unread.id]) == Reading(
        events=(event(f"in {unread.id}", at(0, 9), unread.id),)
    )
    assert store.mirror.events(WEEK, collections=[]) == Reading(events=())


def test_an_event_in_two_calendars_counts_once_the_newer_one(store: Store) -> None:
    first, second = calendar(store), calendar(store, href="/other/")
    older = event("same", at(0, 9), first.id, changed=MONDAY)
    newer = event("same", at(0, 11), second.id, changed=MONDAY + timedelta(hours=1))
    alone = event("alone", at(0, 10), first.id)
    store.mirror.renew(first.id, [renewed("/a", older), renewed("/b", alone)])
    store.mirror.renew(second.id, [renewed("/x", newer)])

    assert store.mirror.events(WEEK).events == (alone, newer)
    assert store.mirror.events(WEEK, collections=[first.id]).events == (older, alone)


def test_occurrences_of_a_series_in_two_calendars_count_once_each(store: Store) -> None:
    first, second = calendar(store), calendar(store, href="/other/")
    for one in (first, second):
        store.mirror.renew(
            one.id,
            [
                renewed(
                    "/a",
                    *(
                        event("same", at(day, 9), one.id, recurrence_id=str(day))
                        for day in range(3)
                    ),
                )
            ],
        )

    assert store.mirror.events(WEEK).events == tuple(
        event("same", at(day, 9), first.id, recurrence_id=str(day)) for day in range(3)
    )


def test_problems_are_told_whenever_events_are(store: Store) -> None:
    one = calendar(store)
    bad = Problem(source="work", where="line 7", what="it ends before it starts")
    other = Problem(source="work", where="uid", what='a rule that is "odd"')
    store.mirror.renew(
        one.id,
        [
            Renewed(resource=resource("/a"), problems=(bad, other)),
            Renewed(resource=resource("/b"), problems=(bad,)),
            renewed("/c", event("good", at(0, 9), one.id)),
        ],
    )

    assert store.mirror.events(WEEK).problems == (bad, other)
    store.mirror.drop(one.id, ["/a"])
    assert store.mirror.events(WEEK).problems == (bad,)
    store.mirror.renew(one.id, [renewed("/b")])
    assert store.mirror.events(WEEK).problems == ()


def test_the_zone_is_that_of_the_first_calendar_that_has_one(store: Store) -> None:
    zones = (None, "Europe/Berlin", "America/New_York")
    for number, zone in enumerate(zones):
        one = calendar(store, href=f"/{number}/")
        store.collections.change(replace(one, zone=zone))

    assert store.mirror.events(WEEK).zone == ZoneInfo("Europe/Berlin")


def test_an_event_names_its_calendar_whatever_it_was_read_from(store: Store) -> None:
    one = calendar(store)
    named = replace(event("a", at(0, 9)), source="somewhere.ics")
    store.mirror.renew(one.id, [renewed("/a", named)])

    [found] = store.mirror.events(WEEK).events

    assert found.source == str(one.id)


def test_a_sighting_is_given_back_as_it_was(store: Store) -> None:
    one = calendar(store)
    full = Sighting(
        collection=one.id,
        href="/a.ics",
        entry=Entry(
            uid="a",
            recurrence_id="2026-11-16T09:00:00+00:00",
            series="s",
            digest="d2",
            cancelled=True,
        ),
        first_seen=MONDAY,
        last_changed=MONDAY + timedelta(microseconds=1),
        gone=MONDAY + timedelta(days=1),
    )

    store.mirror.see([full, sighting(one.id, "a")])

    assert store.mirror.sightings() == (full, sighting(one.id, "a"))


def test_a_later_sighting_takes_the_place_of_the_first(store: Store) -> None:
    one, other = calendar(store), calendar(store, href="/other/")
    store.mirror.see([sighting(one.id, uid) for uid in ("a", "b")])
    store.mirror.see([sighting(other.id, "a")])
    later = sighting(one.id, "a", href="/moved.ics", gone=MONDAY)

    store.mirror.see([later])

    assert store.mirror.sightings() == (
        later,
        sighting(one.id, "b"),
        sighting(other.id, "a"),
    )


def test_sightings_can_be_asked_for_by_calendar_href_and_uid(store: Store) -> None:
    one, other = calendar(store), calendar(store, href="/other/")
    seen = [sighting(one.id, uid) for uid in "abc"] + [sighting(other.id, "a")]
    store.mirror.see(seen)

    asked = store.mirror.sightings

    assert asked(one.id) == tuple(seen[:3])
    assert asked(uids=["a"]) == (seen[0], seen[3])
    assert asked(one.id, uids=["a", "c", "none"]) == (seen[0], seen[2])
    assert asked(other.id, hrefs=["/a.ics", "/b.ics"]) == (seen[3],)
    assert asked(hrefs=["/a.ics"], uids=["a", "b"]) == (seen[0], seen[3])
    assert asked(hrefs=[]) == ()
    assert asked(uids=[]) == ()


def test_a_sighting_stays_when_its_resource_goes(store: Store) -> None:
    one = calendar(store)
    store.mirror.renew(one.id, [renewed("/a.ics")])
    store.mirror.see([sighting(one.id, "a")])

    store.mirror.drop(one.id, ["/a.ics"])

    assert store.mirror.sightings() == (sighting(one.id, "a"),)


def test_a_resource_of_no_event_is_kept(store: Store) -> None:
    one = calendar(store)
    empty = Resource(href="/a", etag=None, data=b"")

    store.mirror.renew(one.id, [Renewed(resource=empty)])

    assert store.mirror.resource(one.id, "/a") == empty
