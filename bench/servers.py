"""The servers that are compared: started the same way, watched from outside through /proc."""

import os
import resource
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

WORKERS, THREADS = 2, 4


@contextmanager
def serving(python, application, environment):
    """gunicorn with an application; yields (process, port)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", str(WORKERS)]
    options += ["--threads", str(THREADS), "--log-level", "warning", "--keep-alive", "30", "--preload"]
    words = [python, "-m", "gunicorn", *options, application]
    process = subprocess.Popen(words, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield process, port
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port, process):
    for _ in range(300):
        if process.poll() is not None:
            sys.exit(f"A server ended with {process.returncode} before it listened.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("A server did not listen within half a minute.")


def family(pid):
    """The process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def cpu_ms(pid):
    """Milliseconds on a processor of all of its processes, to the microsecond (utime counts hundredths of a second)."""
    spent = 0
    for one in family(pid):
        for task in Path(f"/proc/{one}/task").iterdir():
            spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e6


def memory_mib(pid):
    """What the processes take together: pages that they share are counted once."""
    rollups = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in family(pid)]
    return sum(int(text.partition("\nPss:")[2].split()[0]) for text in rollups) / 1024


def startup_cpu_seconds(python, application, environment):
    """Processor seconds until the application is there."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    module, _, name = application.partition(":")
    words = [python, "-c", f"from {module} import {name}"]
    subprocess.run(words, env=os.environ | environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
