"""The policies as pages, generated from their files."""

from functools import cache

from flask import Blueprint

from committee.errors import NotFoundError
from committee.files.policies import load_policy, shipped_policies
from committee.files.rubrics import load_rubric
from committee.odds.policy_proof import Check, check_policy
from committee.present.policy.policy_page import policy_doc
from committee.present.policy.proven_laws import proof
from committee.web.frame.heavy_requests import in_turn
from committee.web.frame.transactions import page
from committee.web.simulator.example_address import example_addresses

bp = Blueprint("policies", __name__, url_prefix="/policies")


@bp.get("/")
def index() -> str:
    """The policies that come with Committee."""
    policies = [load_policy(name) for name in shipped_policies()]
    return page("policy/index.html", policies=policies)


@bp.get("/<name>")
@in_turn
def show(name: str) -> str:
    """One policy; NotFoundError for any name but a shipped one, a file's path included."""
    if name not in shipped_policies():
        raise NotFoundError("there is no such policy.", where="policy")
    doc = policy_doc(load_policy(name), load_rubric())
    others = [load_policy(each) for each in shipped_policies() if each != name]
    shown = proof(check_of(name), load_rubric())
    laws = [(law, example_addresses(law.counter) if law.counter else ()) for law in shown.laws]
    return page("policy/page.html", policy=doc, others=others, proof=shown, laws=laws)


@cache
def check_of(name: str) -> Check:
    """What is proven of a shipped policy, worked out once."""
    return check_policy(load_policy(name))
