"""What forms share: text cleaned as it comes in, and refusals in a reader's words."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from committee.domain.odd_characters import clean
from committee.errors import NotFoundError

from .parameters import LARGEST_ID

NAME, LINE = 200, 500


class Form(FlaskForm):
    """A form whose texts lose control characters and direction overrides on their way in."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            if issubclass(unbound_field.field_class, StringField | TextAreaField):
                filters = [*unbound_field.kwargs.get("filters", ()), tidy]
                return unbound_field.bind(form=form, filters=filters, **options)
            return unbound_field.bind(form=form, **options)


class Version(IntegerField):
    """The version of a row that a form was opened on; one that no column holds is a 404."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and abs(self.data) > LARGEST_ID:
            raise NotFoundError("nothing has such a version.")


def tidy(text: str | None) -> str | None:
    """A typed text without odd characters and without space around it."""
    return clean(text).strip() if text else text


def required(what: str) -> InputRequired:
    """The field can't be left empty; `what` says what to put there."""
    return InputRequired(f"Fill this in: {what}.")


def at_most(most: int = NAME) -> Length:
    """No more than `most` characters."""
    return Length(max=most, message=f"At most {most} characters fit here.")


def looks_like_email(form: Form, field: StringField) -> None:
    """An address has one @ with something on both sides and no space."""
    name, at, host = (field.data or "").partition("@")
    if not (name and at and host) or "@" in host or " " in field.data:
        raise ValidationError("This isn't an e-mail address: it needs a name, an @ and a host.")
