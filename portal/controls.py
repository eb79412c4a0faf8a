"""Controls of forms and icons, drawn without a template.

They stand in every row of every form: a template includes another one for each box, each option and
each attribute, and takes ten times what joining escaped strings takes (docs/decisions/speed.md).
What is drawn here is what Django's templates draw; `tests/shell/test_controls.py` holds them together.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.forms.boundfield import BoundField

    from portal.drawn_forms import PortalBoundField

Groups = Iterable[tuple[str | None, list[dict[str, Any]], int]]
Widget = dict[str, Any]
_WIDGETS = "django/forms/widgets"


def box(widget: Widget) -> str:
    """Draw a box to type in, a tick, a hidden value."""
    value = widget["value"]
    given = "" if value is None else f' value="{_said(value)}"'
    return (
        f'<input type="{widget["type"]}" name="{escape(widget["name"])}"{given}'
        f"{attributes(widget['attrs'])}>"
    )


def text_area(widget: Widget) -> str:
    value = widget["value"]
    return (
        f'<textarea name="{escape(widget["name"])}"{attributes(widget["attrs"])}>\n'
        f"{_said(value) if value else ''}</textarea>"
    )


def drop_down(widget: Widget) -> str:
    drawn = (_option_group(label, inside) for label, inside, _ in widget["optgroups"])
    return _list(widget, "".join(drawn))


def drop_down_of_kept(widget: Widget) -> str:
    """Draw a list whose options were drawn before, for another copy of its form (`Kept.options`)."""
    drawn, is_open = [], True
    for value, plain, chosen in widget["options"]:
        is_chosen = is_open and value in widget["value"]
        is_open = is_open and not is_chosen
        drawn.append(chosen if is_chosen else plain)
    return _list(widget, "".join(drawn))


def _list(widget: Widget, options: str) -> str:
    return (
        f'<select name="{escape(widget["name"])}"{attributes(widget["attrs"])}>{options}</select>'
    )


def ticks(widget: Widget) -> str:
    """Draw choices to tick: a province has 168 communes to choose from."""
    named = widget["attrs"].get("id")
    drawn = (
        (f'<p class="choices-group">{_said(group)}</p>' if group else "")
        + "".join(map(_tick, inside))
        for group, inside, _ in widget["optgroups"]
    )
    return f'<div{_attribute("id", named)} class="choices">{"".join(drawn)}</div>'


def option(one: Widget) -> str:
    """Draw one choice to tick, in its label when the label is not drawn apart."""
    if not one["wrap_label"]:
        return box(one)
    label = f"<label{_attribute('for', one['attrs'].get('id'))}>"
    return f"{label}{box(one)} {_said(one['label'])}</label>"


def attributes(given: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{_said(value)}"'
        for name, value in given.items()
        if value is not False
    )


def _option_group(label: str | None, inside: list[Widget]) -> str:
    drawn = "\n".join(
        f'<option value="{escape(str(one["value"]))}"{" selected" if one["selected"] else ""}>'
        f"{escape(str(one['label']))}</option>"
        for one in inside
    )
    return drawn if label is None else f'<optgroup label="{escape(label)}">{drawn}</optgroup>'


def _said(value: object) -> str:
    """Escape a value unless it is safe, as Django does; its own way asks first whether it is lazy."""
    said = str(value)
    return said if hasattr(said, "__html__") else escape(said)


def _tick(one: Widget) -> str:
    return f"<div>{option(one)}</div>"


def _attribute(name: str, value: str | None) -> str:
    return f' {name}="{escape(value)}"' if value else ""


# Which template of Django each of them stands for.
DRAWN: dict[str, Callable[[Widget], str]] = {
    **{
        f"{_WIDGETS}/{name}.html": box
        for name in ("text", "hidden", "date", "number", "password", "email", "checkbox", "input")
    },
    **{f"{_WIDGETS}/{name}_option.html": option for name in ("radio", "checkbox")},
    f"{_WIDGETS}/textarea.html": text_area,
    f"{_WIDGETS}/select.html": drop_down,
    f"{_WIDGETS}/radio.html": ticks,
    f"{_WIDGETS}/checkbox_select.html": ticks,
}


def group(field: "PortalBoundField") -> SafeString:
    """Draw one field: label, help, control, errors; `{{ form.name.as_field_group }}`."""
    name, fieldset = field.auto_id, field.use_fieldset
    says = field.help_text
    help_text = f'<div class="field-help" id="{name}_helptext">{_said(says)}</div>' if says else ""
    label = f"{_said(field.label)}{_optional(field)}"
    control = str(field)  # safe: drawn above
    described = field.aria_describedby
    if fieldset:
        about = f' aria-describedby="{escape(described)}"' if described else ""
        inside = f'<legend class="field-label">{label}</legend>{help_text}{control}'
    elif field.is_single_check:
        inside = (
            f'{control}<label for="{escape(field.id_for_label)}">'
            f"{_said(field.label)}</label>{help_text}"
        )
    else:
        inside = (
            f'<label class="field-label" for="{escape(field.id_for_label)}">{label}</label>'
            f"{help_text}{control}"
        )
    inside += errors(field)
    if fieldset:
        inside = f"<fieldset{about}>{inside}</fieldset>"
    return mark_safe(f'<div class="{_look(field)}">{inside}</div>')  # noqa: S308  # parts are escaped


def filters(form: "BaseForm", opened: object) -> SafeString:
    """Draw the boxes of a bar of filters; on a phone all but the first wait behind "Thêm bộ lọc",
    which is `opened` when something is asked for."""
    hidden = "".join(map(str, form.hidden_fields()))
    boxes = [_filter(field) for field in form.visible_fields()]
    if len(boxes) > 2:
        shown = " open" if opened else ""
        boxes[1] = f'<details class="filter-more"{shown}><summary>Thêm bộ lọc</summary>{boxes[1]}'
        boxes[-1] += "</details>"
    return mark_safe(f"{hidden}\n{''.join(boxes)}")  # noqa: S308  # parts are escaped


def _filter(field: "BoundField") -> str:
    wrong = "".join(f'<p class="field-errors">{_said(one)}</p>' for one in field.errors)
    return (
        f'\n<div class="filter"><label for="{escape(field.id_for_label)}">'
        f"{_said(field.label)}</label>{field}{wrong}</div>\n"
    )


def _look(field: "PortalBoundField") -> str:
    names = {
        "field": True, "field-wrong": field.errors, "field-group": field.use_fieldset,
        "field-check": field.is_single_check,
    }  # fmt: skip
    return " ".join(name for name, holds in names.items() if holds)


def _optional(field: "PortalBoundField") -> str:
    """Say that a field may stay empty; not where a draft may but what is signed may not."""
    inner = field.field
    if inner.required or inner.disabled or getattr(inner, "needed_later", False):
        return ""
    return ' <span class="optional">(không bắt buộc)</span>'


def errors(field: "BoundField") -> str:
    """Draw what is wrong with a field, "" for nothing."""
    if not field.errors:
        return ""
    sign = icon("exclamation-circle-fill")
    said = "".join(f"<p>{sign}<span>{_said(one)}</span></p>" for one in field.errors)
    return f'<div class="field-errors" id="{field.auto_id}_error">{said}</div>'


def icon(name: str, label: str = "") -> SafeString:
    """Draw one icon of `static/icons.txt`; decorative unless a label says what it means."""
    return _drawn(staticfiles_storage.url("vendor/icons.svg"), name, label)


@lru_cache(maxsize=512, typed=True)
def _drawn(file: str, name: str, label: str) -> SafeString:
    """Draw an icon once for all pages: both words stand in templates and code, never in data."""
    address = f"{file}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)
