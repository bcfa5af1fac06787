"""Real servers, behind a proxy that makes one thing go wrong at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from tests import faults, servers
from tests.contract.calendars.remotes import OtherClient, event, told
from tests.faults import Fault, Proxy, proxy
from tests.servers import REACHED, Running
from tightrope.calendars.base import (
    CalendarUnreachable,
    Missing,
    NotLetIn,
    Resource,
    ResourceChanged,
    TokenRefused,
)
from tightrope.calendars.caldav import CaldavRemote, CaldavServer
from tightrope.fetching.asking import HttpAsk

pytestmark = REACHED

SLOW = faults.slow(2.3)
UID = "3f1c@focus.tightrope"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A calendar, seen through a proxy.

    Attributes:
        proxy: what makes things go wrong.
        work: the calendar through it.
        directly: the calendar without it.
        hrefs: of the events that are there.
    """

    proxy: Proxy
    work: CaldavRemote
    directly: CaldavRemote
    hrefs: tuple[str, ...]

    def there(self) -> list[tuple[str, str]]:
        """The UID and the title of each event that the server really has."""
        listed = self.directly.changes(None).listed
        found = self.directly.fetch(listed)
        return sorted(told(one.data) for one in found if isinstance(one, Resource))


def opened(running: Running, address: str, ask: HttpAsk) -> CaldavRemote:
    server = CaldavServer(
        running.address, user=running.user, secret=running.password, ask=ask
    )
    return server.open(address, "work")


@pytest.fixture(params=["radicale", pytest.param("xandikos", marks=pytest.mark.slow)])
def behind(request: pytest.FixtureRequest) -> Iterator[Behind]:
    running: Running = request.getfixturevalue(request.param)
    address = servers.made_calendar(running)
    with (
        proxy(running) as before,
        HttpAsk(home=running.address) as ask,
        HttpAsk(home=before.running.address, seconds=2) as asked,
    ):
        directly = opened(running, address, ask)
        others = OtherClient(running, address)
        hrefs = [others.put(f"{n}@x", f"Meeting {n}") for n in range(4)]
        others.close()
        seen = address.replace(running.address, before.running.address)
        work = opened(before.running, seen, asked)
        yield Behind(proxy=before, work=work, directly=directly, hrefs=tuple(hrefs))


def ours(work: CaldavRemote, title: str = "Focus") -> Resource:
    return Resource(href=work.new_href(), data=event(UID, title))


def test_in_peace_all_is_as_without_a_proxy(behind: Behind) -> None:
    through, directly = behind.work.changes(None), behind.directly.changes(None)

    assert through == directly
    assert set(behind.work.fetch(behind.hrefs)) == set(
        behind.directly.fetch(behind.hrefs)
    )


# --- nothing is made up where an answer fails

BREAKING = [
    (faults.truncated, None),
    (faults.cut_short, None),
    (faults.too_many(120), 120),
    (faults.unavailable(), None),
    (faults.unavailable(30), 30),
    (faults.refusing(500), None),
    (faults.refusing(502), None),
    pytest.param(SLOW, None, marks=pytest.mark.slow),
]
NAMES = [
    "truncated",
    "cut short",
    "429",
    "503",
    "503 with a wait",
    "500",
    "502",
    "too slow",
]


@pytest.mark.parametrize(("fault", "wait"), BREAKING, ids=NAMES)
def test_changes_that_fail_are_no_changes(
    behind: Behind, fault: Fault, wait: int | None
) -> None:
    token = behind.work.changes(None).token
    behind.proxy.plan(fault)

    with pytest.raises(CalendarUnreachable) as refused:
        behind.work.changes(token)

    assert refused.value.wait == wait
    assert set(behind.work.changes(None).listed) == set(behind.hrefs)


@pytest.mark.parametrize("fault", [faults.truncated, faults.a_page])
def test_a_list_that_fails_is_no_empty_calendar(behind: Behind, fault: Fault) -> None:
    behind.proxy.plan(fault, "PROPFIND")

    with pytest.raises(CalendarUnreachable):
        behind.work.changes(None)


