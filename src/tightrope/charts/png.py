"""A drawing as pixels, with fonts of our own."""

from contextlib import ExitStack
from importlib.resources import as_file, files

from tightrope.charts.drawing import Drawing
from tightrope.charts.letters import Face, drawable
from tightrope.charts.theme import Fonts, Theme, style_sheet

_OWN = Fonts(sans="Tightrope Sans", serif="Tightrope Serif")


def png(drawing: Drawing, *, theme: Theme = Theme.LIGHT, scale: float = 2.0) -> bytes:
    """A PNG file of the drawing.

    The same drawing gives the same bytes on every machine, since only the fonts that
    come with Tightrope are used. They have Latin, Greek and Cyrillic letters; only
    where a title needs others, the fonts of the machine serve for those.

    Args:
        drawing: what is in it.
        theme: its colours; pixels cannot follow the system, so `auto` is light.
        scale: pixels for each unit of the drawing.
    """
    import resvg_py  # noqa: PLC0415 - slow, and needed for this alone

    svg = drawing.grounded().svg("c")
    shades = Theme.DARK if theme is Theme.DARK else Theme.LIGHT
    with ExitStack() as stack:
        folder = files("tightrope.charts").joinpath("fonts")
        fonts = [
            str(stack.enter_context(as_file(folder.joinpath(face)))) for face in Face
        ]
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            style_sheet=style_sheet(shades, letters=drawing.letters, fonts=_OWN),
            zoom=scale,
            skip_system_fonts=drawable(svg),
            font_files=fonts,
            font_family=_OWN.sans,
        )
