"""Typed text: normal form at entry, dates as typed, errors beside the field."""

import datetime as dt
import re
import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError

from portal.forms import DateField, VietnameseCharField, VietnameseTextField, WholeNumberField
from tests.shell.gallery import GalleryForm


class Plain(forms.Form):
    """A form whose author thought of nothing."""

    name = forms.CharField(required=False)


def test_text_typed_in_decomposed_form_is_composed_in_any_form() -> None:
    form = Plain({"name": unicodedata.normalize("NFD", "Phường Bắc Giang")})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Phường Bắc Giang"


def test_one_line_field_folds_blanks_and_lines() -> None:
    assert VietnameseCharField().clean("  33 -\n CT/TU ") == "33 - CT/TU"


def test_blanks_alone_do_not_fill_a_required_field() -> None:
    with pytest.raises(ValidationError):
        VietnameseCharField().clean(" \u200b ")


def test_text_field_keeps_its_lines() -> None:
    assert VietnameseTextField().clean("Điều 1.\r\n\r\nĐiều 2.") == "Điều 1.\n\nĐiều 2."


@pytest.mark.parametrize(
    "typed", ["05/02/2026", "5/2/2026", "5/2/26", "5-2-2026", "5.2.2026", "05022026", "2026-02-05"]
)
def test_a_date_is_read_in_each_way_officials_type_it(typed: str) -> None:
    assert DateField().clean(typed) == dt.date(2026, 2, 5)


@pytest.mark.parametrize("typed", ["31/02/2026", "29/02/2026", "00/01/2026", "12/13/2026"])
def test_a_day_that_no_calendar_has_is_told_apart_from_a_typing_error(typed: str) -> None:
    with pytest.raises(ValidationError, match="Không có ngày"):
        DateField().clean(typed)


@pytest.mark.parametrize("typed", ["01/01/0001", "0001-01-01", "14/05/0026", "31/12/1899"])
def test_four_digits_are_the_year_as_typed_and_an_ancient_one_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="trước năm 1900"):
        DateField().clean(typed)


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"min_value": 0, "max_value": 1000}, "Nhập một số từ 0 đến 1.000."),
        ({"min_value": 0}, "Nhập một số từ 0 trở lên."),
        ({"max_value": -2}, "Nhập một số không quá -2."),
    ],
)
def test_a_number_beyond_its_limits_is_told_both_of_them(limits: dict[str, int], told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        WholeNumberField(**limits).clean("-1")
    assert refused.value.messages == [told]


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"min_value": 0, "max_value": 100}, "Nhập một số nguyên từ 0 đến 100, ví dụ 50."),
        ({"min_value": 1, "max_value": 31}, "Nhập một số nguyên từ 1 đến 31, ví dụ 16."),
        ({"min_value": 0}, "Nhập một số nguyên, ví dụ 1.676."),
    ],
)
def test_what_is_no_number_is_told_an_example_that_fits(limits: dict[str, int], told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        WholeNumberField(**limits).clean("abc")
    assert refused.value.messages == [told]


@pytest.mark.parametrize("typed", ["hôm qua", "2026", "5/2", "1/1/126"])
def test_what_is_no_date_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match="22/11/2026"):
        DateField().clean(typed)


@pytest.mark.parametrize(("typed", "read"), [("1.676", 1676), ("1676", 1676), ("-3", -3)])
def test_whole_numbers_are_read_with_and_without_dots(typed: str, read: int) -> None:
    assert WholeNumberField().clean(typed) == read


def test_a_wrong_date_stays_in_its_box_with_its_error_described_by_it() -> None:
    html = GalleryForm({"issued_on": "31/02/2026"})["issued_on"].as_field_group()
    assert 'value="31/02/2026"' in html
    assert 'aria-invalid="true"' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert f'id="{described[1]}"' in html
    assert "Không có ngày 31/02/2026 trong lịch." in html


def test_the_summary_links_to_each_wrong_field() -> None:
    html = str(GalleryForm({"number": "33-CT/TU"}))
    for wrong in ("id_issued_on", "id_system", "id_subject"):
        assert f'href="#{wrong}"' in html
        assert f'id="{wrong}"' in html
    assert 'href="#id_number"' not in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = GalleryForm()["system"].as_field_group()
    assert html.index("<fieldset") < html.index("<legend") < html.index('type="radio"')
    assert "aria-required" not in html  # ARIA knows none for radio buttons


def test_an_optional_field_says_so() -> None:
    assert "(không bắt buộc)" in GalleryForm()["people"].as_field_group()
    assert "(không bắt buộc)" not in GalleryForm()["number"].as_field_group()


def test_no_control_asks_the_browser_for_its_own_english_bubble() -> None:
    assert not re.search(r"<[^>]*\srequired[\s>=]", str(GalleryForm()))


def test_what_only_a_draft_may_lack_is_not_called_optional() -> None:
    form = GalleryForm()
    form.fields["people"].needed_later = True  # type: ignore[attr-defined]
    assert "(không bắt buộc)" not in form["people"].as_field_group()


def test_what_is_too_long_comes_back_whole_with_a_sentence() -> None:
    class Short(forms.Form):
        name = VietnameseCharField(label="Tên", max_length=5)

    assert "maxlength" not in str(Short()["name"])  # the browser would cut it without a word
    form = Short({"name": "Phường Bắc Giang"})
    assert "5" in form.errors["name"][0]
    assert "Phường Bắc Giang" in str(form["name"])


def test_a_date_beyond_all_plans_is_refused() -> None:
    with pytest.raises(ValidationError, match="sau năm 2100"):
        DateField().clean("31/12/9999")
    assert DateField().clean("31/12/2100")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        (forms.DecimalField(min_value=0), "-5", "Nhập một số từ 0 trở lên."),
        (forms.IntegerField(max_value=1676), "2000", "Nhập một số không quá 1.676."),
        (forms.IntegerField(), "nhiều", "Nhập một số nguyên."),
        (
            VietnameseTextField(max_length=2000), "x" * 200_000,
            "Dài quá 2.000 ký tự (hiện có 200.000): hãy rút gọn.",
        ),
        (forms.CharField(min_length=5), "xa", "Ngắn quá (2 ký tự): cần ít nhất 5 ký tự."),
        (forms.DecimalField(max_digits=4, decimal_places=2), "1.234", "Sau dấu phẩy chỉ ghi đến 2"),
        (forms.DecimalField(max_digits=4), "12345", "Số này dài quá 4 chữ số."),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Chọn một mục trong danh sách."),
        (forms.MultipleChoiceField(choices=[("a", "A")]), ["b"], "Chọn một mục trong danh sách."),
    ],
)  # fmt: skip
def test_no_field_speaks_in_the_words_of_the_framework(
    field: forms.Field, typed: object, told: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages[0].startswith(told)


def test_a_sentence_of_its_own_stays_with_its_field() -> None:
    field = forms.ChoiceField(choices=[], error_messages={"invalid_choice": "Không có mẫu này."})
    with pytest.raises(ValidationError, match="Không có mẫu này"):
        field.clean("x")
