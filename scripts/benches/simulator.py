"""One change in the simulator, answered by the server, beside a bare Flask page."""

import tempfile
from itertools import cycle, product
from pathlib import Path

from flask import Flask

from benches import Comparison, compare
from committee.config import Settings
from committee.store.schema import migrate
from committee.web import create_app

CHANGES = cycle(product(("below", "mid", "senior", "staff", "principal"), range(100, 401, 7)))


def run() -> list[Comparison]:
    """No two changes in a row are alike; the aim is 60 ms for 95 of 100."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        migrate(url)
        ours = create_app(Settings(database_url=url, secret_key="b" * 40)).test_client()
        bare = _bare().test_client()

        def change() -> None:
            scope, score = next(CHANGES)
            query = {"b": "the-acer", "b.of": "the-acer", "b.scope": scope}
            answer = ours.get("/simulator/part", query_string=query | {"b.coding": score / 100})
            assert answer.status_code == 200

        return [
            compare(
                "one change in the simulator, beside a bare Flask page",
                ours=change,
                baseline=lambda: bare.get("/"),
                rounds=200,
            )
        ]


def _bare() -> Flask:
    app = Flask("bare")
    app.add_url_rule("/", "page", lambda: "<!doctype html><title>Bare</title><p>A page.</p>")
    return app
