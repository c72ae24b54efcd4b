"""Clients that send half a request, or none of HTTP: the others are answered all the same."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest

from committee.cli.gunicorn_server import THREADS
from committee.cli.serve import run
from committee.config import Settings
from committee.store.schema import migrate
from committee.web import create_app
from committee.web.frame.headers import always
from tests.waiting import wait_until

from ..jobs.conftest import free_port

HALVES = {
    "nothing": b"",
    "half a head": b"GET /policies/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    "half a body": b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nemail=",
}


def serve(url: str, port: int, body: float) -> None:
    from committee.cli.gunicorn_slow_clients import PatientWorker

    PatientWorker.head, PatientWorker.body = 3.0, body
    given = {"production": True, "trusted_hosts": ["127.0.0.1", "example.org"]}
    run(create_app(Settings(database_url=url, secret_key="k" * 40, **given)), "127.0.0.1", port)


@contextmanager
def serving(folder: Path, body: float) -> Iterator[int]:
    """The port of a server that waits so many seconds for a body."""
    url, port = f"sqlite:///{folder / 'x.db'}", free_port()
    migrate(url)
    server = get_context("fork").Process(target=serve, args=(url, port, body))
    server.start()

    def answers() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    wait_until(answers)
    yield port
    server.terminate()
    server.join(60)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server that waits for bodies longer than any other client here waits for an answer."""
    with serving(tmp_path_factory.mktemp("slow"), 600.0) as opened:
        yield opened


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_more_half_requests_than_threads_stop_nobody(port: int, half: bytes) -> None:
    with ExitStack() as held:
        for _ in range(THREADS + 10):
            slow = held.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(half)
        other = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        other.request("GET", "/policies/")
        assert other.getresponse().status == 200
        other.close()


def test_a_connection_that_stood_idle_takes_the_next_request(port: int) -> None:
    """Closed after two seconds, as gunicorn does by itself, it took forms of who types slowly."""
    kept = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    kept.auto_open = 0
    kept.connect()
    for _ in range(2):
        kept.request("GET", "/healthz")
        assert kept.getresponse().read() == b"ok\n"
        time.sleep(3)
    kept.close()


def test_a_body_that_does_not_come_in_time_is_answered(tmp_path: Path) -> None:
    with (
        serving(tmp_path, 2.0) as port,
        socket.create_connection(("127.0.0.1", port), timeout=60) as client,
    ):
        client.sendall(HALVES["half a body"])
        assert client.recv(65_536).startswith(b"HTTP/1.1 400")


SLOW = {
    "by its length": (b"Content-Length: 6\r\n\r\n", [b"em", b"ail", b"="]),
    "in chunks": (b"Transfer-Encoding: chunked\r\n\r\n", [b"6\r\nema", b"il=\r\n0\r", b"\n\r\n"]),
    "if it may": (b"Expect: 100-continue\r\nContent-Length: 6\r\n\r\n", [b"email", b"="]),
}


@pytest.mark.parametrize(("head", "parts"), SLOW.values(), ids=SLOW)
def test_a_body_that_comes_bit_by_bit_is_read_and_the_next_request_too(
    port: int, head: bytes, parts: list[bytes]
) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n" + FORM + head)
        for part in parts:
            time.sleep(0.05)
            client.sendall(part)
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    # Without a token the form is refused; the next request has its answer behind it.
    assert b"HTTP/1.1 400 BAD REQUEST" in answer
    assert answer.endswith(b"ok\n")


FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
HOST = b"Host: example.org\r\nConnection: close\r\n"
POST = b"POST /sign-in HTTP/1.1\r\n" + HOST + FORM
ODD = {
    "not HTTP": (b"nonsense\r\n\r\n", b"400"),
    "another version": (b"GET / HTTP/9.9\r\n\r\n", b"400"),
    "a long address": (b"GET /" + b"a" * 10_000 + b" HTTP/1.1\r\n\r\n", b"414"),
    "a long header": (b"GET / HTTP/1.1\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", b"431"),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: a\r\n" + HOST + b"\r\n", b"400"),
    "a strange host": (b"GET / HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n", b"400"),
    "a strange method": (b"TRACE /sign-in HTTP/1.1\r\n" + HOST + b"\r\n", b"401"),
    "control characters": (b"GET /%00 HTTP/1.1\r\n" + HOST + b"\r\n", b"400"),
    "half a body": (POST + b"Content-Length: 9\r\n\r\nemail=", b"400"),
    "a body that is too large": (POST + b"Content-Length: 50000000\r\n\r\nemail=", b"413"),
    "no length": (POST + b"Content-Length: -5\r\n\r\nemail=", b"400"),
    "two lengths": (
        POST + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        b"400",
    ),
    "no chunk": (POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
    "an expectation": (POST + b"Expect: nonsense\r\nContent-Length: 1\r\n\r\na", b"417"),
}


@pytest.mark.parametrize(("sent", "status"), ODD.values(), ids=ODD)
def test_what_is_no_request_is_answered_with_the_headers(
    port: int, sent: bytes, status: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(sent)
        client.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 " + status)
    for name, value in always(https=True).items():
        assert f"\r\n{name}: {value}\r\n".encode() in answer
    assert b"\r\nCache-Control: no-store\r\n" in answer
    assert b"aaaa" not in answer
