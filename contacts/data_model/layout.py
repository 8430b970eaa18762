"""A diagram out of boxes and links: where each box stands and which way each wire goes; the same input, the same one.

Wires run at right angles. Those that leave one row share a trunk; where a trunk passes a column it has a slot of its
own there, as if it were a low box, so that no wire ever crosses a table.
"""

from collections import defaultdict
from dataclasses import dataclass

from contacts.data_model.columns import Link, in_columns
from contacts.data_model.heights import settled
from contacts.data_model.wires import Gutter, points_of

SLOT = 12  # the height of a passage
MARGIN = 24


@dataclass(frozen=True)
class Box:
    """Where a table stands."""

    name: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Wire:
    """The way of one link: its corners, from the left end to the right end (or back to the same box)."""

    link: Link
    points: tuple
    from_child: bool  # whether the left end is the child's


@dataclass(frozen=True)
class Layout:
    """A laid out diagram."""

    boxes: dict
    wires: tuple
    width: int
    height: int


@dataclass(frozen=True)
class Trunk:
    """The row that wires leave from, on the right side of its box."""

    name: str
    row: int


def lay_out(shapes, links):
    """The `Layout` of these shapes; links to what is not among them are left out."""
    known = {shape.name: shape for shape in shapes}
    links = [link for link in links if link.child in known and link.parent in known]
    column = in_columns(shapes, links)
    trunks = trunks_of(links, column)
    columns, ties, sizes = slots_of(shapes, column, trunks)
    tops, most = settled(columns, sizes, ties)
    gutters = [Gutter(at) for at in range(len(columns))]
    for trunk, reached in trunks.items():
        for leg in legs_of(trunk, reached, column):
            gutters[leg.gutter].add(trunk, leg, tops)
    boxes, width = boxes_of(shapes, column, gutters, tops)
    wires = [
        Wire(link, tuple(points_of(trunk, link, back, column, tops, boxes, gutters)), back)
        for trunk, reached in trunks.items()
        for link, back in reached
    ]
    return Layout(boxes, tuple(wires), width, most + 2 * MARGIN)


def trunks_of(links, column):
    """`{Trunk: [(link, whether it leaves from the child)]}`: the end further left is the trunk's."""
    trunks = defaultdict(list)
    for link in sorted(links, key=lambda one: (one.parent, one.child, one.child_row)):
        back = column[link.child] < column[link.parent]
        trunk = Trunk(link.child, link.child_row) if back else Trunk(link.parent, link.parent_row)
        trunks[trunk].append((link, back))
    return dict(trunks)


@dataclass(frozen=True)
class Leg:
    """A trunk's part between two columns: from its box or slot on the left to boxes, and perhaps a slot, beyond."""

    gutter: int
    start: object
    ends: tuple  # (name, row) of boxes
    onward: object | None
    loops: tuple = ()  # rows of its own box that it comes back to


def end_of(link, back):
    return (link.parent, link.parent_row) if back else (link.child, link.child_row)


def legs_of(trunk, reached, column):
    ends = [end_of(link, back) for link, back in reached]
    first, last = column[trunk.name], max(column[name] for name, _row in ends)
    for at in range(first, max(last, first + 1)):
        there = tuple(end for end in ends if column[end[0]] == at + 1)
        start = (trunk, at) if at > first else trunk
        loops = tuple(row for name, row in ends if name == trunk.name) if at == first else ()
        yield Leg(at, start, there, (trunk, at + 1) if at + 1 < last else None, loops)


def slots_of(shapes, column, trunks):
    """The columns with boxes and slots in them, what is tied to what beside it, and how high each is."""
    columns = [[] for _ in range(max(column.values(), default=-1) + 1)]
    ties, sizes = defaultdict(list), {shape.name: shape.height for shape in shapes}
    for shape in shapes:
        columns[column[shape.name]].append(shape.name)
    for trunk, reached in trunks.items():
        for leg in legs_of(trunk, reached, column):
            start = trunk.name if leg.start is trunk else leg.start
            beyond = [name for name, _row in leg.ends] + ([leg.onward] if leg.onward else [])
            if leg.onward:
                columns[leg.gutter + 1].append(leg.onward)
                sizes[leg.onward] = SLOT
            for one in beyond:
                ties[start].append(one)
                ties[one].append(start)
    return columns, ties, sizes


def boxes_of(shapes, column, gutters, tops):
    """`({name: Box}, the width of all)`; it tells each gutter where it begins."""
    widest = [max(shape.width for shape in shapes if column[shape.name] == at) for at in range(len(gutters))]
    left, lefts = MARGIN, []
    for gutter, width in zip(gutters, widest, strict=True):
        lefts.append(left)
        left = gutter.begin(left + width)
    last = gutters[-1] if gutters else None
    width = (left if last and last.tracks else left - last.width if last else left) + MARGIN
    places = {
        shape.name: Box(shape.name, lefts[column[shape.name]], tops[shape.name] + MARGIN, shape.width, shape.height)
        for shape in shapes
    }
    return places, width
