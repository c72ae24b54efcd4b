"""The examples of scripts/deploy: read by the programs that they are for, and tried out."""

import configparser
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path

import click
import pytest

from committee.cli import root
from committee.cli.gunicorn_server import THREADS
from committee.cli.serve import run
from committee.config import Settings, load_settings, remarks
from committee.store.schema import migrate
from committee.web import create_app
from tests.waiting import wait_until

from .jobs.conftest import free_port

DEPLOY = Path(__file__).parent.parent / "scripts" / "deploy"
SETUP = DEPLOY.parent / "setup"
HOST = "committee.example.org"
BIN = Path(sys.executable).parent
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


def example_settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of committee.env, with a secret."""
    for line in (DEPLOY / "committee.env").read_text().splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            monkeypatch.setenv(name, value or "s" * 64)
            assert name.removeprefix("COMMITTEE_").lower() in Settings.model_fields
    return load_settings()


def is_a_command(words: list[str]) -> None:
    """`committee` takes these words."""
    assert Path(words[0]).name == "committee"
    command = root.get_command(click.Context(root), words[1])
    assert command is not None
    command.make_context(words[1], words[2:])


def test_the_example_settings_are_safe_to_start_with(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = example_settings(monkeypatch).checked()
    assert remarks(settings) == []
    assert all(str(path).startswith("/var/lib/committee") for path in settings.kept_in)


def test_the_unit_is_one_and_starts_a_command(tmp_path: Path) -> None:
    text = (DEPLOY / "committee.service").read_text()
    unit = configparser.ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(text)
    service = unit["Service"]
    is_a_command(shlex.split(service["ExecStart"]))
    other = re.search(r"#\s+(/opt/committee/\S+ .*)", text)
    assert other
    is_a_command(shlex.split(other[1]))
    assert service["EnvironmentFile"] == "/etc/committee.env"
    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"
    assert (service["UMask"], service["StateDirectoryMode"]) == ("0077", "0700")
    if analyze := shutil.which("systemd-analyze"):
        here = tmp_path / "committee.service"
        here.write_text(text.replace("/opt/committee/.venv/bin", str(BIN)))
        told = subprocess.run([analyze, "verify", here], capture_output=True, text=True)
        assert (told.returncode, told.stderr) == (0, "")


def container() -> list[tuple[str, str]]:
    """The instructions of the Containerfile, each with its words on one line."""
    text = (DEPLOY / "Containerfile").read_text()
    lines = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^#.*\n", "", text)).splitlines()
    return [(line.partition(" ")[0], line.partition(" ")[2]) for line in lines if line]


def test_the_container_installs_what_setup_does_and_starts_a_command() -> None:
    steps = container()
    known = ["FROM", "COPY", "WORKDIR", "RUN", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"]
    assert {step for step, _ in steps} == set(known)
    needed = re.search(r"to_run=\((.*)\)", SETUP.read_text())
    installs = [words for step, words in steps if step == "RUN"]
    brought = next(filter(None, (re.search(r"recommends (.*?) +&&", each) for each in installs)))
    assert needed
    assert brought[1].split() == needed[1].split()
    assert any("--constraint /from/checkout/requirements.lock" in each for each in installs)
    is_a_command(json.loads(dict(steps)["CMD"]))
    assert dict(steps)["USER"] != "0"


def test_the_wheel_of_the_container_is_built_and_its_parts_are_found(tmp_path: Path) -> None:
    """Its two commands as they stand, but for where they write, and without installing."""
    uv = [sys.executable, "-m", "uv", "--quiet"]
    build, install = (
        shlex.split(words.rpartition(start)[2])
        for start in ("uv build", "uv pip install")
        for step, words in container()
        if step == "RUN" and start in words
    )
    checkout = DEPLOY.parent.parent
    build[build.index("/wheels")] = str(tmp_path)
    subprocess.run([*uv, "build", *build], cwd=checkout, check=True, timeout=250)
    (wheel,) = tmp_path.glob("*.whl")
    install = [word for word in install if word not in ("--system", "--no-cache")]
    install[install.index("/from/checkout/requirements.lock")] = "requirements.lock"
    install[-1] = f"{wheel}[postgresql,redis]"
    found = [*uv, "pip", "install", "--dry-run", "--python", sys.executable, *install]
    subprocess.run(found, cwd=checkout, check=True, timeout=250)


def serve(settings: Settings, port: int) -> None:
    run(create_app(settings), "127.0.0.1", port)


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server with the example's settings, on a database of its own."""
    with pytest.MonkeyPatch.context() as patch:
        example = example_settings(patch)
    folder, port = tmp_path_factory.mktemp("behind"), free_port()
    url = f"sqlite:///{folder / 'x.db'}"
    migrate(url)
    settings = example.model_copy(update={"database_url": url, "files": folder, "backups": None})
    server = get_context("fork").Process(target=serve, args=(settings, port))
    server.start()
    wait_until(lambda: listens(port))
    yield port
    server.terminate()
    server.join(60)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def nginx(folder: Path, port: int, behind: int) -> list[str]:
    """The command of nginx with the example, by http alone; the whole of it is read first."""
    text = (DEPLOY / "nginx.conf").read_text()
    key = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*key, *files], check=True, capture_output=True)
    whole = text.replace(f"/etc/letsencrypt/live/{HOST}", str(folder))
    plain = re.sub(r"(?s)server \{\s+listen 80;.*?\n\}\n", "", text)
    plain = re.sub(r"\n\s+ssl_.*", "", plain).replace("443 ssl", f"127.0.0.1:{port}")
    user = "user root;" if os.getuid() == 0 else ""
    paths = " ".join(f"{each}_temp_path {folder / each};" for each in ("client_body", "proxy"))
    paths += " ".join(f"{each}_temp_path {folder / each};" for each in ("fastcgi", "uwsgi", "scgi"))
    for name, http in (("whole", whole), ("plain", plain)):
        http = http.replace("127.0.0.1:8080", f"127.0.0.1:{behind}")
        (folder / f"{name}.conf").write_text(
            f"{user} daemon off; pid {folder / 'pid'}; error_log stderr;\n"
            f"events {{}}\nhttp {{ access_log off; {paths}\n{http} }}\n"
        )
    command = [NGINX, "-p", str(folder), "-e", "stderr", "-c"]
    subprocess.run([*command, f"{folder / 'whole.conf'}", "-t"], check=True, capture_output=True)
    return [*command, str(folder / "plain.conf")]


