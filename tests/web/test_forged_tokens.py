"""A provider of single sign-on that lies: whatever it says is checked before it is believed."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

from .conftest import World
from .test_accounts import is_in

KEY, OTHER = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))
LIES: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "http://elsewhere.example"},
    "for another client": {"aud": "somebody-else"},
    "of another sign-in": {"nonce": "guessed"},
    "run out": {"exp": 1},
    "an unproven address": {"email_verified": False},
}


class Provider:
    """A provider whose answers a test chooses."""

    def __init__(self) -> None:
        self.app, self.lie, self.key, self.unsigned, self.named = Flask("liar"), {}, KEY, False, ""
        self.asked: dict[str, str] = {}
        for path, view in (
            ("/.well-known/openid-configuration", self.metadata),
            ("/jwks", lambda: jsonify(keys=[KEY.as_dict(private=False)])),
        ):
            self.app.add_url_rule(path, path, view)
        self.app.add_url_rule("/token", "token", self.token, methods=["POST"])
        self.server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def metadata(self) -> Any:
        return jsonify(
            issuer=self.named or self.address,
            authorization_endpoint=f"{self.address}/authorize",
            token_endpoint=f"{self.address}/token",
            jwks_uri=f"{self.address}/jwks",
            id_token_signing_alg_values_supported=["RS256", "none"],
        )

    def token(self) -> Any:
        digest = hashlib.sha256(request.form["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if proof != self.asked["code_challenge"]:
            return jsonify(error="invalid_grant"), 400
        claims = {
            "iss": self.address, "aud": "committee", "sub": "9", "nonce": self.asked["nonce"],
            "iat": int(time.time()), "exp": int(time.time()) + 60,
            "email": "mina@example.org", "email_verified": True,
        } | self.lie  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        if self.unsigned:
            head, body = ({"alg": "none"}, claims)
            parts = (json.dumps(each).encode() for each in (head, body))
            signed = ".".join(base64.urlsafe_b64encode(p).decode().rstrip("=") for p in parts) + "."
        return jsonify(access_token="x", token_type="Bearer", id_token=signed)


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join(10)
    made.server.server_close()


def come_in(world: World, provider: Provider) -> tuple[int, bool]:
    """What the way back answers, and whether it let somebody in."""
    app = world.app(oidc_issuer=provider.address, oidc_client_id="committee",
                    oidc_client_secret="s" * 20)  # fmt: skip
    client = app.test_client()
    sent = client.get("/sign-in/sso")
    if sent.status_code != 302:
        return sent.status_code, is_in(client)
    provider.asked = {k: v[0] for k, v in parse_qs(urlsplit(sent.location).query).items()}
    back = client.get(f"/sign-in/sso/back?code=c&state={provider.asked['state']}")
    return back.status_code, is_in(client)


def test_what_a_provider_truly_says_is_believed_and_its_code_is_for_us_alone(
    world: World, provider: Provider
) -> None:
    assert come_in(world, provider) == (303, True)
    assert provider.asked["code_challenge_method"] == "S256"


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_about_this_sign_in_lets_nobody_in(
    world: World, provider: Provider, lie: str
) -> None:
    provider.lie = LIES[lie]
    status, inside = come_in(world, provider)
    assert (status in (403, 502), inside) == (True, False)


def test_a_token_of_another_key_or_of_none_lets_nobody_in(world: World, provider: Provider) -> None:
    provider.key = OTHER
    assert come_in(world, provider) == (502, False)
    provider.key, provider.unsigned = KEY, True
    assert come_in(world, provider) == (502, False)


def test_metadata_that_name_another_issuer_are_not_followed(
    world: World, provider: Provider
) -> None:
    provider.named = "http://elsewhere.example"
    assert come_in(world, provider) == (502, False)


def test_who_is_signed_in_stays_so_whatever_link_they_follow(
    world: World, provider: Provider
) -> None:
    app = world.app(oidc_issuer=provider.address, oidc_client_id="committee",
                    oidc_client_secret="s" * 20)  # fmt: skip
    coach = world.client("coach", app)
    assert coach.get("/sign-in/sso").location == "/"
    assert "coach@example.org" in coach.get("/account").text
