"""A drawing as a file by itself, with its own style sheet."""

from tightrope.charts.drawing import Drawing
from tightrope.charts.marks import num
from tightrope.charts.theme import Theme, style_sheet


def standalone(drawing: Drawing, theme: Theme = Theme.AUTO) -> str:
    """An SVG document without script and without anything from elsewhere.

    Args:
        drawing: what is in it.
        theme: its colours; `auto` follows the system of whoever looks at it.
    """
    wide, high = num(drawing.width), num(drawing.height)
    sheet = style_sheet(theme, letters=drawing.letters)
    scheme = "light dark" if theme is Theme.AUTO else theme.value
    opening, title, rest = drawing.grounded().svg("c").partition("<title")
    opening = opening.replace(" viewBox", f' width="{wide}" height="{high}" viewBox')
    style = f"<style>:root{{color-scheme:{scheme}}}{sheet}</style>"
    before, closing, shapes = (title + rest).partition("</desc>")
    return f"{opening}{before}{closing}{style}{shapes}\n"
