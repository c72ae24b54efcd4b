"""gunicorn's worker of threads, which slow clients can't hold: a thread is for a whole request."""

import os
import re
import socket
import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from selectors import EVENT_READ
from threading import get_native_id
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from committee.web.frame.headers import always

HEAD, BODY, ANSWER = 10.0, 60.0, 60.0
"""Seconds from a request's first byte to the end of its head, then for its body, then for taking
each part of the answer."""
LARGEST_HEAD, HELD = 65_536, 64_000_000
"""Bytes of a head, and of all requests that are waited for at once: what is more gets a thread,
where the application refuses it, or reads it within the same time."""
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
IN_CHUNKS = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)
WORDS = "This request can’t be read. Go back, reload the page, and try again.\n".encode()
SLOW = re.compile(rb"POST /(sign-in|join/|password/|account|scorecards/[^/ ]+/transcript)")
"""What hashes a password or reads a transcript. It has a lane of its own: many at once wait there
without a thread, and whoever saves what they typed comes before them."""
LANE, STEP_BACK = 1, 19
"""How many of those a process works on at once, and how far their threads step back (nice)."""
SWITCH = 0.0005
"""Seconds after which a thread that works something out lets another go on, a tenth of Python's
own: each save waits several times for its turn."""


class PatientSocket(socket.socket):
    """A socket that keeps what came while nobody read it, and whose client's time can be over."""

    until = 0.0
    head = 0
    """Bytes of the head with the empty line after it; 0 until all of it has come."""

    def __init__(self, fileno: int) -> None:
        super().__init__(fileno=fileno)
        self.came, self.over = bytearray(), False

    def allow(self, seconds: float) -> None:
        """Give the client so many seconds from now on."""
        self.until = time.monotonic() + seconds
        self.settimeout(ANSWER)

    def take(self) -> bool:
        """Keep what has come, without waiting; whether there was anything to come."""
        try:
            sent = super().recv(LARGEST_HEAD)
        except (BlockingIOError, InterruptedError):
            return True
        except OSError:
            sent = b""
        self.came += sent
        return bool(sent)

    def is_whole(self, largest: int) -> bool:
        """Whether a request has come with its body, or one that is too large for `largest`."""
        if not self.head:
            self.head = self.came.find(b"\r\n\r\n") + 4 if b"\r\n\r\n" in self.came else 0
            if self.head and EXPECTS.search(self.came, 0, self.head):
                self._go_on()
        if not self.head:
            return len(self.came) > LARGEST_HEAD
        body = len(self.came) - self.head
        if IN_CHUNKS.search(self.came, 0, self.head):
            end = self.came.find(b"\r\n0\r\n\r\n", self.head - 2)
            return body > largest or end >= 0
        length = LENGTH.search(self.came, 0, self.head)
        return not length or int(length[1]) > largest or body >= int(length[1])

    def recv(self, size: int, flags: int = 0) -> bytes:
        """What has come; nothing once the time is over."""
        if self.came:
            given = bytes(self.came[:size])
            del self.came[:size]
            return given
        left = 0.0 if self.over else self.until - time.monotonic()
        if left <= 0:
            return b""
        self.settimeout(left)
        try:
            return super().recv(size, flags)
        except TimeoutError:
            return b""
        finally:
            self.settimeout(ANSWER)

    def _go_on(self) -> None:
        """Tell a client that asks first to send its body."""
        try:
            self.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        except OSError:
            self.over = True


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Waits for requests without a thread, and each has to come within its time."""

    head = HEAD
    body = BODY
    pending_conns: deque[TConn]

    def init_process(self) -> None:
        """Open the lane beside the threads."""
        sys.setswitchinterval(SWITCH)
        self.lane = ThreadPoolExecutor(LANE, initializer=_step_back)
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        """Give a request a thread, or a place in the lane."""
        if not SLOW.match(conn.sock.came):
            super().enqueue_req(conn)
            return
        done = self.lane.submit(self.handle, conn)
        done.add_done_callback(
            lambda future: self.method_queue.defer(self.finish_request, conn, future)
        )

    def accept(self, listener: socket.socket) -> None:
        """Take a connection in, and wait for what it asks."""
        try:
            plain, client = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        patient = PatientSocket(plain.detach())
        self._await(TConn(self.cfg, patient, client, listener.getsockname()))

    def on_client_socket_readable(self, conn: TConn, client: PatientSocket) -> None:
        """Wait for the next request of a connection that was kept."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await(conn)
        self._look(conn, client)

    def on_pending_socket_readable(self, conn: TConn, client: PatientSocket) -> None:
        """Keep what has come; a request that is whole gets a thread."""
        client.over = not client.take()
        self._look(conn, client)

    def murder_pending(self) -> None:
        """Have requests that didn't come in time answered, and close where nothing came."""
        now = time.monotonic()
        for conn in [each for each in self.pending_conns if each.timeout <= now and each.sock.came]:
            conn.sock.over = True
            super().on_pending_socket_readable(conn, conn.sock)
        self.pending_conns = deque(sorted(self.pending_conns, key=lambda each: each.timeout))
        super().murder_pending()

    def finish_request(self, conn: TConn, fs: Any) -> None:
        """Keep the connection or close it; the next request may have come with the last."""
        super().finish_request(conn, fs)
        if conn in self.keepalived_conns and conn.sock.came:
            self.on_client_socket_readable(conn, conn.sock)

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

    def _await(self, conn: TConn) -> None:
        conn.timeout = time.monotonic() + self.head
        conn.sock.head = 0
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def _look(self, conn: TConn, client: PatientSocket) -> None:
        """Hand a request on if it is whole or its client is gone; a body has a time of its own."""
        had_head = client.head
        held = sum(len(each.sock.came) for each in self.pending_conns)
        whole = client.is_whole(self.wsgi.config["MAX_CONTENT_LENGTH"])
        if whole or client.over or held > HELD:
            super().on_pending_socket_readable(conn, client)
        elif client.head and not had_head:
            conn.timeout = time.monotonic() + self.body


def _step_back() -> None:
    """Let the processor serve other threads first; what a thread begins steps back with it."""
    os.setpriority(os.PRIO_PROCESS, get_native_id(), STEP_BACK)


class _Heard:
    """What gunicorn would have answered: of that, the first line."""

    status = ""

    def gettimeout(self) -> float:
        return ANSWER

    def setblocking(self, blocking: bool) -> None:
        pass

    def sendall(self, answer: bytes) -> None:
        self.status = answer.split(b"\r\n", 1)[0].decode("latin-1")
