"""Controls drawn in Python: as Django's templates draw them, and everything in them escaped."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from portal.choices import ChoiceField, TypedChoiceField
from portal.controls import DRAWN, attributes, drop_down, filters, ticks
from portal.forms import DateField, VietnameseTextField, WholeNumberField

EVIL = "<b>\"Xã\" & 'phường'</b>"


def context_of(widget: forms.Widget, value: Any) -> dict[str, Any]:
    return widget.get_context(EVIL, value, {"id": "id_x", "title": EVIL, "hidden": True})


@pytest.mark.parametrize("value", [None, "", "12", EVIL, "một\nhai"])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(), forms.HiddenInput(), forms.NumberInput(), forms.EmailInput(),
        forms.PasswordInput(render_value=True), forms.DateInput(), forms.CheckboxInput(),
        forms.Textarea({"rows": 3}),
    ],
    ids=lambda widget: type(widget).__name__,
)  # fmt: skip
def test_a_box_is_what_djangos_template_draws(widget: forms.Widget, value: str | None) -> None:
    context, template = context_of(widget, value), str(widget.template_name)
    drawn = DRAWN[template](context["widget"]).strip()
    assert drawn == DjangoTemplates().render(template, context)


def test_the_options_of_a_list_are_escaped_and_the_chosen_one_is_marked() -> None:
    widget = forms.Select({"class": "x"}, choices=[("", "Mọi loại"), ('"1"', "<b>Xã</b>")])
    assert drop_down(widget.get_context("a", '"1"', {})["widget"]) == (
        '<select name="a" class="x"><option value="">Mọi loại</option>'
        '<option value="&quot;1&quot;" selected>&lt;b&gt;Xã&lt;/b&gt;</option></select>'
    )


def test_options_of_a_group_stand_under_its_name() -> None:
    widget = forms.Select(choices=[("Tỉnh & xã", [(1, "A")])])
    assert drop_down(widget.get_context("a", None, {})["widget"]) == (
        '<select name="a"><optgroup label="Tỉnh &amp; xã"><option value="1">A</option></optgroup></select>'
    )


def test_choices_to_tick_have_their_labels_and_are_escaped() -> None:
    widget = forms.CheckboxSelectMultiple(choices=[("1", EVIL), ("2", "B")])
    drawn = ticks(widget.get_context("a", ["2"], {"id": "id_a"})["widget"])
    assert '<div id="id_a" class="choices"><div><label for="id_a_0">' in drawn
    assert '<input type="checkbox" name="a" value="2" id="id_a_1" checked> B</label>' in drawn
    assert "<b>" not in drawn


def test_the_attributes_of_a_control_are_escaped() -> None:
    assert attributes({"id": 'a"b', "required": True, "hidden": False}) == ' id="a&quot;b" required'


class Asked(forms.Form):
    name = forms.CharField(label=EVIL, help_text=EVIL)
    agreed = forms.BooleanField(label="Đồng ý")
    ways = forms.MultipleChoiceField(choices=[("1", "A")], widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(required=False)

    def clean_name(self) -> None:
        raise forms.ValidationError(EVIL)


def test_a_field_escapes_its_label_help_and_errors() -> None:
    drawn = Asked({"name": EVIL})["name"].as_field_group()
    assert "<b>" not in drawn
    assert drawn.startswith(
        '<div class="field field-wrong"><label class="field-label" for="id_name">'
    )
    assert drawn.count("&lt;b&gt;") == 4  # label, help, value, error


def test_a_single_tick_box_has_its_label_behind_it() -> None:
    drawn = Asked()["agreed"].as_field_group()
    assert drawn.startswith('<div class="field field-check"><input type="checkbox"')
    assert drawn.endswith('<label for="id_agreed">Đồng ý</label></div>')


def test_a_group_of_boxes_stands_in_a_fieldset() -> None:
    drawn = Asked()["ways"].as_field_group()
    assert drawn.startswith('<div class="field field-group"><fieldset><legend class="field-label">')
    assert drawn.endswith("</fieldset></div>")


def test_only_what_may_stay_empty_says_so() -> None:
    assert "(không bắt buộc)" in Asked()["note"].as_field_group()
    assert "(không bắt buộc)" not in Asked()["name"].as_field_group()


class Bar(forms.Form):
    q = forms.CharField(label=EVIL, required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("1", EVIL)], required=False)
    year = forms.IntegerField(label="Năm", required=False)
    own = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_bar_of_filters_escapes_what_it_says() -> None:
    drawn = filters(Bar({"q": EVIL, "kind": EVIL, "year": EVIL, "own": EVIL}), opened=True)
    assert "<b>" not in drawn
    assert drawn.count('<p class="field-errors">') == 2
    assert drawn.startswith('<input type="hidden" name="own"')


def test_all_but_the_first_filter_wait_behind_a_word() -> None:
    drawn = filters(Bar(), opened=False)
    first, more = drawn.split('<details class="filter-more"><summary>Thêm bộ lọc</summary>')
    assert first.count("<label") == 1
    assert more.count("<label") == 2
    assert more.endswith("</details>")
    assert '<details class="filter-more" open>' in filters(Bar(), opened=True)


def test_two_filters_stand_side_by_side() -> None:
    bar = Bar()
    del bar.fields["year"]
    assert "<details" not in filters(bar, opened=True)


@pytest.mark.parametrize("wrap_label", [True, False])
@pytest.mark.parametrize("widget", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_one_choice_is_what_djangos_template_draws(
    widget: type[forms.RadioSelect], wrap_label: bool
) -> None:
    choices = widget(choices=[("1", EVIL), ("", "B")])
    for one in choices.subwidgets(EVIL, ["1"], {"id": "id_a", "title": EVIL}):
        context = {"widget": {**one, "wrap_label": wrap_label}}
        drawn = DRAWN[one["template_name"]](context["widget"])
        theirs = DjangoTemplates().render(one["template_name"], context)
        assert drawn.split() == theirs.split()


class Straight(forms.Form):
    """Every way in which a control is drawn straight away, and some in which it is not."""

    name = forms.CharField(label=EVIL, help_text=EVIL, max_length=20)
    note = VietnameseTextField(required=False)
    on = DateField()
    number = WholeNumberField(required=False)
    share = forms.DecimalField(localize=True, disabled=True, initial=1234)
    secret = forms.CharField(widget=forms.PasswordInput)
    kept = ChoiceField(choices=[("", "–"), ("1", EVIL), (EVIL, "2"), (3, "3"), (None, "–")])
    twice = TypedChoiceField(choices=[("1", "A"), ("1", "B")], coerce=int, required=False)
    grouped = ChoiceField(choices=[("Tỉnh & xã", [("1", "A")]), ("3", "B")])
    anew = forms.ChoiceField(choices=[("1", "A")])
    own_id = forms.CharField(widget=forms.TextInput({"id": "own", "class": "w-number"}))
    ways = forms.ChoiceField(choices=[("1", "A")], widget=forms.RadioSelect)
    agreed = forms.BooleanField()
    hidden = forms.CharField(widget=forms.HiddenInput)
    file = forms.FileField(required=False)


SENT: list[dict[str, Any] | None] = [
    None, {}, dict.fromkeys(Straight.base_fields, EVIL), dict.fromkeys(Straight.base_fields, "1"),
    dict.fromkeys(Straight.base_fields, "3"), dict.fromkeys(Straight.base_fields, ""),
]  # fmt: skip


@pytest.mark.parametrize("name", Straight.base_fields)
@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize("initial", [{}, dict.fromkeys(Straight.base_fields, 1)])
def test_a_control_drawn_straight_away_is_what_djangos_way_draws(
    name: str, sent: dict[str, Any] | None, initial: dict[str, Any]
) -> None:
    field = Straight(sent, initial=initial, prefix="nv-1")[name]
    assert str(field) == forms.BoundField.as_widget(field)


@pytest.mark.parametrize("name", Straight.base_fields)
@pytest.mark.parametrize("sent", SENT)
def test_the_attributes_of_a_control_are_djangos_and_its_look(
    name: str, sent: dict[str, Any] | None
) -> None:
    field = Straight(sent)[name]
    theirs = forms.BoundField.build_widget_attrs(field, {})
    ours = field.build_widget_attrs({})
    is_group = name in ("ways", "file")
    assert ours.pop("aria-required", None) == (
        "true" if theirs.pop("required", False) and not is_group else None
    )
    look = str(ours.pop("class", ""))
    assert ("is-invalid" in look) == (bool(field.errors) and name != "hidden")
    if is_group:
        theirs.pop("aria-invalid", None)
    assert ours == theirs
