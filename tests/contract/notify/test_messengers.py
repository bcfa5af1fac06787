"""Every way to reach people keeps the port's promises."""

from tightrope.notify.base import Message
from tightrope.notify.memory import MemoryMessenger


def message(name: str, text: str = "Back at 13:00.") -> Message:
    return Message(id=name, to=("amara",), subject="In a block", text=text)


def test_a_message_sent_twice_is_delivered_once() -> None:
    messenger = MemoryMessenger()

    messenger.send(message("one"))
    messenger.send(message("two"))
    messenger.send(message("one", "again"))

    assert messenger.sent == (message("one"), message("two"))
