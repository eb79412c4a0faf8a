"""How every form is drawn: the look of its fields, and what stands in them, in NFC."""

from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.http import HttpRequest
from django.utils.safestring import SafeString

from portal import controls
from portal.text import nfc

_NOTHING = ErrorList(renderer=TemplatesSetting())
_CHECKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


class PortalBoundField(forms.BoundField):
    """A field with its value: typed text is NFC here, so that no form can forget it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        # A browser cuts what is pasted at `maxlength` without a word; the form says so, and keeps it whole.
        field.widget.attrs.pop("maxlength", None)

    @property
    def data(self) -> Any:
        return _normal(super().data)

    @property
    def errors(self) -> ErrorList:
        """What is wrong with the field; a page asks seven times a field, and mostly nothing is."""
        return self.form.errors.get(self.name) or _NOTHING

    @property
    def has_choices(self) -> bool:
        """Return whether there is anything to choose; read once, for drawing too."""
        self._read_choices_once(self.field.widget)
        return bool(self.field.widget.choices)

    def as_widget(
        self, widget: forms.Widget | None = None, attrs: Any = None, only_initial: bool = False
    ) -> SafeString:
        self._read_choices_once(widget or self.field.widget)
        return super().as_widget(widget, attrs, only_initial)

    @staticmethod
    def _read_choices_once(widget: Any) -> None:
        """Keep the rows to choose from: to learn whether it is required, Django reads them all twice."""
        if isinstance(getattr(widget, "choices", None), ModelChoiceIterator):
            rows = iter(widget.choices)  # as a list it would first be asked for its length
            widget.choices = list(rows)

    def build_widget_attrs(
        self, attrs: dict[str, str | bool], widget: forms.Widget | None = None
    ) -> dict[str, str | bool]:
        """Add the look, and say "required" to readers without the browser's own English bubbles."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        if built.pop("required", False) and not self._reads_as_group(widget):
            built["aria-required"] = "true"
        if self._reads_as_group(widget):
            built.pop("aria-invalid", None)  # said by the group's own error
        if not widget.is_hidden:
            own = str(widget.attrs.get("class", ""))
            built["class"] = " ".join(filter(None, (_look(widget), own, self._mark())))
        return built

    def as_field_group(self) -> SafeString:
        return controls.group(self)

    @property
    def is_single_check(self) -> bool:
        """Return whether the label stands after the control: one tick box."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    def _reads_as_group(self, widget: forms.Widget) -> bool:
        """Return whether ARIA knows no "required" for the control: radio groups and files."""
        return isinstance(
            widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.FileInput
        )

    def _mark(self) -> str:
        return "is-invalid" if self.errors else ""


class FieldRenderer(TemplatesSetting):
    """Draws forms with `templates/components/`, their controls with `portal.controls`."""

    form_template_name = "components/form.html"
    bound_field_class = PortalBoundField

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        draw = controls.DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [_normal(item) for item in value]
    return value


def _look(widget: forms.Widget) -> str:
    if isinstance(widget, _CHECKS):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
