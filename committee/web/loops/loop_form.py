"""The form of a loop: whose it is, what it aims for, and what decides it."""

from wtforms import DateField, SelectChoice, SelectField
from wtforms.validators import Optional

from committee.files.policies import load_ladder, shipped_policies
from committee.web.frame.forms import Form, NameField, required
from committee.web.packets.packets_from_rows import policy_named

LOOP_FIELDS = ("target", "policy", "role", "held_on")


class LoopForm(Form):
    """A loop."""

    candidate = NameField("Candidate", [required("the candidate’s name")])
    target = SelectField("Target level")
    policy = SelectField("Policy")
    role = NameField("Role", [Optional()])
    held_on = DateField("Held on", [Optional()])


def with_choices(form: LoopForm) -> None:
    """Fill in which levels and policies there are."""
    ladder = load_ladder()
    form.target.choices = [SelectChoice(level, ladder.name(level)) for level in ladder.targets]
    form.policy.choices = [
        SelectChoice(name, policy_named(name).title) for name in shipped_policies()
    ]
