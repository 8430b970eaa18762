"""The web server: checks that the address is free, says where Rapport is, and becomes gunicorn."""

import os
import socket
import sys

import bootstrap

SHARED_MEMORY = "/dev/shm"


def check_address(host, port):
    """End the program with one sentence if nothing can listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as problem:
        sys.exit(f"Cannot listen on {host} port {port}: {problem}. Choose another with --host and --port.")


def serve(host, port, workers, threads):
    """Print the address and become the server; does not return."""
    bracketed = f"[{host}]" if ":" in host else host
    shown = "localhost" if host in ("0.0.0.0", "::") else bracketed
    print(f"\nRapport is at http://{shown}:{port} (end it with Ctrl-C)\n", flush=True)
    bootstrap.become("-m", "gunicorn", *options(f"{bracketed}:{port}", workers, threads), "app:app")


def options(address, workers, threads):
    """Threads, because requests wait for the database; no control socket, because nothing here uses it."""
    chosen = {
        "--bind": address,
        "--worker-class": "gthread",
        "--workers": workers,
        "--threads": threads,
        "--graceful-timeout": 15,
        # A worker is replaced now and then, so that a slow leak never matters.
        "--max-requests": 5000,
        "--max-requests-jitter": 500,
    }
    if os.access(SHARED_MEMORY, os.W_OK):
        chosen["--worker-tmp-dir"] = SHARED_MEMORY  # the heartbeat file must not wait for a slow disk
    # The application is made once, before the workers are: they share the memory that it takes.
    return ["--no-control-socket", "--preload", *(str(word) for pair in chosen.items() for word in pair)]
