"""Feeds as the contract writes them."""

from zoneinfo import ZoneInfo

from tightrope.cli.answers.blocks import moment_json
from tightrope.flows.ports import Feed

UTC_ZONE = ZoneInfo("UTC")


def feed_json(feed: Feed, address: str) -> dict[str, object]:
    """A feed with its address, which is a secret."""
    return {
        "name": feed.name,
        "address": address,
        "titles": feed.titles,
        "made": moment_json(feed.made, UTC_ZONE),
        "read": moment_json(feed.read, UTC_ZONE),
    }
