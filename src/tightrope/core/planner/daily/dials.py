"""What can be set about planning day by day, and the ways it is set for comparison."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Dials:
    """How to plan.

    Attributes:
        ahead: so many working days are weighed together.
        announced: a block is announced so many working days before its own, 0 being
            the same morning.
        locked: so many working days ahead a block is not touched any more; -1 for
            never.
        moving: whether meetings may be moved.
        loads: whether the work to come is forecast.
        chances: whether the chance that a block is kept is weighed.
        stable: whether changing a block costs anything.
        caution: by how much an evening is weighed above its price.
        reluctance: hours that moving a meeting has to gain, at least.
        dry_days: so many working days without a block are no drought yet.
        dry_price: hours that each further one costs.
    """

    ahead: int = 7
    announced: int = 1
    locked: int = 1
    moving: bool = True
    loads: bool = True
    chances: bool = True
    stable: bool = True
    caution: float = 1.2
    reluctance: float = 0.3
    dry_days: int = 7
    dry_price: float = 0.5


USUAL = Dials()
VARIANTS = {
    "usual": USUAL,
    "no-moves": replace(USUAL, moving=False),
    "no-load": replace(USUAL, loads=False),
    "no-survival": replace(USUAL, chances=False),
    "no-stability": replace(USUAL, stable=False, locked=-1, announced=5),
    "no-drought": replace(USUAL, dry_price=0.0),
    "early": replace(USUAL, announced=5),
    "just-in-time": replace(USUAL, announced=0),
}
"""The usual way, and each of its parts left out, by name."""
