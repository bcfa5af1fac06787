"""What the tests of the stores keep: a connection, a calendar, events and blocks."""

from datetime import UTC, datetime, timedelta

from tightrope.calendars.base import Entry, Resource
from tightrope.core.ledger import Account
from tightrope.core.ledger import Entry as LedgerEntry
from tightrope.core.planner import Block, Placed
from tightrope.core.planner.answer import Reason, RunnerUp
from tightrope.core.timeline import OUR_UID, Event, Span
from tightrope.flows.ports import (
    Collection,
    Connection,
    Kept,
    Outgoing,
    Renewed,
    Sighting,
    Store,
    Verb,
    Write,
)

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
WEEK = Span(MONDAY, MONDAY + timedelta(days=7))


def at(day: int, hour: float, minutes: int = 60) -> Span:
    """A span that begins so many days and hours after that Monday began."""
    return Span.lasting(
        MONDAY + timedelta(days=day, hours=hour), timedelta(minutes=minutes)
    )


def connection(name: str = "work") -> Connection:
    """A connection that says all there is to say."""
    return Connection(
        name=name,
        kind="caldav",
        address="https://dav.example.org/ö",
        user="anna",
        secret="correct horse",  # noqa: S106 - of nobody
        options={"auth": "digest"},
        addresses=frozenset({"anna@example.org", "a@example.net"}),
        synced=MONDAY,
        tried=MONDAY + timedelta(hours=1),
        fault="it was too slow",
        retry_after=MONDAY + timedelta(hours=2, microseconds=7),
    )


def calendar(store: Store, name: str = "work", href: str = "/anna/") -> Collection:
    """A calendar of the connection of that name, which is made if need be."""
    if name not in [known.name for known in store.connections.all()]:
        store.connections.add(connection(name))
    return store.collections.add(Collection(connection=name, href=href))


def event(uid: str, span: Span, source: int = 0, **more: object) -> Event:
    """An event as a store gives it."""
    return Event(uid=uid, span=span, source=str(source), **more)  # type: ignore[arg-type] # whatever a test says


def resource(href: str, data: bytes = b"BEGIN", etag: str | None = '"1"') -> Resource:
    """A resource at that place."""
    return Resource(href=href, etag=etag, data=data)


def renewed(href: str, *events: Event, data: bytes = b"BEGIN") -> Renewed:
    """A resource with its events."""
    return Renewed(resource=resource(href, data), events=events)


def sighting(collection: int, uid: str, **more: object) -> Sighting:
    """An event as it was first seen."""
    facts: dict[str, object] = {
        "collection": collection,
        "href": f"/{uid}.ics",
        "entry": Entry(uid=uid, digest="d1"),
        "first_seen": MONDAY,
        "last_changed": MONDAY,
    }
    return Sighting(**facts | more)  # type: ignore[arg-type] # whatever a test says


def kept(id_: str, span: Span, **more: object) -> Kept:
    """A proposal of a block, with every reason."""
    placed = Placed(
        block=Block(id=id_, span=span, purpose="Pricing – hypotheses"),
        survival=0.1 + 0.2,
        repays=timedelta(minutes=15, microseconds=1),
        why=(Reason(rule="energy", points=162.5, text="you are fresh"),),
        runner_up=RunnerUp(span=at(3, 9, 180), points=1 / 3),
    )
    return Kept(placed=placed, proposed=MONDAY, **more)  # type: ignore[arg-type] # whatever a test says


def outgoing(collection: int, block: str = "b1", **more: object) -> Outgoing:
    """A new event that is to be written."""
    facts: dict[str, object] = {
        "group": "g1",
        "block": block,
        "collection": collection,
        "href": f"/anna/{block}.ics",
        "uid": block + OUR_UID,
        "verb": Verb.ACCEPT,
        "data": b"BEGIN:VCALENDAR\r\n",
        "at": MONDAY,
    }
    return Outgoing(**facts | more)  # type: ignore[arg-type] # whatever a test says


def write(outgoing: Outgoing, **more: object) -> Write:
    """What is logged when it was written."""
    facts: dict[str, object] = {
        "at": MONDAY + timedelta(minutes=1),
        "group": outgoing.group,
        "block": outgoing.block,
        "collection": outgoing.collection,
        "calendar": "Anna's work",
        "href": outgoing.href,
        "uid": outgoing.uid,
        "verb": outgoing.verb,
        "before": outgoing.before,
        "after": outgoing.data,
        "etag": '"2"',
        "undoes": outgoing.undoes,
    }
    return Write(**facts | more)  # type: ignore[arg-type] # whatever a test says


def entry(number: int = 1, **more: object) -> LedgerEntry:
    """An entry of the ledger that says all there is to say."""
    facts: dict[str, object] = {
        "id": f"e{number}",
        "at": MONDAY + timedelta(hours=12, microseconds=number),
        "block": "b1",
        "start": MONDAY + timedelta(hours=9),
        "cycle": "normal-2026-11-02",
        "phase": "normal",
        "purpose": "Pricing – hypotheses",
        "debit": Account.OWED,
        "credit": Account.PROMISED,
        "hours": timedelta(minutes=185),
        "because": "incident",
        "by": "person",
        "note": "the “pager”\nrang",
    }
    return LedgerEntry(**facts | more)  # type: ignore[arg-type] # whatever a test says
