"""How high each table of a diagram stands: near to what it is linked with, and never over another one."""

GAP = 20
GRID = 4  # everything stands on multiples of this: wires count on it (see wires)
SWEEPS = 10


def settled(columns, sizes, ties):
    """`({key: top}, the height of all)`. `columns`: lists of keys; `ties`: {key: keys in the columns beside it}.

    Orders the lists too: from side to side each is moved to the middle of what it is tied to.
    """
    most = max((needed(column, sizes) for column in columns), default=0)
    tops = {}
    for column in columns:
        at = (most - needed(column, sizes)) // 2 // GRID * GRID
        for key in column:
            tops[key] = at
            at += sizes[key] + GAP
    for turn in range(SWEEPS):
        for column in columns if turn % 2 == 0 else reversed(columns):
            wanted = {key: middle_of(ties[key] or (key,), tops, sizes) for key in column}
            column.sort(key=lambda key: (wanted[key], str(key)))
            tops.update(spread(column, wanted, sizes, most))
    return tops, most


def needed(column, sizes):
    return sum(sizes[key] + GAP for key in column) - GAP


def middle_of(keys, tops, sizes):
    return sum(tops[key] + sizes[key] / 2 for key in keys) / len(keys)


def spread(column, wanted, sizes, most):
    """`{key: top}` as near as can be to the wanted middles, in this order, each below the one before.

    What would overlap is put together into blocks that stand at their common middle.
    """
    blocks, above, at = [], [], 0  # blocks: [sum of wishes, how many]
    for key in column:
        above.append(at)
        blocks.append([wanted[key] - sizes[key] / 2 - at, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            wish, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + wish, blocks[-1][1] + count]
        at += sizes[key] + GAP
    room = max(0, most - (at - GAP))
    shifts = [min(max(wish / count, 0), room) for wish, count in blocks for _ in range(count)]
    return {key: round(shift / GRID) * GRID + top for key, shift, top in zip(column, shifts, above, strict=True)}
