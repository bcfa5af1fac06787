"""What a policy has to keep to, and what each thing is worth."""

from dataclasses import asdict, dataclass, replace

from tightrope.rolling.clock import ENERGY, LUNCH, SLOTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of the game, lengths in slots and prices in hours.

    Attributes:
        min_len: a block is no shorter.
        max_len: a block is no longer.
        per_week: blocks of a week, at most.
        horizon_days: so many days ahead may be planned.
        reach: between these slots of a block day so many stay free.
        repay_days: within so many days lost time should be given back.
        overtime_price: what an hour of evening work costs.
        change_cost_h: what changing a block costs within `firm_days`.
        pencil_cost_h: the same farther away.
        firm_days: so many working days ahead a block is firm.
        move_cost_h: what moving a meeting costs.
        due_days: work is done by the end of that working day, its own being the first.
    """

    min_len: int = 12
    max_len: int = 16
    per_week: int = 3
    horizon_days: int = 20
    reach: tuple[int, int, int] = (4, 32, 4)
    repay_days: int = 10
    overtime_price: float = 1.5
    change_cost_h: float = 0.5
    pencil_cost_h: float = 0.05
    firm_days: int = 5
    move_cost_h: float = 0.25
    due_days: int = 3

    def at_price(self, price: float) -> "Rules":
        """The same rules with another price of the evening."""
        return replace(self, overtime_price=price)


def start_message(rules: Rules, days: int, off: list[int]) -> dict[str, object]:
    """What a policy is told before the first day."""
    return {
        "op": "start",
        "rules": {**asdict(rules), "reach": list(rules.reach)},
        "energy": list(ENERGY),
        "slots_per_day": SLOTS,
        "days": days,
        "lunch": list(LUNCH),
        "off": off,
    }
