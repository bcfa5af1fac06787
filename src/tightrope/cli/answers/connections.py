"""Connections and what a sync did, as the contract writes them."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from tightrope.cli.answers.blocks import adopted_json, moment_json, sent_json
from tightrope.cli.output import problems_json
from tightrope.flows.connect import Connected
from tightrope.flows.ports import Collection, Connection
from tightrope.flows.sync import Synced


def connected_json(
    done: Connected, synced: Sequence[Synced], zone: ZoneInfo
) -> dict[str, object]:
    """A connection that was just made; what was read first, if it was."""
    return {
        "connection": connection_json(done.connection, done.collections, zone),
        "target": target_json(done.target),
        "synced": [synced_json(one, zone) for one in synced],
    }


def connection_json(
    connection: Connection, collections: Iterable[Collection], zone: ZoneInfo
) -> dict[str, object]:
    """A connection, without what is secret about it."""
    return {
        "name": connection.name,
        "kind": connection.kind,
        "synced": moment_json(connection.synced, zone),
        "tried": moment_json(connection.tried, zone),
        "fault": connection.fault,
        "calendars": [collection_json(one) for one in collections],
    }


def collection_json(collection: Collection) -> dict[str, object]:
    """A calendar of a connection."""
    return {
        "title": collection.title,
        "colour": collection.colour,
        "writable": collection.writable,
        "counts": collection.read,
        "target": collection.target,
        "server": collection.traits,
    }


def target_json(target: Collection | None) -> dict[str, str] | None:
    """Where blocks go."""
    if target is None:
        return None
    return {"connection": target.connection, "title": target.title}


def synced_json(synced: Synced, zone: ZoneInfo) -> dict[str, object]:
    """What a sync of one connection did."""
    return {
        "name": synced.connection,
        "fault": synced.fault,
        "read": synced.read,
        "changed": synced.changed,
        "gone": synced.gone,
        "matters": synced.matters,
        "adopted": [adopted_json(one, zone) for one in synced.adopted],
        "sent": [sent_json(one, zone) for one in synced.sent],
        "problems": problems_json(synced.problems),
    }
