"""Forget a connection; nothing on its server changes."""

from dataclasses import dataclass, replace

from tightrope.flows.ports import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnected:
    """What was forgotten.

    Attributes:
        name: the connection's.
        blocks: how many standing blocks stay on its calendars.
        dropped: how many writes that waited for it were dropped.
    """

    name: str
    blocks: int = 0
    dropped: int = 0


def disconnect(store: Store, name: str) -> Disconnected:
    """Forget a connection with all that was read of it, and what waits for it.

    Blocks that were written there stand on, here and there, and are on no calendar
    that is known here.

    Raises:
        NoSuchConnection: there is none of that name.
    """
    store.connections.named(name)
    ids = {one.id for one in store.collections.all(name)}
    blocks = [one for one in store.blocks.all() if one.collection in ids]
    waiting = [one for one in store.outbox.waiting() if one.collection in ids]
    with store.together():
        for outgoing in waiting:
            store.outbox.done(outgoing.id, None)
        store.blocks.keep(replace(one, collection=None, href=None) for one in blocks)
        store.connections.remove(name)
    return Disconnected(
        name=name,
        blocks=sum(one.gone is None for one in blocks),
        dropped=len(waiting),
    )
