"""What a way to reach people is: the port that every adapter stands behind."""

from dataclasses import dataclass
from typing import Protocol

from tightrope.core.errors import OutsideError


class NotDelivered(OutsideError):
    """A message did not reach the place it was sent to."""

    def __init__(self, way: str, why: str) -> None:
        self.way = way
        self.why = why
        super().__init__(f"{way} did not take the message: {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Words to people.

    Attributes:
        id: the same for the same message, so that sending twice delivers once.
        to: addresses, as the way writes them.
        subject: one line.
        text: plain text.
    """

    id: str
    to: tuple[str, ...]
    subject: str
    text: str


class Messenger(Protocol):
    """A way to send words to people."""

    @property
    def name(self) -> str:
        """What the person calls it."""

    def send(self, message: Message) -> None:
        """Deliver `message`; one with a known id is not delivered again.

        Raises:
            NotDelivered: it did not get through.
        """
