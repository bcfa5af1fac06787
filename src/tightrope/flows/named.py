"""The blocks that a person means by the beginnings of their ids."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tightrope.core.errors import InputError
from tightrope.flows.ports import Kept

SHORTEST = 4
"""So many letters of an id are shown, and more where two begin alike."""


class NoSuchBlock(InputError):
    """No block that stands has an id that begins so."""

    def __init__(self, id_: str) -> None:
        self.id = id_
        super().__init__(
            f"there is no block {id_!r}; tightrope week lists them with their ids"
        )


class SeveralBlocks(InputError):
    """The ids of several blocks begin so."""

    def __init__(self, id_: str, many: int) -> None:
        self.id = id_
        super().__init__(f"{many} blocks begin with {id_!r}; write more of the id")


def meant(ids: Iterable[str], kept: Iterable[Kept]) -> Iterator[Kept]:
    """The block of each id, which may be shortened, once.

    A block that is gone can be named as long as the person is to be asked about it.

    Raises:
        NoSuchBlock: none has it.
        SeveralBlocks: it is the beginning of several.
    """
    standing = {one.block.id: one for one in kept if can_be_named(one)}
    for id_ in dict.fromkeys(_whole(id_, standing) for id_ in ids):
        yield standing[id_]


def can_be_named(kept: Kept) -> bool:
    """Whether a command may be about a block: it stands, or is to be asked about."""
    return kept.gone is None or kept.asked is not None


def _whole(id_: str, known: Iterable[str]) -> str:
    found = [one for one in known if one == id_]
    found = found or [one for one in known if id_ and one.startswith(id_.lower())]
    if not found:
        raise NoSuchBlock(id_)
    if len(found) > 1:
        raise SeveralBlocks(id_, len(found))
    return found[0]


def short_ids(ids: Sequence[str]) -> dict[str, str]:
    """The shortest beginning of each id that tells it from the others."""
    needed = dict.fromkeys(ids, SHORTEST)
    for one, other in pairwise(sorted(ids)):
        alike = _alike(one, other) + 1
        needed[one] = max(needed[one], alike)
        needed[other] = max(needed[other], alike)
    return {id_: id_[:length] for id_, length in needed.items()}


def _alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next(
        (number for number, (a, b) in enumerate(pairs) if a != b),
        min(len(one), len(other)),
    )
