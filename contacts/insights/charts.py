"""Where the parts of a chart stand: numbers for the templates to draw as SVG. Vertical axes begin at 0."""

from decimal import Decimal
from math import ceil, floor, log10
from typing import NamedTuple

from babel.numbers import format_compact_currency, format_compact_decimal

from contacts.web.filters import money, number
from contacts.web.formats import exponent
from contacts.web.reader import reader
from contacts.web.words import _

HEIGHT, LEFT, TOP, FOOT = 230, 52, 18, 26
WIDE, NARROW, ON_A_PHONE = 720, 330, 6
ROW, MOST_BARS = 36, 6


class Bar(NamedTuple):
    look: str
    x: float
    y: float
    width: float
    height: float
    title: str


class Mark(NamedTuple):
    """A word of the chart, in the middle of a column or at the end of a line of the grid."""

    x: float
    y: float
    text: str


class Chart(NamedTuple):
    width: float
    height: float
    grid: list  # [Mark] at the left of each line
    bars: list
    labels: list  # [Mark] under the columns
    said: list  # [Mark] above them
    line: str  # the path of the figures that a line shows, or nothing


def columns_of(insight, width=WIDE, most=None):
    """Columns side by side, of the last `most` figures; the second value is a line, or stands on the first."""
    figures, stacked = insight.figures[-most:] if most else insight.figures, insight.chart == "stacked"
    tallest = max((sum(f.values) if stacked else max(f.values) for f in figures), default=0)
    top, step = scale(tallest)
    room = (width - LEFT) / max(len(figures), 1)

    def height(value):
        return round((HEIGHT - FOOT - TOP) * value / top, 1)

    def line_at(value):
        return round(HEIGHT - FOOT - height(value), 1)

    grid = [Mark(LEFT - 8, line_at(at), short(at, insight)) for at in range(0, top + 1, step)]
    bars, labels, middles = [], [], []
    for at, figure in enumerate(figures):
        x, middle = LEFT + at * room, round(LEFT + (at + 0.5) * room, 1)
        middles.append(middle)
        labels.append(Mark(middle, HEIGHT - 8, figure.short or figure.label))
        base = HEIGHT - FOOT
        for value, look in zip(figure.values[: 2 if stacked else 1], looks(insight, figure, stacked), strict=True):
            base = round(base - height(value), 1)
            bars.append(
                Bar(look, round(x + room * 0.16, 1), base, round(room * 0.68, 1), height(value), told(figure, insight))
            )
    line = "" if stacked else path(middles, [line_at(figure.values[1]) for figure in figures])
    return Chart(width, HEIGHT, grid, bars, labels, above(insight, figures, middles, line_at, stacked), line)


def looks(insight, figure, stacked):
    if stacked:
        return ("f1", "f2")
    return ("f4",) if figure.label == insight.so_far else ("f1",)


def above(insight, figures, middles, line_at, stacked):
    """What is written above the columns: the highest value, and that the last one is not over."""
    if stacked or not figures:
        return []
    best = max(range(len(figures)), key=lambda at: figures[at].values[0])
    said = {best: short(figures[best].values[0], insight)} if figures[best].values[0] else {}
    said |= {at: _("so far") for at, figure in enumerate(figures) if figure.label == insight.so_far}
    return [Mark(middles[at], line_at(figures[at].values[0]) - 6, text) for at, text in said.items()]


def bars_of(insight, width=NARROW):
    """Bars below each other, each as long as its share of the longest; the table has those that are left out."""
    shown, most = insight.figures[:MOST_BARS], insight.most
    bars, labels, said = [], [], []
    for at, figure in enumerate(shown):
        y = at * ROW
        labels.append(Mark(0, y + 12, figure.label if len(figure.label) < 32 else f"{figure.label[:30]}…"))
        said.append(Mark(width, y + 12, short(figure.values[0], insight)))
        bars.append(Bar("fm", 0, y + 18, width, 6, ""))
        bars.append(Bar("f1", 0, y + 18, round(width * figure.values[0] / most, 1), 6, told(figure, insight)))
    return Chart(width, ROW * len(shown), [], bars, labels, said, "")


def told(figure, insight):
    """ "April 1998: Revenue $123,798.70, Year before $53,032.95"."""
    values = zip(insight.heads, figure.values, strict=True)
    return f"{figure.label}: " + ", ".join(f"{label} {full(value, kind, insight)}" for (label, kind), value in values)


def full(value, kind, insight):
    return money(value, insight.currency) if kind == "money" else number(value)


def short(value, insight):
    """ "$124K", for the little room that there is."""
    if insight.heads[0][1] != "money":
        return format_compact_decimal(value, locale=reader().locale.replace("-", "_"))
    amount = Decimal(value).scaleb(-exponent(insight.currency))
    digits = 1 if 1000 <= amount % 10**9 < 100_000 and value % 10**5 else 0
    return format_compact_currency(
        amount, insight.currency, locale=reader().locale.replace("-", "_"), fraction_digits=digits
    )


def scale(tallest):
    """`(top, step)` of an axis with two to five lines at round numbers."""
    if tallest <= 0:
        return 1, 1
    power = 10 ** max(floor(log10(tallest)), 0)
    step = next(part for part in (power // 5, power // 2, power, power * 2) if part >= 1 and ceil(tallest / part) <= 5)
    return ceil(tallest / step) * step, step


def path(xs, ys):
    return f"M{' L'.join(f'{x} {y}' for x, y in zip(xs, ys, strict=True))}" if xs else ""
