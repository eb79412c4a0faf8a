"""The review's text and rows, drawn in Python (docs/decisions/speed.md): a directive has dozens of rows."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.forms import BaseForm
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from directives.registry.forms.review import DutyForm, ReferenceForm
from directives.registry.kinds import DueKind, kind_choices
from directives.registry.marks import Piece
from directives.registry.models import CrossReference, Duty
from portal.controls import box, icon
from portal.templatetags.show import badge, day

_NUMBER = ("number", "kind", "issued_on", "issuer")
_DECIDED = {"accept": "check-lg", "reject": "x-lg"}
_DUTY = (
    ("field-columns", ("clause", "actors")),
    ("field-columns", ("due_kind", "due_on")),
    ("field-columns field-small", ("due_day", "due_month", "due_weekday")),
    (
        "field-columns field-small",
        (
            "quantity", "quantity_unit", "quantity_is_percent", "quantity_of_units",
            "quantity_bound",
        ),
    ),
)  # fmt: skip

KINDS = format_html(
    '<datalist id="cac-loai">{}</datalist>',
    format_html_join(
        "",
        '<option value="{}"></option>',
        [(one,) for one in sorted({label for _, label in kind_choices()})],
    ),
)
"""The names of the kinds, once for all rows."""


def text(pieces: Iterable[Piece]) -> SafeString:
    """Draw the text, with what was read in it marked and led to its row."""
    return _safe("".join(map(_piece, pieces)))


def references(forms: Iterable[ReferenceForm]) -> SafeString:
    """Draw the citations, each with its answer, and the blank one."""
    return _safe("".join(map(_reference, forms)))


def duties(forms: Iterable[DutyForm]) -> SafeString:
    """Draw the duties, each with its answer, and the blank one."""
    return _safe("".join(map(_duty, forms)))


# --- the text ---


def _piece(piece: Piece) -> str:
    anchors = "".join(f'<span id="chu-{anchor}" class="anchor"></span>' for anchor in piece.anchors)
    words = escape(piece.text)
    if piece.is_unsure:
        words = f'<u class="unsure">{words}</u>'
    return anchors + _marked(piece, words)


def _marked(piece: Piece, words: str) -> str:
    if piece.reference is not None:
        return (
            f'<mark class="mark-cite" data-rows="{piece.keys}">'
            f'<a href="#dan-{piece.reference.pk}">{words}</a></mark>'
        )
    if piece.duty is None:
        return words
    place = piece.duty.place
    tag = (
        f'<a class="mark-tag" href="#nv-{piece.duty.pk}" aria-label="Đến nhiệm vụ {place}">'
        f"{place}</a>"
    )
    tag = tag if piece.anchors else ""
    return f'<mark class="mark-duty" data-rows="{piece.keys}">{tag}{words}</mark>'


# --- a citation ---


def _reference(form: ReferenceForm) -> str:
    row = form.row
    if row is None:
        return _blank(
            form, "number", "Thêm dẫn chiếu bị sót", _columns(form, (*_NUMBER, "relation"))
        )
    target = (
        f'<div class="row-target">{_chosen(form, "target", "Là văn bản")}</div>'
        if form.candidates
        else f'<p class="row-unknown">{icon("clock")}chưa có trong hệ thống; tự liên kết khi văn'
        " bản ấy được nhập</p>"
    )
    return (
        f'<article class="review-row" id="dan-{row.pk}" tabindex="-1" data-row="dan">'
        f'{form["seen"]}<div class="row-top"><p class="row-name">{_reference_name(row)}'
        f"{_changed(row)}</p>{_decision(form, row.number)}</div>"
        f'<div class="row-choices"><div>{_chosen(form, "relation", "Quan hệ")}</div>{target}</div>'
        f"{_more(form, 'Sửa số, loại, ngày, cơ quan', _columns(form, _NUMBER))}</article>"
    )


def _reference_name(row: CrossReference) -> str:
    facts = escape(row.get_kind_display())
    if row.issued_on:
        facts += f" · {day(row.issued_on)}"
    if row.issuer:
        facts += f" · {escape(row.issuer)}"
    return (
        f'<a class="mark-tag tag-cite" href="#chu-dan-{row.pk}" title="Xem trong phần chữ">'
        f'{icon("link-45deg")}<span class="visually-hidden">Xem trong phần chữ</span></a>'
        f'<strong>{escape(row.number)}</strong> <span class="muted">{facts}</span>'
    )


def _chosen(form: BaseForm, name: str, label: str) -> str:
    field = form[name]
    return f'<label class="field-label" for="{field.id_for_label}">{label}</label>{field}'


# --- a duty ---


def _duty(form: DutyForm) -> str:
    row = form.row
    if row is None:
        return _blank(form, "text", "Thêm nhiệm vụ bị sót", _duty_fields(form))
    answer = badge("done", "Đã nhận") if form.fixed else _decision(form, str(row))
    change = (
        "" if form.fixed else _more(form, "Sửa nội dung, nơi giao, hạn", _duty_fields(form))
    )  # fmt: skip
    return (
        f'<article class="review-row" id="nv-{row.pk}" tabindex="-1" data-row="nv">{form["seen"]}'
        f'<div class="row-top"><p class="row-name">{_duty_name(row)}{_changed(row)}</p>{answer}</div>'
        f'<p class="row-text">{escape(row.text)}</p><p class="row-facts">{_due(row)}{_asked(row)}</p>'
        f"{change}</article>"
    )


def _duty_name(row: Duty) -> str:
    clause = f"<strong>Mục {escape(row.clause)}</strong> " if row.clause else ""
    actors = "; ".join(actor["wording"] for actor in row.actors) or "chưa rõ giao cho ai"
    return (
        f'<a class="mark-tag" href="#chu-nv-{row.pk}" title="Xem trong phần chữ">{row.place}'
        f'<span class="visually-hidden">: xem trong phần chữ</span></a>{clause}'
        f'<span class="muted">{escape(actors)}</span>'
    )


def _due(row: Duty) -> str:
    wording = f"<q>{escape(row.due_wording)}</q>" if row.due_wording else ""
    if row.due_kind == DueKind.NONE:
        return f"<span>{icon('calendar-event')}{wording}</span>" if wording else ""
    on = f": {day(row.due_on)}" if row.due_on else ""
    said = f" {wording}" if wording else ""
    return f"<span>{icon('calendar-event')}{row.get_due_kind_display()}{on}{said}</span>"


def _asked(row: Duty) -> str:
    if row.quantity is None:
        return ""
    bound, shown = row.get_quantity_bound_display(), escape(row.quantity_shown)
    return f"<span>{icon('hash')}{bound} {shown}</span>"


def _duty_fields(form: DutyForm) -> str:
    columns = (_columns(form, names, look) for look, names in _DUTY)
    return f"{_group(form, 'text')}{''.join(columns)}"


# --- both ---


def _columns(form: BaseForm, names: Iterable[str], look: str = "field-columns") -> str:
    return f'<div class="{look}">{"".join(_group(form, name) for name in names)}</div>'


def _group(form: BaseForm, name: str) -> str:
    return form[name].as_field_group()


def _more(form: BaseForm, says: str, fields: str) -> str:
    """Draw what may be changed, open where something is wrong with it."""
    opened = " open" if form.errors else ""
    return f'<details class="more"{opened}><summary>{says}</summary>{fields}</details>'


def _blank(form: BaseForm, first: str, says: str, fields: str) -> str:
    """Draw the row to fill in, open where someone has begun."""
    opened = " open" if form.errors or form[first].value() else ""
    return (
        f'<details class="review-add"{opened}><summary>{icon("plus-lg")}{says}</summary>'
        f"{fields}</details>"
    )


def _changed(row: CrossReference | Duty) -> str:
    return f" {badge('soon', 'cần xem lại')}" if row.words_changed else ""


def _decision(form: BaseForm, name: str) -> str:
    """Draw the two answers to a row."""
    answers = (_answer(one.data) for one in form["decision"].subwidgets)
    return (
        f'<fieldset class="decide"><legend class="visually-hidden">Trả lời cho {escape(name)}</legend>'
        f"{''.join(answers)}</fieldset>"
    )


def _answer(radio: dict[str, Any]) -> str:
    value = radio["value"]
    label = f'<label class="decide-{value}" for="{radio["attrs"]["id"]}">'
    return f"{box(radio)}{label}{icon(_DECIDED[value])}{radio['label']}</label>"


def _safe(drawn: str) -> SafeString:
    return mark_safe(drawn)  # noqa: S308  # all that was given is escaped
