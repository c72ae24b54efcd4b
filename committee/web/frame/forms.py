"""What forms share: text cleaned as it comes in, and refusals in a reader's words."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import IntegerField, PasswordField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from committee.domain.odd_characters import clean
from committee.domain.short_text import is_visible
from committee.domain.short_text import tidy as tidy_name
from committee.errors import NotFoundError

from .parameters import CONTROL, LARGEST_ID

NAME, LINE = 200, 500


class Form(FlaskForm):
    """A form whose texts lose what can't be shown on their way in; lines are refused for it."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            kind = unbound_field.field_class
            if issubclass(kind, PasswordField):  # What is typed there is taken as it is.
                return unbound_field.bind(form=form, **options)
            if issubclass(kind, StringField | TextAreaField):
                is_name = issubclass(kind, NameField)
                own = [*unbound_field.kwargs.get("filters", ()), tidy]
                filters = [*own, _single_spaces] if is_name else own
                return unbound_field.bind(form=form, filters=filters, **options)
            return unbound_field.bind(form=form, **options)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all fits; of a field of one line also that it holds no control character."""
        longer = TextAreaField | PasswordField
        lines = [f for f in self if isinstance(f, StringField) and not isinstance(f, longer)]
        given = extra_validators or {}
        checks = {f.short_name: [*given.get(f.short_name, ()), _one_line] for f in lines}
        return bool(super().validate({**given, **checks}))


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


def _one_line(form: Form, field: StringField) -> None:
    # What was typed, but for the space around it: a cell of a spreadsheet brings a line's end.
    if any(CONTROL.search(text.strip()) for text in field.raw_data or ()):
        raise ValidationError(
            "A tab or another control character stood in this: look at what is left of it."
        )


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
        raise ValidationError("This isn’t an e-mail address: it needs a name, an @ and a host.")
