"""What a diagram must never do, whatever it shows."""

from itertools import combinations, pairwise


def faults_of(layout):
    """In words: tables over each other, wires through tables, wires along other wires, what lies outside."""
    boxes = list(layout.boxes.values())
    yield from (f"{a.name} over {b.name}" for a, b in combinations(boxes, 2) if overlap(corners(a), corners(b)))
    pieces = [(wire, piece) for wire in layout.wires for piece in map(sides, pairwise(wire.points))]
    for wire, piece in pieces:
        left, top, right, bottom = piece
        if left != right and top != bottom:
            yield f"{wire.link} is not at right angles"
        if left < 0 or top < 0 or right > layout.width or bottom > layout.height:
            yield f"{wire.link} leaves the picture"
        yield from (f"{wire.link} crosses {box.name}" for box in boxes if overlap(piece, corners(box)))
    yield from along(pieces)


def along(pieces):
    for (one, first), (other, second) in combinations(pieces, 2):
        if not shared(one, other) and is_along(first, second):
            yield f"{one.link} runs along {other.link}"


def shared(one, other):
    """Whether both may run together: they leave one row, or come to one row."""
    return one.points[0] == other.points[0] or one.points[-1] == other.points[-1]


def is_along(first, second):
    upright = first[0] == first[2] == second[0] == second[2]
    level = first[1] == first[3] == second[1] == second[3]
    return (upright and first[1] <= second[3] and second[1] <= first[3]) or (
        level and first[0] <= second[2] and second[0] <= first[2]
    )


def corners(box):
    return box.x, box.y, box.x + box.width, box.y + box.height


def sides(piece):
    (x, y), (other_x, other_y) = piece
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def overlap(one, other):
    """Whether two areas share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
