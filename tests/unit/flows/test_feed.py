"""What a feed shows, to whom, and what tells its versions apart."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import icalendar
import pytest

from tests.unit.calendars.focus.blocks import at, block, monday, placed
from tightrope.calendars.base import Entry
from tightrope.calendars.focus import published as publish
from tightrope.core.planner.block import State
from tightrope.flows.feed import (
    Content,
    FeedNameTaken,
    NoSuchFeed,
    feed_content,
    make_feed,
    published,
    revoke_feed,
    standing_feeds,
)
from tightrope.flows.ports import (
    Collection,
    Connection,
    Kept,
    Outgoing,
    Person,
    Sighting,
    Store,
    Verb,
    Write,
)
from tightrope.store.memory import MemoryStore

NOW = monday("08:00")
BEFORE = NOW - timedelta(days=2)


def kept(id_: str = "b-1", *, days: int = 0, **facts: Any) -> Kept:
    state = facts.pop("state", State.FIRM)
    return Kept(
        **{
            "placed": placed(block(at("09:00", 180, days=days), id=id_, state=state)),
            "proposed": BEFORE,
            "accepted": BEFORE,
            **facts,
        }
    )


@pytest.fixture
def store() -> Store:
    store = MemoryStore()
    store.people.change(Person(zone="Europe/Berlin"))
    return store


def events(content: Content) -> dict[str, Any]:
    """The events of a feed by UID, as icalendar reads them."""
    calendar = icalendar.Calendar.from_ical(content.data)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def said(store: Store, *, now: datetime = NOW, titles: bool = True) -> Content:
    return published(store, publish, now=now, titles=titles)


def test_each_feed_has_a_key_of_its_own_that_nobody_can_guess(store: Store) -> None:
    one = make_feed(store, "google", now=NOW)
    two = make_feed(store, "team", now=NOW, titles=True)

    assert standing_feeds(store) == (one, two)
    assert (one.titles, two.titles, one.made) == (False, True, NOW)
    assert one.key != two.key
    assert len(one.key) == 43
    assert one.key not in repr(one)


def test_two_feeds_that_answer_have_two_names(store: Store) -> None:
    make_feed(store, "google", now=NOW)

    with pytest.raises(FeedNameTaken):
        make_feed(store, "google", now=NOW)

    revoke_feed(store, "google", now=NOW)
    assert make_feed(store, "google", now=NOW) in standing_feeds(store)


def test_a_revoked_feed_and_an_unknown_one_are_the_same(store: Store) -> None:
    store.blocks.keep([kept()])
    feed = make_feed(store, "google", now=NOW)
    before = feed_content(store, feed.key, publish, now=NOW)
    revoked = revoke_feed(store, "google", now=NOW)

    assert before
    assert revoked.revoked == NOW
    assert feed_content(store, feed.key, publish, now=NOW) is None
    assert feed_content(store, "x" * 43, publish, now=NOW) is None
    with pytest.raises(NoSuchFeed) as refused:
        revoke_feed(store, "google", now=NOW)
    assert str(refused.value) == "there is no feed 'google'; there are: none"


def test_when_a_feed_was_read_is_noted_once_an_hour(store: Store) -> None:
    feed = make_feed(store, "google", now=NOW)
    times = [0, 5, 59, 61, 70]

    read = []
    for minutes in times:
        feed_content(store, feed.key, publish, now=NOW + timedelta(minutes=minutes))
        noted = store.feeds.all()[0].read
        assert noted
        read.append((noted - NOW) // timedelta(minutes=1))

    assert read == [0, 0, 0, 61, 61]


def test_accepted_blocks_are_shown_and_proposals_are_not(store: Store) -> None:
    store.blocks.keep(
        [
            kept("ours"),
            kept("proposed", accepted=None, state=State.PROPOSED),
            kept("old", days=-70),
            kept("past", days=-20, state=State.KEPT),
        ]
    )

    assert list(events(said(store))) == [
        "past@focus.tightrope",
        "ours@focus.tightrope",
    ]


def test_a_withdrawn_block_is_cancelled_until_it_would_have_ended(
    store: Store,
) -> None:
    gone = kept("gone", gone=NOW - timedelta(hours=1))
    store.blocks.keep([gone])

    (event,) = events(said(store)).values()
    later = events(said(store, now=gone.block.span.end))

    assert event["STATUS"] == "CANCELLED"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["LAST-MODIFIED"].dt == gone.gone
    assert event["SEQUENCE"] == timedelta(days=2, hours=-1).total_seconds()
    assert later == {}


def test_without_titles_a_feed_says_focus_alone(store: Store) -> None:
    store.blocks.keep([kept(days=1)])

    (plain,) = events(said(store, titles=False)).values()
    (told,) = events(said(store, titles=True)).values()

    assert plain["SUMMARY"] == "Focus"
    assert told["SUMMARY"] == "Focus: hiring plan"
    assert not plain.keys() & {"DESCRIPTION", "X-TIGHTROPE-STATE", "CATEGORIES"}
    assert b"hiring" not in said(store, titles=False).data
    assert b"a free morning" not in said(store, titles=False).data
    assert plain["DTSTART"].dt == told["DTSTART"].dt


def test_a_feed_is_one_that_programs_subscribe_to(store: Store) -> None:
    store.blocks.keep([kept(days=1)])

    data = said(store).data.decode()

    for line in (
        "METHOD:PUBLISH",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-TIMEZONE:Europe/Berlin",
        "BEGIN:VTIMEZONE",
        "DTSTART;TZID=Europe/Berlin:20240514T090000",
        "DTSTAMP:20240511T060000Z",
        "SEQUENCE:0",
    ):
        assert f"\r\n{line}\r\n" in data
    assert "ORGANIZER" not in data
    assert "ATTENDEE" not in data


def test_the_same_blocks_are_the_same_bytes_whenever_they_are_asked_for(
    store: Store,
) -> None:
    store.blocks.keep([kept(), kept("b-2", days=1)])
    first = said(store)

    again = [said(store, now=NOW + timedelta(days=days)) for days in (0, 1, 20)]
    store.blocks.keep([kept("b-2", days=2)])

    assert again == [first] * 3
    assert said(store).etag != first.etag


def test_no_blocks_are_a_calendar_too(store: Store) -> None:
    first = said(store)

    assert events(first) == {}
    assert said(store, now=NOW + timedelta(days=900)) == first


def test_what_was_written_or_seen_later_is_a_later_version(store: Store) -> None:
    ours = kept(days=1)
    store.blocks.keep([ours])
    store.connections.add(Connection(name="c", kind="folder", address="/x"))
    work = store.collections.add(Collection(connection="c", href=".", title="Work"))
    first = events(said(store))[ours.block.uid]
    moved = BEFORE + timedelta(hours=5)
    sighting = Sighting(
        collection=work.id,
        href="a.ics",
        entry=Entry(uid=ours.block.uid, digest="1"),
        first_seen=BEFORE,
        last_changed=moved,
    )
    store.mirror.see([sighting])
    second = events(said(store))[ours.block.uid]
    store.mirror.see([replace(sighting, entry=Entry(uid="another", digest="1"))])

    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 5 * 3600)
    assert second["DTSTAMP"].dt == second["LAST-MODIFIED"].dt == moved


def test_a_write_makes_a_later_version(store: Store) -> None:
    ours = kept(days=1)
    store.blocks.keep([ours])
    written = Write(
        at=BEFORE + timedelta(minutes=1),
        group="g",
        block=ours.block.id,
        collection=1,
        calendar="Work",
        href="a.ics",
        uid=ours.block.uid,
        verb=Verb.MOVE,
    )
    asked = Outgoing(
        group="g",
        block=ours.block.id,
        collection=1,
        href="a.ics",
        uid=ours.block.uid,
        verb=Verb.MOVE,
        at=BEFORE,
    )
    (outgoing,) = store.outbox.add([asked])
    store.outbox.done(outgoing.id, written)

    (event,) = events(said(store)).values()

    assert event["SEQUENCE"] == 60


def test_a_feed_is_found_by_its_whole_key_alone(store: Store) -> None:
    feed = make_feed(store, "google", now=NOW)

    for key in ("", feed.key[:-1], feed.key + "a", feed.key.swapcase()):
        assert feed_content(store, key, publish, now=NOW) is None
    assert store.feeds.all() == (feed,)
