"""Devices that die at any call: what `kill -9` leaves is what was kept until then."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from types import GeneratorType
from typing import Any, cast

from tightrope.calendars.base import Found, Resource
from tightrope.calendars.memory import MemoryRemote, MemoryServer
from tightrope.flows.ports import Store


class Killed(BaseException):
    """The process is dead: nothing that it would still have done happens."""


@dataclass(slots=True)
class Life:
    """How many more calls a process lives.

    Attributes:
        left: so many; nothing for ever.
        dead: whether it was killed; then each further call dies too, as do those that
            a `finally` would make.
    """

    left: int | None = None
    dead: bool = False

    def tick(self) -> None:
        """Live through one call, or die."""
        if self.left is not None:
            self.left -= 1
            self.dead = self.dead or self.left < 0
        if self.dead:
            raise Killed

    def again(self) -> None:
        """Start the process again."""
        self.left, self.dead = None, False


def mortal(store: Store, life: Life) -> Store:
    """The store, each call of which may be the last of its process."""
    return cast("Store", _Store(store, life))


class _Store:
    def __init__(self, store: Store, life: Life) -> None:
        self._store = store
        self._life = life

    def __getattr__(self, name: str) -> Any:
        return _Part(getattr(self._store, name), self._life)

    def together(self) -> AbstractContextManager[None]:
        return self._within(self._store.together())

    def alone(self, name: str) -> AbstractContextManager[bool]:
        return self._within(self._store.alone(name))

    @contextmanager
    def _within(self, inner: AbstractContextManager[Any]) -> Iterator[Any]:
        self._life.tick()
        with inner as value:
            yield value
            # Here is the last moment before all of it is kept.
            self._life.tick()
        self._life.tick()


class _Part:
    def __init__(self, part: Any, life: Life) -> None:
        self._part = part
        self._life = life

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._part, name)

        def call(*args: Any, **named: Any) -> Any:
            self._life.tick()
            found = method(*args, **named)
            return list(found) if isinstance(found, GeneratorType) else found

        return call


@dataclass(slots=True)
class MortalServer:
    """A server as one device reaches it, which may die before and after each request.

    Attributes:
        puts: what this device stored, by href, whether or not it heard the answer.
    """

    server: MemoryServer
    life: Life
    puts: dict[str, list[bytes]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.server.name

    @property
    def addresses(self) -> frozenset[str]:
        return self.server.addresses

    def found(self) -> tuple[Found, ...]:
        return self.server.found()

    def open(self, href: str, name: str) -> "MortalRemote":
        return MortalRemote(self, href, name)


class MortalRemote(MemoryRemote):
    """A calendar as one device reaches it."""

    def __init__(self, mortal: MortalServer, href: str, name: str) -> None:
        super().__init__(mortal.server, href, name)
        self._mortal = mortal
        self._place = href

    def changes(self, since: str | None) -> Any:
        self._mortal.life.tick()
        return super().changes(since)

    def fetch(self, hrefs: Any) -> Iterator[Any]:
        for one in super().fetch(hrefs):
            self._mortal.life.tick()
            yield one

    def put(self, resource: Resource) -> Resource:
        kept = self._mortal.server.calendar(self._place)
        self._mortal.life.tick()
        before = kept.stored.get(resource.href)
        try:
            stored = super().put(resource)
        finally:
            after = kept.stored.get(resource.href)
            if after is not None and after is not before:
                self._mortal.puts.setdefault(resource.href, []).append(after.data)
        self._mortal.life.tick()
        return stored

    def delete(self, resource: Resource) -> None:
        self._mortal.life.tick()
        super().delete(resource)
        self._mortal.life.tick()
