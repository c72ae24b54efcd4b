"""An application served as `committee serve` does it, and a connection to it that stays open."""

import http.client
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from flask import Flask

from committee.cli.serve import run as serve


def connect(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=30)


@contextmanager
def serving(app: Flask) -> Iterator[int]:
    """The port at which gunicorn serves an application, for as long as the block lasts."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]

    def child() -> None:
        os.setsid()
        serve(app, "127.0.0.1", port)

    server = multiprocessing.get_context("fork").Process(target=child)
    server.start()
    try:
        for _ in range(1_000):
            try:
                connect(port).connect()
                break
            except OSError:
                time.sleep(0.01)
        yield port
    finally:
        if server.pid is not None:
            os.killpg(server.pid, signal.SIGTERM)
        server.join()
