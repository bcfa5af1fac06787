"""A person who lives with blocks: what they say by commands, on one device."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.syncing import ZONE, Device
from tightrope.core.ledger import Account, Entry, balances
from tightrope.core.planner import Policy
from tightrope.flows.accept import accepting
from tightrope.flows.changes import Change, Changed, Deed, carried_out
from tightrope.flows.finish import finishing
from tightrope.flows.move import moving
from tightrope.flows.override import overriding
from tightrope.flows.plan import Wanted
from tightrope.flows.ports import Kept
from tightrope.flows.promises import entered
from tightrope.flows.propose import Proposed, propose
from tightrope.flows.settle import Because
from tightrope.flows.skip import skipping
from tightrope.flows.undo import Undone, undo

POLICY = Policy(per_week=2, purposes=("Pricing",))


@dataclass(slots=True)
class Life:
    """One person with a device whose calendars are connected."""

    device: Device
    policy: Policy = POLICY
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    @property
    def wanted(self) -> Wanted:
        return Wanted(now=self.device.clock(), zone=ZONE, weeks=2, policy=self.policy)

    def deed(self) -> Deed:
        return Deed(group=f"g{next(self.numbers)}", at=self.device.clock(), zone=ZONE)

    def plan(self) -> Proposed:
        return propose(self.device.store, self.wanted)

    def accepting(self, *ids: str) -> tuple[Change, ...]:
        """What accepting these would change; all that wait without any."""
        return accepting(self.device.store, ids or None, self.deed(), self.wanted)

    def accept(self, *ids: str) -> Changed:
        return self.do(self.accepting(*ids))

    def moving(self, id_: str, **later: float) -> Change:
        """What moving a block by so much would change."""
        start = self.kept(id_).block.span.start + timedelta(**later)
        return moving(self.device.store, id_, start, self.deed(), self.wanted)

    def move(self, id_: str, **later: float) -> Changed:
        return self.do([self.moving(id_, **later)])

    def skip(self, *ids: str) -> Changed:
        return self.do(skipping(self.device.store, ids, self.deed()))

    def override(self, id_: str, because: str = "incident", **more: Any) -> Changed:
        """Give a block up, or the rest of it."""
        since = more.pop("since", None)
        reason = Because(reason=because, **more)
        deed = self.deed()
        made = overriding(self.device.store, id_, deed, reason, since=since)
        return self.do([made], deed)

    def finish(self, id_: str) -> Changed:
        deed = self.deed()
        return self.do([finishing(self.device.store, id_, deed)], deed)

    def undo(self, group: str | None = None) -> Undone:
        device = self.device
        return undo(
            device.store,
            device.reach,
            group=group,
            clock=device.clock,
            nap=device.clock.nap,
        )

    def until(self, moment: datetime) -> None:
        """Let time pass."""
        self.device.clock.now = moment

    @property
    def entries(self) -> list[Entry]:
        """What the ledger has."""
        return entered(self.device.store)

    @property
    def owed(self) -> timedelta:
        """What is owed."""
        return balances(self.entries)[Account.OWED]

    def do(self, changes: Sequence[Change], deed: Deed | None = None) -> Changed:
        return carried_out(
            self.device.store,
            self.device.reach,
            changes,
            deed or self.deed(),
            clock=self.device.clock,
            nap=self.device.clock.nap,
        )

    def kept(self, id_: str) -> Kept:
        return self.device.kept(id_)

    @property
    def standing(self) -> list[Kept]:
        """The blocks that stand, by start."""
        return [one for one in self.device.store.blocks.all() if one.gone is None]
