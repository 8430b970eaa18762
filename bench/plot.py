"""One page that shows every kept run: for each engine, size and page how our CPU stands to the floor's over time."""

from html import escape

WIDTH, HEIGHT, TOP = 640, 120, 12.0
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Benchmark over time</title>
<h1>Rapport's CPU a request, in times the floor's</h1>
<p>Each dot is a run; the newest is on the right. Lower is better.</p>
{}</html>
"""


def plot(kept):
    """`kept`: the runs, the oldest first."""
    groups = {}
    for run in kept:
        for page, by_server in run["pages"].items():
            if "floor" in by_server:
                name = f"{page}, {run['customers']:,} customers, {run['engine']}"
                groups.setdefault(name, []).append((by_server["floor"]["ratio"], run))
    return PAGE.format("\n".join(chart(name, points) for name, points in sorted(groups.items())))


def said(run):
    return escape(f"{run['at']} {run['commit']}")


def chart(name, points):
    most = max(TOP, *(ratio for ratio, _run in points))
    step = WIDTH / max(1, len(points) - 1)
    places = [(at * step, HEIGHT - ratio / most * HEIGHT) for at, (ratio, _run) in enumerate(points)]
    dots = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"><title>{said(run)}: {ratio:.2f}</title></circle>'
        for (x, y), (ratio, run) in zip(places, points, strict=True)
    )
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in places)
    shape = f'<polyline points="{line}" fill="none" stroke="currentColor"/>{dots}'
    return (
        f"<h2>{escape(name)}: {points[-1][0]:.2f}</h2>"
        f'<svg width="{WIDTH}" height="{HEIGHT}" viewBox="-6 -6 {WIDTH + 12} {HEIGHT + 12}">{shape}</svg>'
    )
