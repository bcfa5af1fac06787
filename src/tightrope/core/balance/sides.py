"""The two sides of a CTO's time, and the facets of each."""

from enum import StrEnum


class Side(StrEnum):
    """Where an hour counts."""

    GRIND = "grind"
    VISION = "vision"
    OFF = "off"
    UNSORTED = "unsorted"


class Facet(StrEnum):
    """What an hour is about; `off` and `unsorted` stand on no side."""

    CODE = "code"
    SPRINT = "sprint"
    PRODUCT_MEETING = "product_meeting"
    PLANNING = "planning"
    REVIEW = "review"
    INCIDENT = "incident"
    HIRING = "hiring"
    ONE_ON_ONE = "one_on_one"
    ADMIN = "admin"
    ROADMAP = "roadmap"
    VENTURE = "venture"
    VALIDATION = "validation"
    PROTOTYPE = "prototype"
    STRATEGY = "strategy"
    LEARNING = "learning"
    OFF = "off"
    UNSORTED = "unsorted"

    @property
    def side(self) -> Side:
        """The side that it belongs to."""
        return SIDE_OF[self]


VISION_FACETS = (
    *(Facet.ROADMAP, Facet.VENTURE, Facet.VALIDATION),
    *(Facet.PROTOTYPE, Facet.STRATEGY, Facet.LEARNING),
)
NO_SIDE = {Facet.OFF: Side.OFF, Facet.UNSORTED: Side.UNSORTED}
GRIND_FACETS = tuple(
    facet for facet in Facet if facet not in VISION_FACETS and facet not in NO_SIDE
)
SIDE_OF = {
    **dict.fromkeys(GRIND_FACETS, Side.GRIND),
    **dict.fromkeys(VISION_FACETS, Side.VISION),
    **NO_SIDE,
}


class Absence(StrEnum):
    """Why a whole day may be missing: it is no work, and no quiet time either."""

    LEAVE = "leave"
    HOLIDAY = "holiday"
    TRAVEL = "travel"
