"""Settings: from the environment (COMMITTEE_...), else from committee.toml, else these defaults."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from committee.errors import CommitteeError

SHORTEST_SECRET = 32
SQLITE = "sqlite:///"
BESIDE = ("", "-journal", "-wal", "-shm")
"""How the files of a SQLite end: the database, and what stands beside it while it is written."""


class Settings(BaseSettings):
    """Everything that differs from one installation to the next.

    `production` demands https cookies; `demo` is set by `committee demo` alone, and the two
    exclude each other. `proxies` counts the reverse proxies whose X-Forwarded headers are
    believed. Guesses at a password are counted by account and by network, over `tries_minutes`;
    those that succeed don't count. A session ends when it wasn't used for `idle_hours`,
    unless somebody chose to stay signed in, and after `session_days` in any case.
    `queue_url` is where work for the background is queued: a file of SQLite, a `postgresql://`
    or a `redis://` address. `files` is the folder that keeps
    what was printed, until nobody has asked for it for `keep_days`. Loops in which nothing
    happened for `keep_loops_days` are deleted by the worker; 0 keeps them for good.
    `oidc_issuer` is the address of an OpenID Connect provider, which knows us as
    `oidc_client_id` and is offered at sign-in as `oidc_name`. `smtp_url`
    (`smtp://user:password@host:587`, or `smtps://`) is where letters are mailed from: by TLS,
    unless the server is on this computer or the address ends in `?tls=no`. Empty, coaches copy
    the links. `log_json` logs a line of JSON for each answer and each complaint. Whoever knows
    `metrics_token` may read `/metrics`; empty, nothing is counted. With less than `least_free`
    on a disk, `/readyz` says so. `backups` is a folder in which the worker keeps everything
    every `backup_hours`, and the newest `keep_backups` of those. Sizes are in bytes.

    Somebody comes in by a password, by single sign-on, or by a link that works once, made by a
    coach or on the server's command line; whoever turned codes on is asked for one after each.
    A password may be no common one and none made of one's own name or address. Guesses that go
    on keep an account's holder out of browsers where they have never been signed in, and of no
    other: that is the price of counting them.
    """

    model_config = SettingsConfigDict(
        env_prefix="COMMITTEE_", toml_file="committee.toml", extra="forbid"
    )

    database_url: str = "sqlite:///var/committee.db"
    secret_key: str = ""
    production: bool = False
    demo: bool = False
    trusted_hosts: list[str] = ["127.0.0.1", "localhost", "[::1]"]
    proxies: int = Field(default=0, ge=0)
    largest_request: int = 2_000_000
    idle_hours: int = Field(default=12, ge=1)
    session_days: int = Field(default=14, ge=1)
    tries_per_account: int = Field(default=10, ge=1)
    tries_per_network: int = Field(default=100, ge=1)
    tries_minutes: int = Field(default=15, ge=1)
    queue_url: str = "sqlite:///var/queue.db"
    files: Path = Path("var/files")
    keep_days: int = Field(default=90, ge=1)
    keep_loops_days: int = Field(default=0, ge=0)
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = "single sign-on"
    smtp_url: str = ""
    mail_from: str = "committee@localhost"
    log_json: bool = False
    metrics_token: str = ""
    least_free: int = Field(default=500_000_000, ge=0)
    backups: Path | None = None
    backup_hours: int = Field(default=24, ge=1)
    keep_backups: int = Field(default=14, ge=1)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is passed wins over the environment, and that over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def kept_in(self) -> list[Path]:
        """The files and the folder in which this computer keeps what people wrote."""
        addresses = (self.database_url, self.queue_url)
        files = [a.removeprefix(SQLITE) for a in addresses if a.startswith(SQLITE)]
        folders = [self.files, *([self.backups] if self.backups else ())]
        return [*folders, *(Path(f"{file}{end}") for file in files for end in BESIDE)]

    def checked(self) -> "Settings":
        """These settings, if a server may start with them; CommitteeError otherwise."""
        if self.demo and self.production:
            raise CommitteeError(
                "the demo signs anybody in, so it doesn’t run with production settings.",
                where="COMMITTEE_PRODUCTION",
                remedy="Unset it for `committee demo`, or start `committee serve` instead.",
            )
        if len(self.secret_key) < SHORTEST_SECRET:
            raise CommitteeError(
                f"the secret that signs cookies has {len(self.secret_key)} characters, and "
                f"at least {SHORTEST_SECRET} are needed.",
                where="COMMITTEE_SECRET_KEY",
                remedy="Set it to a random text that you keep, such as the output of "
                "`openssl rand -hex 32`.",
            )
        issuer = urlsplit(self.oidc_issuer)
        if self.production and self.oidc_issuer and issuer.scheme != "https":
            raise CommitteeError(
                "single sign-on would be asked for in clear, and anybody between could answer.",
                where="COMMITTEE_OIDC_ISSUER",
                remedy="Give its https address.",
            )
        return self


def remarks(settings: Settings) -> list[str]:
    """What is odd about settings that a server may start with, in sentences."""
    if settings.production and not settings.proxies:
        return [
            "COMMITTEE_PRODUCTION is set, and COMMITTEE_PROXIES is 0. Cookies travel by https "
            "alone and this server speaks http, so there must be a proxy: set COMMITTEE_PROXIES "
            "to the number of proxies that add X-Forwarded-For, or nobody can sign in."
        ]
    return []


def load_settings(**given: Any) -> Settings:
    """The settings in force, `given` first; CommitteeError naming each one that doesn't fit."""
    try:
        return Settings(**given)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()
        )
        raise CommitteeError(
            f"the settings don’t fit ({problems}).",
            where="settings",
            remedy="They come from COMMITTEE_… in the environment and from committee.toml.",
        ) from error


def demo_settings(database: Path | None) -> Settings:
    """Settings of a demo: a secret made for this run, and a database of its own."""
    own: dict[str, Any] = {}
    if database is not None:
        own = {
            "database_url": f"sqlite:///{database}",
            "queue_url": f"sqlite:///{database.with_suffix('.queue')}",
            "files": database.with_suffix(".files"),
        }
    return load_settings(demo=True, secret_key=secrets.token_hex(32), **own).checked()
