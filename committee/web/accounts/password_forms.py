"""Forms in which a password is chosen, and what makes one acceptable."""

from wtforms import PasswordField
from wtforms.validators import EqualTo, Length

from committee.store.tables.people import Person
from committee.web.frame.forms import Form, NameField, required

from .passwords import LONGEST, SHORTEST, hashed, objection

LONG_ENOUGH = Length(
    min=SHORTEST, max=LONGEST, message=f"Use {SHORTEST} to {LONGEST} characters: a few words do."
)


class NewPassword(Form):
    """A password, typed twice."""

    new = PasswordField("New password", [required("a new password"), LONG_ENOUGH])
    again = PasswordField("The same again", [EqualTo("new", "The two differ.")])


class NameAndPassword(NewPassword):
    """A new password, and the name of somebody of whom only the address is known."""

    name = NameField("Your name", [required("what others here call you")])


class ChangePassword(NewPassword):
    """A new password from somebody who knows the old one."""

    current = PasswordField("Current password", [required("the one you have now")])


def chosen(form: NewPassword, person: Person) -> str | None:
    """The hash of what was chosen; None, and words beside the field, if it won't do."""
    if not form.validate_on_submit():
        return None
    if said := objection(form.new.data, person):
        form.new.errors = [said]
        return None
    return hashed(form.new.data)
