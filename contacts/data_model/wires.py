"""The ways of wires between two columns: each trunk has one upright track, and none runs along another one.

Levels differ by what they are for, counted in fours from the grid that everything stands on: where a wire leaves (2),
where it arrives (0), and where it passes a column (1 or 3, by turns). So two level lines are never the same.
"""

HEAD, ROW = 32, 20  # of a box: its title, and each line below
BEFORE, BETWEEN, BEHIND = 16, 8, 18  # room for the signs at both ends, and between tracks
MARGIN = 24
CLEAR = 8  # between two tracks in one line


def port(top, row, arrives=False):
    """The level of a row of the box that stands at `top`."""
    return top + HEAD + row * ROW + ROW // 2 + (2 if arrives else 0)


def passing(top, column):
    """The level at which a wire passes a column in its slot."""
    return top + (5 if column % 2 == 0 else 7)


class Gutter:
    """The room between two columns."""

    def __init__(self, at):
        self.at, self.tracks, self.track_of, self.left = at, [], {}, 0
        self.spans = []

    def add(self, trunk, leg, tops):
        """A trunk that turns here: remember from where to where it reaches."""
        levels = [port(tops[trunk.name], trunk.row) if leg.start is trunk else passing(tops[leg.start], self.at)]
        levels += [port(tops[name], row, arrives=True) for name, row in leg.ends]
        levels += [port(tops[trunk.name], row) for row in leg.loops]
        levels += [passing(tops[leg.onward], self.at + 1)] if leg.onward else []
        self.spans.append((min(levels), max(levels), trunk))

    @property
    def width(self):
        return BEFORE + max(len(self.tracks) - 1, 0) * BETWEEN + BEHIND

    def begin(self, left):
        """Stand at `left`, with as few tracks as the spans need. Returns where the room ends."""
        self.left = left
        for low, high, trunk in sorted(self.spans, key=lambda span: (span[0], span[1], str(span[2]))):
            free = (at for at, end in enumerate(self.tracks) if end + CLEAR < low)
            at = next(free, len(self.tracks))
            self.tracks[at : at + 1] = [high]
            self.track_of[trunk] = at
        return left + self.width

    def x(self, trunk):
        return self.left + BEFORE + self.track_of[trunk] * BETWEEN


def points_of(trunk, link, back, column, tops, boxes, gutters):
    """The corners of one link's way along its trunk."""
    box = boxes[trunk.name]
    name, row = (link.parent, link.parent_row) if back else (link.child, link.child_row)
    level = port(box.y, trunk.row)
    yield box.x + box.width, level
    if name == trunk.name:
        x = gutters[column[name]].x(trunk)
        yield from ((x, level), (x, port(box.y, row)), (box.x + box.width, port(box.y, row)))
        return
    for at in range(column[trunk.name], column[name]):
        x = gutters[at].x(trunk)
        yield x, level
        arrives = at + 1 == column[name]
        level = port(boxes[name].y, row, True) if arrives else passing(tops[trunk, at + 1] + MARGIN, at + 1)
        yield x, level
    yield boxes[name].x, level
