"""What forms share: text cleaned as it comes in, and refusals in a reader's words."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from committee.domain.odd_characters import clean
from committee.domain.short_text import is_visible
from committee.domain.short_text import tidy as tidy_name
from committee.errors import NotFoundError

from .parameters import LARGEST_ID

NAME, LINE = 200, 500


class Form(FlaskForm):
    """A form whose texts lose control characters and direction overrides on their way in."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            if issubclass(unbound_field.field_class, StringField | TextAreaField):
                is_name = issubclass(unbound_field.field_class, NameField)
                own = [*unbound_field.kwargs.get("filters", ()), tidy]
                filters = [*own, _single_spaces] if is_name else own
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


class NameField(StringField):
    """A name or a title: trimmed, its spaces collapsed, and with something in it to be seen."""

    def __init__(self, label: str, validators: Sequence[Any] = (), **given: Any) -> None:
        super().__init__(label, [*validators, _visible, at_most()], **given)


def _single_spaces(text: str | None) -> str | None:
    return tidy_name(text) if text else text


def _visible(form: Form, field: StringField) -> None:
    if field.data and not is_visible(field.data):
        raise ValidationError("Nothing of this can be seen: type letters.")


def required(what: str) -> DataRequired:
    """The field can't be left empty or blank; `what` says what to put there."""
    return DataRequired(f"Fill this in: {what}.")


def at_most(most: int = NAME) -> Length:
    """No more than `most` characters."""
    return Length(max=most, message=f"At most {most} characters fit here.")


def looks_like_email(form: Form, field: StringField) -> None:
    """An address has one @ with something on both sides and no space."""
    name, at, host = (field.data or "").partition("@")
    if not (name and at and host) or "@" in host or " " in field.data:
        raise ValidationError("This isn't an e-mail address: it needs a name, an @ and a host.")
