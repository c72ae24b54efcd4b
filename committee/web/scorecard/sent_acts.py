"""What a form or a script sends about a draft, as acts; each is done by committee/scorecard."""

import json
import re
from collections.abc import Mapping
from time import time
from typing import Any

from flask import request

from committee.domain.number_input import MOST
from committee.domain.odd_characters import clean
from committee.errors import FormError
from committee.scorecard.draft import Act, Draft
from committee.scorecard.form_acts import acts_of
from committee.scorecard.history import done, heard, recorded, said
from committee.scorecard.perform_act import perform_all
from committee.scorecard.typing_in_two_tabs import at_box

TAB = re.compile(r"[a-z0-9]{0,40}")
OLD_PAGE = "Reload the page; what you typed is kept in this browser."


def tab() -> str:
    """The browser tab that asks; "" for a page without scripts that nobody had before it."""
    name = request.values.get("tab", "")
    return name if TAB.fullmatch(name) else ""


def pressed(draft: Draft) -> tuple[Draft, dict[str, str]]:
    """The draft after a form was posted and a button of it pressed, and what was refused."""
    now, fields = time(), request.form.to_dict(flat=False)
    draft = at_box(draft, tab())
    draft = recorded(*perform_all(draft, acts_of(fields, draft), now))
    try:
        return done(draft, Act.pressed(clean(request.form.get("action", ""))), now), {}
    except FormError as error:
        return draft, {error.where: said(error)}


def sent(draft: Draft) -> tuple[Draft, dict[str, str]]:
    """The draft after the acts that a script sent, and what was refused, by field."""
    return heard(draft, tab(), _acts())


def _acts() -> list[tuple[int, float, Act]]:
    try:
        read = json.loads(request.form.get("acts", ""))
        return [_act(each) for each in read]
    except (TypeError, ValueError, KeyError, RecursionError) as error:
        raise FormError("the page sent what isn’t understood here.", remedy=OLD_PAGE) from error


def _act(each: Mapping[str, Any]) -> tuple[int, float, Act]:
    """One act: a button's action, or a field with its value and what it held before."""
    number, at = each["number"], float(each["at"])
    texts = [each["action"]] if "action" in each else [each["field"], each["value"], each["was"]]
    known = all(isinstance(text, str) for text in texts)
    if not (known and isinstance(number, int) and 0 < number < MOST and 0 <= at <= MOST):
        raise ValueError(each)
    texts = [clean(text) for text in texts]
    return number, at, Act("edit", *texts) if texts[1:] else Act.pressed(texts[0])
