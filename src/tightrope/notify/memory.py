"""Messages kept in memory, in the order they were sent."""

from tightrope.notify.base import Message


class MemoryMessenger:
    """A way to nobody: it keeps what it was given."""

    def __init__(self, name: str = "memory") -> None:
        self.name = name
        self._sent: dict[str, Message] = {}

    @property
    def sent(self) -> tuple[Message, ...]:
        """Every message once, in the order they came."""
        return tuple(self._sent.values())

    def send(self, message: Message) -> None:
        """Keep `message`, unless one with its id is here."""
        self._sent.setdefault(message.id, message)
