"""Why a block was given up."""

from enum import StrEnum


class Reason(StrEnum):
    """What a person answers when asked what took the block; other words may too."""

    INCIDENT = "incident"
    STUCK = "stuck"
    CUSTOMER = "customer"
    TIRED = "tired"
    OTHER = "other"
