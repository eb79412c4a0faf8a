"""The builder of questionnaires: an outline to type, read by `rules.outline`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from citizens.surveys.models import Frame, QuestionnaireVersion
from citizens.surveys.rules.formulas import SATISFIED_SHARE_1
from citizens.surveys.rules.instruments import Instrument, WrongInstrument, instrument_of
from citizens.surveys.rules.outline import WrongOutline, as_outline, read_outline
from portal.choices import ChoiceField
from portal.forms import DateField, VietnameseCharField, WholeNumberField
from portal.text import search_key

START = """# Thông tin chung
1. Giới tính
* Nam
* Nữ
# Đánh giá
2. Mức độ hài lòng chung [chỉ số]
- Rất không hài lòng
- Không hài lòng
= Bình thường
+ Hài lòng
+ Rất hài lòng
# Ý kiến thêm
3. Điều mong làm tốt hơn (không ghi tên, số điện thoại) [ý kiến]
"""
_HOW = (
    "“# ” mở phần; số câu rồi câu hỏi; “+” phương án tốt, “=” trung bình, “-” chưa tốt, “*” không đánh giá. "
    "Cuối câu: [nhiều], [số 1-50], [ý kiến], [chỉ số], [khi 3=2] hoặc [khi 3=1,2] (chỉ hỏi khi câu 3 "
    "chọn 2, hay một trong 1, 2; ghi ở tên phần thì cả phần). Thang đánh giá có từ 2 đến 5 mức."
)


class BuildForm(forms.Form):
    """The next version of a questionnaire, or the first of a new one."""

    title = VietnameseCharField(label="Tiêu đề in trên phiếu", max_length=250)
    intro = forms.CharField(
        label="Lời mở đầu",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    outline = forms.CharField(
        label="Đề cương câu hỏi", max_length=40_000, help_text=_HOW,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "false"}),
    )  # fmt: skip
    closing = forms.CharField(
        label="Lời kết", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    source = VietnameseCharField(label="Nguồn, căn cứ", max_length=300)
    coverage_percent = WholeNumberField(
        label="Phải lấy ý kiến ít nhất (%)", required=False, min_value=1, max_value=100,
        help_text="Để trống nếu phiếu không quy định, ví dụ 60.",
    )  # fmt: skip
    coverage_frame = ChoiceField(label="Tính trên số", choices=Frame.choices, required=False)
    coverage_from = DateField(label="Áp dụng từ ngày", required=False)
    coverage_source = VietnameseCharField(
        label="Căn cứ của tỷ lệ", max_length=300, required=False,
        help_text="Ví dụ: HD 78/HD-MTTW-BTT ngày 24/4/2017.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, base: QuestionnaireVersion | None, next_number: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.base, self.next_number = base, next_number
        self.instrument: Instrument | None = None

    def clean_outline(self) -> list[dict[str, Any]]:
        try:
            return read_outline(self.cleaned_data["outline"])
        except WrongOutline as error:
            raise ValidationError(error.says) from error

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("coverage_percent") and not data.get("coverage_source"):
            self.add_error("coverage_source", "Ghi căn cứ của tỷ lệ phải lấy ý kiến.")
        if not self.errors:
            try:
                self.instrument = instrument_of(self._described())
            except WrongInstrument as error:
                self.add_error("outline", str(error))
        return data

    def _described(self) -> dict[str, Any]:
        data, base = self.cleaned_data, self.base
        return {
            "code": base.questionnaire.code if base else slugify(search_key(data["title"]))[:40],
            "name": base.questionnaire.title if base else data["title"],
            "version": self.next_number,
            "title": data["title"],
            "intro": data["intro"],
            "closing": data["closing"],
            "source": data["source"],
            "formula": base.formula if base else SATISFIED_SHARE_1.key,
            "sections": data["outline"],
        } | self._coverage()

    def _coverage(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data["coverage_percent"]:
            return {}
        names = {"percent": "percent", "frame": "frame", "source": "source", "valid_from": "from"}
        return {"coverage": [{key: data[f"coverage_{name}"] for key, name in names.items()}]}


def initial_of(version: QuestionnaireVersion) -> dict[str, Any]:
    """Return what the builder starts from when it begins with a version."""
    rule = version.coverage_rules.order_by("-valid_from", "-pk").first()
    coverage = {
        "coverage_percent": rule.percent, "coverage_frame": rule.frame,
        "coverage_from": rule.valid_from, "coverage_source": rule.source,
    } if rule else {}  # fmt: skip
    return coverage | {
        "title": version.title,
        "intro": version.intro,
        "outline": as_outline(version.sheet, version.polarities()),
        "closing": version.closing,
        "source": version.source,
    }
