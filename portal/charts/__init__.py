"""Charts drawn on the server: geometry in Python, SVG out, a table behind each.

The same drawing goes on the screen and into the PDF. Colours are presentation attributes for paper;
on screen `static/css/charts.css` recolours the same classes, so that the dark theme works too.
"""

from portal.charts.bars import Bar, Stack, State, bars, stacked
from portal.charts.drawing import Chart, ChartTable, LegendKey
from portal.charts.heat import HeatCell, HeatMap, HeatRow, heat_level, heat_map
from portal.charts.lines import Interval, Point, intervals, trend
from portal.charts.tiles import Tile, TileMap, tile_map
from portal.charts.tracks import segments

__all__ = [
    "Bar",
    "Chart",
    "ChartTable",
    "HeatCell",
    "HeatMap",
    "HeatRow",
    "Interval",
    "LegendKey",
    "Point",
    "Stack",
    "State",
    "Tile",
    "TileMap",
    "bars",
    "heat_level",
    "heat_map",
    "intervals",
    "segments",
    "stacked",
    "tile_map",
    "trend",
]
