"""Pictures of time, as SVG and PNG."""

from tightrope.charts.agenda import Item, Kind, Week
from tightrope.charts.ahead import weeks_ahead
from tightrope.charts.balance import Facet, balance_chart
from tightrope.charts.cycle import cycle_chart
from tightrope.charts.drawing import Drawing, Size, Table
from tightrope.charts.picture import Balance, Cycle, Page, picture
from tightrope.charts.png import png
from tightrope.charts.punch import Hole, punch_card
from tightrope.charts.sheet import Heading, Section, sheet
from tightrope.charts.spells import NextWeek, PastWeek, Phase
from tightrope.charts.standalone import standalone
from tightrope.charts.theme import Theme, style_sheet
from tightrope.charts.week import week_grid

__all__ = [
    "Balance",
    "Cycle",
    "Drawing",
    "Facet",
    "Heading",
    "Hole",
    "Item",
    "Kind",
    "NextWeek",
    "Page",
    "PastWeek",
    "Phase",
    "Section",
    "Size",
    "Table",
    "Theme",
    "Week",
    "balance_chart",
    "cycle_chart",
    "picture",
    "png",
    "punch_card",
    "sheet",
    "standalone",
    "style_sheet",
    "week_grid",
    "weeks_ahead",
]
