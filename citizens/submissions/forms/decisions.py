"""What was found and decided on a paper."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from citizens.receptions.asking import AsksAboutNames
from citizens.receptions.kinds import MatterKind
from citizens.submissions.entries import DecisionEntry
from citizens.submissions.kinds import Competence, Condition, Round, SubmissionOutcome
from citizens.submissions.models import Submission
from citizens.submissions.rules import decision_problems, second_complaint_warning
from portal.choices import ChoiceField
from portal.forms import DateField, SeenForm, VietnameseCharField, demand_later

# What stands once the matter is another office's.
DECIDED = {"condition", "competence", "in_several_places", "outcome", "decided_on"}


def _first(word: str, choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", word), *choices]


class DecisionForm(SeenForm, AsksAboutNames):
    """Conditions, competence, outcome with its document."""

    told = ("agency", "reason", "document_number")

    condition = ChoiceField(
        label="Điều kiện xử lý", choices=_first("Chưa xem xét", Condition.choices), required=False,
        help_text="Đủ: tiếng Việt, có ngày tháng, họ tên, địa chỉ, chữ ký hoặc điểm chỉ, nêu rõ đối tượng.",
    )  # fmt: skip
    competence = ChoiceField(
        label="Thẩm quyền", choices=_first("Chưa xem xét", Competence.choices), required=False
    )
    in_several_places = forms.BooleanField(
        label="Tố cáo phải xác minh ở nhiều nơi (hạn 10 ngày làm việc)", required=False
    )
    outcome = ChoiceField(
        label="Hướng xử lý", choices=_first("Chưa xử lý", SubmissionOutcome.choices),
        required=False,
    )  # fmt: skip
    decided_on = DateField(label="Ngày xử lý", required=False, help_text="Để trống: hôm nay.")
    agency = VietnameseCharField(
        label="Cơ quan có thẩm quyền", required=False, max_length=200,
        help_text="Nơi hướng dẫn người dân đến, hoặc chuyển đơn đến.",
    )  # fmt: skip
    reason = VietnameseCharField(
        label="Lý do", required=False, max_length=300,
        help_text="Của việc trả đơn, lưu đơn, từ chối thụ lý.",
    )  # fmt: skip
    document_number = VietnameseCharField(label="Số văn bản", required=False, max_length=60)
    document_on = DateField(label="Ngày văn bản", required=False)

    def __init__(
        self, *args: Any, submission: Submission, on: date, held: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, is_secret=submission.is_secret, **kwargs)
        self.submission, self.on = submission, on
        demand_later(self, "condition", "competence", "outcome", "agency", "reason")
        if self.is_bound and self.add_prefix("second_here") in self.data:
            self._offer_second()
        if not submission.is_secret:
            del self.fields["in_several_places"]
        for name in () if held else DECIDED & self.fields.keys():
            self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        problems = decision_problems(
            self.decision(), kind=MatterKind(self.submission.matter.kind),
            received_on=self.submission.received_on, on=self.on,
        )  # fmt: skip
        self.show(problems)
        self._ask_of_second()
        return data

    @property
    def warning(self) -> str | None:
        """What is said of a second complaint before anything is decided on it."""
        return self._warned(None)

    def _warned(self, outcome: SubmissionOutcome | None) -> str | None:
        paper = self.submission
        return second_complaint_warning(MatterKind(paper.matter.kind), Round(paper.round), outcome)

    def _ask_of_second(self) -> None:
        """Accept a second complaint only when a person says so; one that stands accepted stays."""
        outcome = self.decision().outcome
        if outcome is None or self.submission.outcome == outcome:
            return
        warned = self._warned(outcome)
        if warned is None or self.cleaned_data.get("second_here"):
            return
        self._offer_second()
        self.show({"outcome": warned})
        self.add_error("second_here", "Nếu vẫn thụ lý ở đây, đánh dấu ô này rồi lưu.")

    def _offer_second(self) -> None:
        self.fields["second_here"] = forms.BooleanField(
            label="Đã xem lại: vẫn thụ lý khiếu nại lần hai ở cơ quan này", required=False
        )

    def decision(self) -> DecisionEntry:
        data = self.cleaned_data
        return DecisionEntry(
            condition=Condition(data["condition"]) if data.get("condition") else None,
            competence=Competence(data["competence"]) if data.get("competence") else None,
            outcome=SubmissionOutcome(data["outcome"]) if data.get("outcome") else None,
            decided_on=data.get("decided_on") or (self.on if data.get("outcome") else None),
            agency=data.get("agency", ""),
            reason=data.get("reason", ""),
            document_number=data.get("document_number", ""),
            document_on=data.get("document_on"),
            in_several_places=bool(data.get("in_several_places")),
        )

    def now_otherwise(self, names: Iterable[str]) -> str:
        """Say first what was decided meanwhile: the texts alone do not tell it."""
        return super().now_otherwise(["outcome", *names])

    def show(self, problems: dict[str, str]) -> None:
        for name, text in problems.items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, text)

    def show_errors(self, error: ValidationError) -> None:
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        self.show({name: texts[0] for name, texts in told.items()})
