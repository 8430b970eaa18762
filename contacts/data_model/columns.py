"""In which column of the diagram each table stands: right of what it refers to, in columns of about the same height."""

import itertools
import math
from dataclasses import dataclass

WIDE = 1.7  # how much wider than high a diagram is
STEP = 300  # what a column takes with the wires beside it


@dataclass(frozen=True)
class Shape:
    """A table as a box; the height is a multiple of four."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class Link:
    """A reference: the rows, counted from the top of each box, that it leaves from and comes to."""

    child: str
    child_row: int
    parent: str
    parent_row: int


def in_columns(shapes, links):
    """`{name: column}`, counted from the left. Two tables that refer to each other never share a column."""
    tallest = max(most_of(shapes), *(shape.height for shape in shapes)) if shapes else 0
    parents, met = kin(shapes, links)
    column, used = {}, {}
    for shape in parents_first(shapes, parents, met):
        after = max((column[one] for one in parents[shape.name] if one in column), default=-1)
        taken = {column[one] for one in met[shape.name] if one in column}
        free = (at for at in itertools.count(after + 1) if at not in taken)
        at = next(at for at in free if used.get(at, 0) + shape.height <= tallest or at not in used)
        column[shape.name] = at
        used[at] = used.get(at, 0) + shape.height
    order = sorted(used)
    return {name: order.index(at) for name, at in column.items()}


def most_of(shapes):
    """The height of a column with which the whole has a pleasant shape."""
    return math.sqrt(sum(shape.height for shape in shapes) * STEP / WIDE)


def kin(shapes, links):
    """`({name: what it refers to}, {name: whatever it is linked with})`, without itself."""
    parents, met = ({shape.name: set() for shape in shapes} for _ in range(2))
    for link in links:
        if link.child != link.parent:
            parents[link.child].add(link.parent)
            met[link.child].add(link.parent)
            met[link.parent].add(link.child)
    return parents, met


def parents_first(shapes, parents, met):
    """The shapes, each behind what it refers to where there is no circle; those without any link come last."""
    waiting = {shape.name: shape for shape in shapes}
    while waiting:
        name = min(waiting, key=lambda one: (not met[one], len(parents[one] & waiting.keys()), -len(met[one]), one))
        yield waiting.pop(name)
