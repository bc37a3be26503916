"""Charts as drawings made at build time, each with its sentence, its table and its figures to download.

Every chart is one line of HTML that stands in any page: a figure with a caption that says in words what is to be
seen, an SVG whose text is text, the same as a table, and the table as CSV and JSON. Nothing is drawn by a script.
Lengths along a line are shares of its width and all else is in the page's own letters, so a chart is as readable on a
phone as on a wide screen; colors are those of the page (`currentColor`), so it holds in both color schemes and in
print. What is unknown is hatched, and each chart says it in words too.

svg.py writes the elements: it is typed, has no dependencies and knows no more than the standard. Libraries that draw
whole charts bring their own fonts, colors and scripts, which a page for both schemes, without scripts, has to undo.

- `bars`: how much of each, the most first: places by region, sources by decade.
- `stacks`: how each whole divides into kinds: a principle over all units by outcome.
- `strips`: a row of cells for each thing: means over the lessons of a unit, coverage over units.
- `trend`: one small line for each thing over revisions.
"""

from checker.publish.charts.bars import Bar, Stack, bars, stacks
from checker.publish.charts.figure import Look, downloads
from checker.publish.charts.strips import Strip, strips
from checker.publish.charts.trend import Line, trend

__all__ = ["Bar", "Line", "Look", "Stack", "Strip", "bars", "downloads", "stacks", "strips", "trend"]
