"""The focus blocks, in the database."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from tightrope.core.planner import Block, State
from tightrope.core.timeline import Span
from tightrope.flows.ports import Asked, Kept
from tightrope.store import models
from tightrope.store.codecs.moments import moment, number
from tightrope.store.codecs.placed import (
    placed_of,
    suggested_of,
    suggested_text,
    why_text,
)
from tightrope.store.database.shelf import Part, pieces

MINUTE = timedelta(minutes=1)
COLUMNS = [
    field.attname
    for field in models.Block._meta.concrete_fields  # noqa: SLF001 - Django's public name of it
    if field.attname not in ("id", "owner_id", "key")
]


class DatabaseBlocks(Part):
    """The focus blocks."""

    def all(self, window: Span | None = None) -> tuple[Kept, ...]:
        """Those that overlap `window`, or all, by start; gone ones too."""
        rows = self.mine(models.Block).order_by("start", "end", "key")
        if window is not None:
            rows = rows.filter(
                start__lt=number(window.end), end__gt=number(window.start)
            )
        return tuple(_kept(row) for row in rows)

    def one(self, id_: str) -> Kept | None:
        """The block with that id."""
        row = self.mine(models.Block).filter(key=id_).first()
        return _kept(row) if row else None

    def keep(self, blocks: Iterable[Kept]) -> None:
        """Keep these, in place of those with the same ids."""
        last = {kept.block.id: kept for kept in blocks}
        rows = [_row(kept, self.shelf.owner) for kept in last.values()]
        self.mine(models.Block).bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["owner", "key"],
            update_fields=COLUMNS,
        )

    def forget(self, ids: Collection[str]) -> None:
        """Forget proposals that nobody accepted."""
        with self.together():
            for piece in pieces(sorted(ids)):
                rows = self.mine(models.Block).filter(key__in=piece)
                accepted = rows.exclude(accepted=None).values_list("key", flat=True)
                if found := list(accepted):
                    raise ValueError(found)
                rows.delete()


def _row(kept: Kept, owner: int) -> models.Block:
    block, asked = kept.block, kept.asked
    return models.Block(
        owner_id=owner,
        key=block.id,
        start=number(block.span.start),
        end=number(block.span.end),
        state=block.state.value,
        purpose=block.purpose,
        why=why_text(kept.placed),
        collection=kept.collection,
        href=kept.href,
        proposed=kept.proposed,
        accepted=kept.accepted,
        gone=kept.gone,
        by_person=kept.by_person,
        asked=asked.what if asked else None,
        asked_at=asked.at if asked else None,
        asked_start=number(asked.before.start) if asked else None,
        asked_end=number(asked.before.end) if asked else None,
        suggested=suggested_text(kept.suggested) if kept.suggested else None,
        promised=None if kept.promised is None else kept.promised // MINUTE,
    )


def _kept(row: models.Block) -> Kept:
    block = Block(
        id=row.key,
        span=Span(moment(row.start), moment(row.end)),
        state=State(row.state),
        purpose=row.purpose,
    )
    return Kept(
        placed=placed_of(row.why, block),
        collection=row.collection,
        href=row.href,
        proposed=row.proposed,
        accepted=row.accepted,
        gone=row.gone,
        by_person=row.by_person,
        asked=_asked(row),
        suggested=suggested_of(row.suggested, row.key) if row.suggested else None,
        promised=None if row.promised is None else row.promised * MINUTE,
    )


def _asked(row: models.Block) -> Asked | None:
    if (
        row.asked is None
        or row.asked_at is None
        or row.asked_start is None
        or row.asked_end is None
    ):
        return None
    before = Span(moment(row.asked_start), moment(row.asked_end))
    return Asked(what=row.asked, at=row.asked_at, before=before)
