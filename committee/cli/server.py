"""The server under the application: gunicorn's threads, which slow clients can't hold for long."""

import os
import re
import socket
import time
from collections.abc import Callable
from functools import partial
from selectors import EVENT_READ
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn, ThreadWorker

from committee.jobs.printer_pool import end_presses
from committee.web.frame.headers import always

THREADS = 32
"""More than slow work may hold: see `committee/web/frame/heavy_requests.py`."""
CONNECTIONS = 1000
IDLE = 75
"""Seconds that a connection is kept without a request: longer than proxies keep theirs (nginx 60),
or now and then one sends a form into a connection that we have just closed."""
HEAD, BODY, ANSWER = 10.0, 60.0, 60.0
"""Seconds from a request's first byte to the end of its head, then for its body, then for taking
each part of the answer."""
SENT = re.compile(r"""['"].*['"]""", re.DOTALL)
"""What gunicorn quotes of a request."""
WORDS = "This request can’t be read. Go back, reload the page, and try again.\n".encode()


class TimedSocket(socket.socket):
    """A socket that ends, as if its client had hung up, when a request takes too long to come."""

    until = 0.0

    def allow(self, seconds: float) -> None:
        """Give the client so many seconds from now on."""
        self.until = time.monotonic() + seconds

    def recv(self, size: int, flags: int = 0) -> bytes:
        """What has come; nothing once the time is over."""
        left = self.until - time.monotonic()
        if left <= 0:
            return b""
        self.settimeout(left)
        try:
            return super().recv(size, flags)
        except TimeoutError:
            return b""
        finally:
            self.settimeout(ANSWER)


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Threads are for requests that have begun to come, and each has to come within its time."""

    head = HEAD
    body = BODY

    def accept(self, listener: socket.socket) -> None:
        """Take a connection in, and wait for its first byte without a thread."""
        try:
            plain, client = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        timed = TimedSocket(fileno=plain.detach())
        conn = TConn(self.cfg, timed, client, listener.getsockname())
        conn.timeout = time.monotonic() + self.head
        self.pending_conns.append(conn)
        self.poller.register(timed, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle(self, conn: TConn) -> Any:
        """Read a request and answer it."""
        conn.sock.allow(self.head)
        return super().handle(conn)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Answer a request whose head has come."""
        conn.sock.allow(self.body)
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer what is no request of HTTP, with the headers that every answer carries."""
        heard = _Heard()
        super().handle_error(req, heard, addr, exc)
        if heard.status:
            lines = [heard.status, "Connection: close", "Cache-Control: no-store"]
            https = self.wsgi.config["SESSION_COOKIE_SECURE"]
            lines += [f"{name}: {value}" for name, value in always(https).items()]
            lines += ["Content-Type: text/plain; charset=utf-8", f"Content-Length: {len(WORDS)}"]
            client.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + WORDS)


class Log(Logger):  # type: ignore[misc]
    """What gunicorn says goes where all the rest goes, without what a client sent."""

    def setup(self, cfg: Any) -> None:
        """Hand records on to this process's own handler."""
        super().setup(cfg)
        self.error_log.handlers, self.error_log.propagate = [], True

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log a warning; what it quotes is left out."""
        super().warning(SENT.sub("…", msg), *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log an error with its trace; of what it was about no more than its first words."""
        super().exception(msg.partition("%")[0].strip(), **kwargs)


class _Heard:
    """What gunicorn would have answered: of that, the first line."""

    status = ""

    def gettimeout(self) -> float:
        return ANSWER

    def setblocking(self, blocking: bool) -> None:
        pass

    def sendall(self, answer: bytes) -> None:
        self.status = answer.split(b"\r\n", 1)[0].decode("latin-1")


def serve(app: Flask, bind: str, workers: int, settings: dict[str, Any]) -> None:
    """Serve an application at an address until stopped; `settings` are gunicorn's, over ours."""
    ours = os.getpid()
    try:
        _Server(app, {"bind": bind, "workers": workers, **settings}).run()
    except SystemExit as left:
        # A worker is a copy of this process, and what our callers tidy up is not its own.
        if os.getpid() != ours:
            os._exit(left.code if isinstance(left.code, int) else 0)
        raise


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, app: Flask, settings: dict[str, Any]) -> None:
        self.served, self.settings = app, settings
        super().__init__()

    def load_config(self) -> None:
        ended: Callable[..., None] = lambda server, worker: end_presses()  # noqa: E731
        ours = {
            "worker_class": PatientWorker,
            "threads": THREADS,
            "worker_connections": CONNECTIONS,
            "keepalive": IDLE,
            "loglevel": "warning",
            "logger_class": Log,
            "worker_exit": ended,
        }
        for name, value in {**ours, **self.settings}.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.served
