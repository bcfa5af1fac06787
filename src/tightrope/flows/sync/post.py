"""The waiting writes of one connection, sent one after another."""

from collections.abc import Iterator, Sequence

from tightrope.calendars.base import CalendarGone, CalendarUnreachable, NotLetIn
from tightrope.flows.ports import Naps, Outgoing, Store
from tightrope.flows.sync.deliver import deliver, is_due, put_off, wait_after
from tightrope.flows.sync.patience import patiently, wait_of
from tightrope.flows.sync.place import Place
from tightrope.flows.sync.told import Fate, Sent


def post(
    places: Sequence[Place], nap: Naps, *, group: str | None, insist: bool
) -> tuple[Sent, ...]:
    """Send what waits for these calendars of one connection, oldest first.

    When one write finds nobody there, those after it wait for the next time, so that a
    later one never overtakes an earlier one.
    """
    at = {place.id: place for place in places}
    sent: list[Sent] = []
    fault: str | None = None
    for waiting in waiting_for(places, group=group):
        # An earlier one may have settled it, or given it another place.
        outgoing = _still(at[waiting.collection].store, waiting.id)
        if outgoing is None or outgoing.collection not in at:
            continue
        place = at[outgoing.collection]
        if fault or not (insist or is_due(outgoing, place.now)):
            sent.append(_waits(outgoing, fault))
            continue
        one, fault = _posted(place, outgoing, nap)
        sent.append(one)
    return tuple(sent)


def waiting_for(
    places: Sequence[Place], *, group: str | None = None
) -> Iterator[Outgoing]:
    """What waits for these calendars, of all commands or of one."""
    ids = {place.id for place in places}
    for place in places[:1]:
        for outgoing in place.store.outbox.waiting():
            if outgoing.collection in ids and group in (None, outgoing.group):
                yield outgoing


def _still(store: Store, id_: int) -> Outgoing | None:
    return next((one for one in store.outbox.waiting() if one.id == id_), None)


def _waits(outgoing: Outgoing, fault: str | None) -> Sent:
    return Sent(outgoing=outgoing, fate=Fate.WAITING, because=fault or outgoing.fault)


def _posted(place: Place, outgoing: Outgoing, nap: Naps) -> tuple[Sent, str | None]:
    """What became of it, and why nothing more can be sent now, if so."""
    try:
        return patiently(nap, lambda: deliver(place, _fresh(place, outgoing))), None
    except (CalendarUnreachable, CalendarGone, NotLetIn) as error:
        tried = _fresh(place, outgoing)
        until = wait_of(error, place.now)
        wait = until - place.now if until else wait_after(tried.attempts)
        return put_off(place, tried, str(error), wait), str(error)


def _fresh(place: Place, outgoing: Outgoing) -> Outgoing:
    """The write with what was noted of it since: that it was tried."""
    return _still(place.store, outgoing.id) or outgoing