@pytest.mark.parametrize(
    ("fault", "wait"), [BREAKING[0], *BREAKING[2:7]], ids=[NAMES[0], *NAMES[2:7]]
)
def test_a_fetch_that_fails_makes_nothing_missing(
    behind: Behind, fault: Fault, wait: int | None
) -> None:
    behind.proxy.plan(fault, "REPORT")

    with pytest.raises(CalendarUnreachable) as refused:
        list(behind.work.fetch(behind.hrefs))

    assert refused.value.wait == wait


def test_half_of_a_list_of_events_gives_that_half_and_tells(behind: Behind) -> None:
    behind.proxy.plan(faults.cut_short, "REPORT")
    found: list[Resource | Missing] = []

    with pytest.raises(CalendarUnreachable):
        found.extend(behind.work.fetch(behind.hrefs))

    assert all(isinstance(one, Resource) for one in found)
    assert {one.href for one in found} < set(behind.hrefs)


def test_hrefs_that_are_missing_in_an_answer_are_fetched_alone(behind: Behind) -> None:
    behind.proxy.plan(faults.without_some(2), "REPORT")

    found = list(behind.work.fetch(behind.hrefs))

    assert sorted(one.href for one in found) == sorted(behind.hrefs)
    assert all(isinstance(one, Resource) for one in found)
    assert [method for method, _ in behind.proxy.asked] == ["REPORT", "GET", "GET"]


def test_an_answer_without_statuses_is_understood(behind: Behind) -> None:
    behind.proxy.plan(faults.without_status, times=9)

    assert set(behind.work.changes(None).listed) == set(behind.hrefs)
    assert {type(one) for one in behind.work.fetch(behind.hrefs)} == {Resource}


def test_a_page_to_sign_in_is_no_calendar(behind: Behind) -> None:
    behind.proxy.plan(faults.a_page, times=9)

    with pytest.raises(CalendarUnreachable):
        behind.work.changes(None)
    with pytest.raises(CalendarUnreachable):
        list(behind.work.fetch(behind.hrefs))


@pytest.mark.parametrize("status", [401, 403])
def test_who_is_no_longer_let_in_is_told(behind: Behind, status: int) -> None:
    behind.proxy.plan(faults.refusing(status), times=9)

    with pytest.raises(NotLetIn):
        behind.work.changes(None)


# --- tokens


@pytest.mark.parametrize("status", [403, 412])
def test_an_expired_token_is_told_and_all_can_be_read_anew(
    behind: Behind, status: int
) -> None:
    token = behind.work.changes(None).token
    behind.proxy.plan(faults.expired_token(status), "REPORT", holding=b"sync-token")

    with pytest.raises(TokenRefused):
        behind.work.changes(token)

    again = behind.work.changes(None)
    assert again.full
    assert set(again.listed) == set(behind.hrefs)


def test_a_token_that_is_forgotten_without_a_word_tells_everything(
    behind: Behind,
) -> None:
    token = behind.work.changes(None).token
    behind.proxy.plan(faults.full_list, "REPORT")

    changes = behind.work.changes(token)

    assert set(changes.listed) == set(behind.hrefs)


# --- etags that lie


def test_an_event_is_fetched_whatever_its_etag_says(behind: Behind) -> None:
    behind.proxy.plan(faults.lying_etags(), times=99)
    [before] = behind.work.fetch(behind.hrefs[:1])
    assert isinstance(before, Resource)
    [real] = behind.directly.fetch(behind.hrefs[:1])
    assert isinstance(real, Resource)
    behind.directly.put(replace(real, data=event("0@x", "Meeting 0, moved")))

    [after] = behind.work.fetch(behind.hrefs[:1])

    assert isinstance(after, Resource)
    assert (before.etag, after.etag) == ('"always-the-same"', '"always-the-same"')
    assert before.digest != after.digest


def test_an_event_changed_under_a_lying_etag_is_not_deleted(behind: Behind) -> None:
    behind.proxy.plan(faults.lying_etags(), times=99)
    [before] = behind.work.fetch(behind.hrefs[:1])
    assert isinstance(before, Resource)
    [real] = behind.directly.fetch(behind.hrefs[:1])
    assert isinstance(real, Resource)
    behind.directly.put(replace(real, data=event("0@x", "Meeting 0, moved")))

    with pytest.raises(ResourceChanged):
        behind.work.delete(before)

    assert ("0@x", "Meeting 0, moved") in behind.there()


