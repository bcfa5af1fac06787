"""What every chart gives: shapes, words about them, and the numbers as a table."""

from dataclasses import dataclass, field, replace
from enum import IntEnum

from tightrope.charts.marks import escaped, mark, num


class Size(IntEnum):
    """How wide a chart is, in units that are about one pixel each."""

    SMALL = 400
    MEDIUM = 680
    LARGE = 1040

    @property
    def letters(self) -> int:
        """The height of plain text; larger where a phone shrinks the chart."""
        return 14 if self is Size.SMALL else 12


Key = tuple[tuple[str, str], ...]
"""The class of each look with its word, for what is not labelled in the chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers behind a chart, for a terminal, a page or a screen reader.

    Attributes:
        head: the name of each column.
        rows: as many values as columns each; nothing where there is no number.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart without colours: classes say what a shape is, a style sheet how it looks.

    Attributes:
        kind: the class of the chart besides `chart`.
        width: in units of the drawing, about a pixel.
        height: the same.
        letters: the height of plain text.
        title: its name.
        desc: the finding, in one or two sentences.
        body: the shapes, as SVG without any id, style or script.
        table: the numbers.
        key: for each look that is not labelled in the chart its class and its word.
    """

    kind: str
    width: float
    height: float
    letters: int = 12
    title: str
    desc: str
    body: str
    table: Table = field(default_factory=lambda: Table(head=()))
    key: Key = ()

    def svg(self, uid: str) -> str:
        """The chart for a page that brings its own style sheet.

        Args:
            uid: begins each id in it; different for each chart on one page.
        """
        name = escaped(uid)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {self.kind}" '
            f'viewBox="0 0 {num(self.width)} {num(self.height)}" role="img" '
            f'aria-labelledby="{name}-t {name}-d">'
            f'<title id="{name}-t">{escaped(self.title)}</title>'
            f'<desc id="{name}-d">{escaped(self.desc)}</desc>{self.body}</svg>'
        )

    def grounded(self) -> "Drawing":
        """The same on the ground of a page, for a file by itself."""
        wide, high = self.width, self.height
        ground = mark("rect", "ground", x=0, y=0, width=wide, height=high)
        return replace(self, body=ground + self.body)
