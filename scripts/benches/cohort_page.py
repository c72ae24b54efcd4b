"""A cohort's page for its coach, beside reading and deciding its loops from memory alone.

What the ratio has above 1 is the database, the question of who may see what, and the page.
"""

import tempfile

from flask.testing import FlaskClient

from benches import Comparison, compare
from committee.config import Settings
from committee.domain.case import case_of
from committee.files.loops import loop_data, packet_of
from committee.files.policies import load_policy
from committee.store import loops, sessions
from committee.store.engine import make_engine, session
from committee.store.schema import migrate
from committee.synth import cohort as made_up
from committee.web import create_app
from committee.web.demo.seed import SEED, Seeder

LOOPS = 100


def run() -> list[Comparison]:
    """Rounds of one page of a hundred loops, every one of them complete."""
    packets = made_up(SEED, LOOPS)
    policy = load_policy()
    documents = [loop_data(packet) for packet in packets]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/committee.db"
        migrate(url)
        engine = make_engine(url)
        with session(engine) as opened:
            seeder = Seeder(opened)
            group = loops.create_cohort(opened, "Spring")
            for packet in packets:
                seeder.loop(group, packet)
            token = sessions.begin(opened, seeder.coach)
        engine.dispose()
        client = signed_in(url, token)

        def page() -> None:
            answer = client.get(f"/cohorts/{group.key}")
            if answer.status_code != 200 or answer.text.count("<tr>") != LOOPS + 1:
                raise RuntimeError(f"{answer.status_code}: the page doesn't list every loop")

        def memory() -> None:
            for document in documents:
                case_of(packet_of(document, "memory", policy.ladder), policy)

        return [compare(f"the page of a cohort of {LOOPS}", ours=page, baseline=memory)]


def signed_in(url: str, token: str) -> FlaskClient:
    """A browser in which the person of that session token is signed in."""
    client = create_app(Settings(database_url=url, secret_key="k" * 40)).test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    return client
