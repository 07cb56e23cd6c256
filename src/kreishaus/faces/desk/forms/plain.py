"""The base of all desk forms: inputs dressed for the design system, mistakes told in plain words."""

from typing import Any

from django import forms

_INPUT, _SELECT = "kern-form-input__input", "kern-form-input__select"


class PlainForm(forms.Form):
    """A form whose inputs carry the classes of the design system."""

    # The server says what is missing, in words; the browser would stop at the first field.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = "Bitte füllen Sie dieses Feld aus."
            widget = field.widget
            if isinstance(widget, forms.CheckboxSelectMultiple):
                widget.attrs["class"] = "kern-form-check__checkbox"
            elif not isinstance(widget, forms.HiddenInput):
                widget.attrs["class"] = _SELECT if isinstance(widget, forms.Select) else _INPUT

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """The mistakes for the summary on top: id of the input (or nothing) and what to do."""
        found = [("", str(text)) for text in self.non_field_errors()]
        for name in self.fields:
            bound = self[name]
            found += [(bound.id_for_label or bound.auto_id, f"{bound.label}: {text}") for text in bound.errors]
        return found
