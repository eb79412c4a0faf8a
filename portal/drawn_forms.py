"""How every form is drawn: the look of its fields, and what stands in them, in NFC."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from portal import controls
from portal.choices import Kept
from portal.text import nfc

_NOTHING = ErrorList(renderer=TemplatesSetting())
# What makes the context of a control of no more than its name, value, attributes and choices.
_PLAIN = (forms.Widget.get_context, forms.TextInput.get_context)
_CHECKS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)
# ARIA knows no "required" for groups to choose from and for files.
_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.FileInput)


class PortalBoundField(forms.BoundField):
    """A field with its value: typed text is NFC here, so that no form can forget it."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        # A browser cuts what is pasted at `maxlength` without a word; the form says so, and keeps it whole.
        field.widget.attrs.pop("maxlength", None)

    @cached_property
    def auto_id(self) -> str:
        """The id of the control; asked ten times a field, and always the same."""
        return super().auto_id

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
        own: forms.Widget = self.field.widget
        self._read_choices_once(widget or own)
        if widget is None and attrs is None and not only_initial:
            options = _options(own)
            draw = controls.drop_down_of_kept if options else _drawing_of(type(own))
            if draw is not None:
                return mark_safe(draw(self._as_drawn(own, options)))  # noqa: S308  # escaped there
        return super().as_widget(widget, attrs, only_initial)

    def _as_drawn(self, widget: Any, options: Any) -> controls.Widget:
        """Return what Django's way through a context and a template makes of a control."""
        if self.field.localize:
            widget.is_localized = True
        attributes = {**widget.attrs, **self.build_widget_attrs({}, widget)}
        if self.auto_id:
            attributes.setdefault("id", self.auto_id)
        return {
            "type": getattr(widget, "input_type", ""),
            "name": self.html_name,
            "value": widget.format_value(self.value()),
            "attrs": attributes,
            "options": options,
        }

    @staticmethod
    def _read_choices_once(widget: Any) -> None:
        """Keep the rows to choose from: to learn whether it is required, Django reads them all twice."""
        if isinstance(getattr(widget, "choices", None), ModelChoiceIterator):
            rows = iter(widget.choices)  # as a list it would first be asked for its length
            widget.choices = list(rows)

    def build_widget_attrs(
        self, attrs: dict[str, str | bool], widget: forms.Widget | None = None
    ) -> dict[str, str | bool]:
        """Return what Django's own does, with the look, and "required" said to readers without the
        browser's own English bubbles. Django's asks for the errors and the id three times over."""
        widget, inner, wrong = widget or self.field.widget, self.field, bool(self.errors)
        built, is_group, is_shown = dict(attrs), isinstance(widget, _GROUPS), not widget.is_hidden
        if inner.disabled:
            built["disabled"] = True
        if wrong and is_shown and not is_group:  # a group's own error says it
            built["aria-invalid"] = "true"
        if not built.get("aria-describedby") and (described := self._described(wrong)):
            built["aria-describedby"] = described
        if self._is_needed(widget) and not is_group:
            built["aria-required"] = "true"
        if is_shown:
            own, mark = str(widget.attrs.get("class", "")), "is-invalid" if wrong else ""
            built["class"] = " ".join(filter(None, (_look(widget), own, mark)))
        return built

    def _described(self, wrong: bool) -> str:
        """Return the ids of what describes a control that does not stand in a fieldset."""
        if not (wrong or self.help_text) or self.use_fieldset:
            return ""
        return self.aria_describedby or ""

    def _is_needed(self, widget: forms.Widget) -> bool:
        return (
            self.field.required
            and self.form.use_required_attribute
            and widget.use_required_attribute(self.initial)
        )

    def as_field_group(self) -> SafeString:
        return controls.group(self)

    @property
    def is_single_check(self) -> bool:
        """Return whether the label stands after the control: one tick box."""
        return isinstance(self.field.widget, forms.CheckboxInput)


class FieldRenderer(TemplatesSetting):
    """Draws forms with `templates/components/`, their controls with `portal.controls`."""

    form_template_name = "components/form.html"
    bound_field_class = PortalBoundField

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        draw = controls.DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


@cache
def _drawing_of(kind: type[forms.Widget]) -> Callable[[controls.Widget], str] | None:
    """Return how controls of a class are drawn straight away; None when it has a way of its own."""
    is_plain = kind.get_context in _PLAIN and _is_of_django(kind)
    return controls.DRAWN.get(str(kind.template_name)) if is_plain else None


def _options(widget: forms.Widget) -> Any:
    """Return the options of a list that were drawn before; None when they are drawn anew."""
    if type(widget) is not forms.Select or not isinstance(widget.choices, Kept):
        return None
    return widget.choices.options


def _is_of_django(kind: type[forms.Widget]) -> bool:
    return kind.render is forms.Widget.render and kind.build_attrs is forms.Widget.build_attrs


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