def test_a_server_without_etags_in_headers_gives_them_otherwise(
    behind: Behind,
) -> None:
    behind.proxy.plan(faults.no_etags, times=99)

    kept = behind.work.put(ours(behind.work))

    assert kept.etag == behind.directly.changes(None).listed[kept.href]
    behind.work.put(replace(kept, data=event(UID, "Focus, moved")))
    assert (UID, "Focus, moved") in behind.there()


def test_a_server_that_heeds_no_condition_is_not_let_write_over(
    behind: Behind,
) -> None:
    behind.proxy.plan(faults.unconditional, times=99)
    kept = behind.work.put(ours(behind.work))
    behind.directly.put(replace(kept, data=event(UID, "Focus, moved by hand")))

    with pytest.raises(ResourceChanged):
        behind.work.put(replace(kept, data=event(UID, "Focus, moved by us")))
    with pytest.raises(ResourceChanged):
        behind.work.delete(kept)

    assert (UID, "Focus, moved by hand") in behind.there()


# --- writes whose answer fails


@pytest.mark.parametrize(
    ("fault", "stored"),
    [
        (faults.lost_answer, True),
        (faults.truncated, True),
        pytest.param(SLOW, True, marks=pytest.mark.slow),
        (faults.too_many(9), False),
        (faults.unavailable(9), False),
        (faults.refusing(500), False),
    ],
    ids=["lost answer", "truncated", "too slow", "429", "503", "500"],
)
def test_a_write_that_is_sent_again_stands_once(
    behind: Behind, fault: Fault, stored: bool
) -> None:
    one = ours(behind.work)
    # A lost answer is asked for again at once, so that the second one is lost as well.
    behind.proxy.plan(fault, "PUT", times=2)

    try:
        behind.work.put(one)
    except CalendarUnreachable:
        behind.proxy.peace()
        assert ((UID, "Focus") in behind.there()) is stored
        try:
            behind.work.put(one)
        except ResourceChanged:
            [there] = behind.work.fetch([one.href])
            assert isinstance(there, Resource)
            assert told(there.data) == (UID, "Focus")

    assert [pair for pair in behind.there() if pair[0] == UID] == [(UID, "Focus")]


def test_a_new_event_whose_first_answer_was_lost_is_known_as_ours(
    behind: Behind,
) -> None:
    behind.work.changes(None)  # so that a connection is kept
    behind.proxy.plan(faults.lost_answer, "PUT")

    with pytest.raises(CalendarUnreachable) as refused:
        behind.work.put(ours(behind.work))

    assert "did not say whether" in refused.value.reason
    assert (UID, "Focus") in behind.there()


@pytest.mark.parametrize("fault", [faults.lost_answer, faults.lost_request])
def test_a_deletion_whose_answer_was_lost_is_done(behind: Behind, fault: Fault) -> None:
    kept = behind.work.put(ours(behind.work))
    behind.proxy.plan(fault, "DELETE")

    behind.work.delete(kept)

    assert UID not in [uid for uid, _ in behind.there()]


@pytest.mark.parametrize(
    "fault", [faults.refusing(503), pytest.param(SLOW, marks=pytest.mark.slow)]
)
def test_a_deletion_that_fails_can_be_tried_again(behind: Behind, fault: Fault) -> None:
    kept = behind.work.put(ours(behind.work))
    behind.proxy.plan(fault, "DELETE")

    with pytest.raises(CalendarUnreachable):
        behind.work.delete(kept)
    behind.work.delete(kept)

    assert UID not in [uid for uid, _ in behind.there()]
    assert len(behind.there()) == len(behind.hrefs)


def test_a_412_is_a_change_elsewhere(behind: Behind) -> None:
    behind.proxy.plan(faults.refusing(412), "PUT", times=9)

    with pytest.raises(ResourceChanged):
        behind.work.put(ours(behind.work))

    assert len(behind.there()) == len(behind.hrefs)
