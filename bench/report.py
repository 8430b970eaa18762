"""What was measured: medians, a table to read, a file to keep, and a page that shows all files over time."""

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from statistics import median, quantiles

from bench.plot import plot


def figures(rounds, many):
    """`{page: {server: {"cpu", "p50", "p95", "bytes", "per_second", "ratio"}}}`; a ratio is ours to theirs."""
    found = {}
    for page, by_server in rounds[0].items():
        found[page] = {}
        for name in by_server:
            ones = [one[page][name] for one in rounds]
            waits = sorted(wait for one in ones for wait in one["waits"])
            ratio = median(one[page]["rapport"]["cpu"] / one[page][name]["cpu"] for one in rounds)
            found[page][name] = {
                "cpu": round(median(one["cpu"] for one in ones), 2),
                "p50": round(median(waits), 2),
                "p95": round(quantiles(waits, n=20)[-1], 2),
                "bytes": ones[-1]["bytes"],
                "per_second": round(many[page][name], 1),
                "ratio": round(ratio, 3),
            }
    return found


def write(found, folder):
    """Keep the figures with the machine and the commit, and draw the page of all that was kept."""
    found["at"], found["commit"] = f"{datetime.now(UTC):%Y-%m-%d %H:%M}", commit()
    found["machine"] = f"{platform.machine()}, {processors()} processors, Python {platform.python_version()}"
    folder.mkdir(exist_ok=True)
    name = f"{found['at'].replace(' ', '-').replace(':', '')}-{found['engine']}-{found['customers']}.json"
    (folder / name).write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    kept = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    (folder / "index.html").write_text(plot(kept))


def commit():
    asked = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "unknown"


def processors():
    return len(os.sched_getaffinity(0))


def table(found):
    lines = [f"{found['customers']} customers, {found['engine']}, {found['commit']}, {found['machine']}", ""]
    lines.append(f"{'page':14}{'server':9}{'CPU ms':>8}{'p50':>8}{'p95':>8}{'a second':>10}{'kB':>7}{'ours is':>9}")
    for page, by_server in found["pages"].items():
        for name, one in by_server.items():
            ratio = "" if name == "rapport" else f"{one['ratio']:.2f} x"
            figures = f"{one['cpu']:8.2f}{one['p50']:8.2f}{one['p95']:8.2f}{one['per_second']:10.1f}"
            lines.append(f"{page:14}{name:9}{figures}{one['bytes'] / 1000:7.0f}{ratio:>9}")
    for name, seconds in found["startup_cpu_s"].items():
        memory = f"{found['memory_mib'][name]:.0f} MiB, {found['memory_after_mib'][name]:.0f} MiB after the run"
        lines.append(f"{name}: starts in {seconds:.2f} s of CPU, takes {memory}")
    return "\n".join(lines)