def caddy(folder: Path, port: int, behind: int) -> list[str]:
    """The same of Caddy."""
    run_by = [str(BIN / "caddy"), "--adapter", "caddyfile", "--config"]
    whole = [run_by[0], "validate", *run_by[1:], str(DEPLOY / "Caddyfile")]
    subprocess.run(whole, check=True, capture_output=True)
    text = (DEPLOY / "Caddyfile").read_text().replace("{\n", "{\n\tadmin off\n", 1)
    text = text.replace(f"{HOST} {{", f"http://{HOST}:{port} {{\n\tbind 127.0.0.1")
    (folder / "Caddyfile").write_text(text.replace("127.0.0.1:8080", f"127.0.0.1:{behind}"))
    return [run_by[0], "run", *run_by[1:], str(folder / "Caddyfile")]


@contextmanager
def proxied(command: list[str], folder: Path, port: int) -> Iterator[None]:
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, **quiet) as process:  # type: ignore[call-overload]
        try:
            wait_until(lambda: listens(port))
            yield
        finally:
            process.terminate()
            process.wait(60)


@pytest.mark.parametrize("which", [nginx, caddy], ids=lambda each: each.__name__)
def test_a_proxy_of_the_examples_names_requests_and_holds_up_slow_clients(
    which: type, tmp_path: Path, behind: int
) -> None:
    port = free_port()
    half = (
        f"POST /sign-in HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 500\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\nemail="
    )
    with proxied(which(tmp_path, port, behind), tmp_path, port), ExitStack() as held:
        for _ in range(THREADS + 10):
            slow = held.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(half.encode())
        asked = HTTPConnection("127.0.0.1", port, timeout=60)
        sent = {"Host": HOST, "Accept": "application/json", "X-Request-ID": "forged-by-a-client"}
        asked.request("POST", "/sign-in", "", {**sent, "X-Forwarded-For": "203.0.113.9"})
        answer = asked.getresponse()
        told = json.loads(answer.read())
        asked.close()
    assert answer.status == 400
    assert re.fullmatch(r"[0-9a-f-]{32,36}", told["request"])


def test_the_containers_health_is_what_the_server_says(behind: int) -> None:
    check = json.loads(dict(container())["HEALTHCHECK"].rpartition("CMD ")[2])
    command = [word.replace(":8080", f":{behind}") for word in check]
    assert subprocess.run([sys.executable, *command[1:]]).returncode == 0
    down = [word.replace(":8080", f":{free_port()}") for word in check]
    assert subprocess.run([sys.executable, *down[1:]], capture_output=True).returncode == 1
