"""A plan as the contract writes it."""

from tightrope.cli.answers.balance import balance_json
from tightrope.cli.answers.cycle import cycle_in_short
from tightrope.cli.output import iso
from tightrope.core.planner.wire import plan_json
from tightrope.flows.plan import Planned


def planned_json(planned: Planned) -> dict[str, object]:
    """The plan, and in short the balance and the cycle that it was made from."""
    zone = planned.wanted.zone
    window = planned.wanted.window
    return {
        "now": iso(planned.wanted.now, zone),
        "zone": zone.key,
        "from": iso(window.start, zone),
        "to": iso(window.end, zone),
        "balance": balance_json(planned.weighed),
        "cycle": cycle_in_short(planned.told.cycle),
        **plan_json(planned.plan, zone),
    }
