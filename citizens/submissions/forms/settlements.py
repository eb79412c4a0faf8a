"""What is typed of settling a matter."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from citizens.receptions.asking import AsksAboutNames
from citizens.receptions.kinds import MatterKind
from citizens.submissions.entries import EndEntry
from citizens.submissions.kinds import (
    RemedyKind,
    Round,
    SettlementEnd,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import Settlement
from citizens.submissions.rules import second_complaint_warning
from citizens.submissions.rules.settlements import VERDICTS
from portal.choices import ChoiceField, TypedChoiceField
from portal.forms import DateField, SeenForm, VietnameseCharField, demand_later

_TWO_LINES = forms.Textarea(attrs={"rows": 2})


class ShowsErrors(forms.Form):
    """A form that puts what an action refused beside its field."""

    def show_errors(self, error: ValidationError) -> None:
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, texts in told.items():
            self.add_error(name if name in self.fields else None, texts[0])


class CarryInForm(ShowsErrors, AsksAboutNames):
    """A settlement that others accepted before."""

    told = ("accepted_document",)

    round = ChoiceField(label="Lần", choices=Round)
    accepted_on = DateField(label="Ngày thụ lý")
    accepted_document = VietnameseCharField(
        label="Số thông báo thụ lý", required=False, max_length=60
    )

    def __init__(self, *args: Any, kind: MatterKind, **kwargs: Any) -> None:
        super().__init__(*args, is_secret=kind.is_secret, **kwargs)
        self.kind = kind
        if self.is_bound and self.add_prefix("second_here") in self.data:
            self._offer_second()

    def clean(self) -> dict[str, Any]:
        """Take a second complaint in only when a person says so: it is the province's."""
        data = super().clean() or self.cleaned_data
        round_ = Round(data.get("round", Round.FIRST))
        warned = second_complaint_warning(self.kind, round_, SubmissionOutcome.ACCEPTED)
        if warned and not data.get("second_here"):
            self._offer_second()
            self.add_error("round", warned)
            self.add_error("second_here", "Nếu vẫn giải quyết ở đây, đánh dấu ô này rồi lưu.")
        return data

    def _offer_second(self) -> None:
        self.fields["second_here"] = forms.BooleanField(
            label="Đã xem lại: cơ quan này giải quyết khiếu nại lần hai", required=False
        )

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "round_": Round(data["round"]), "accepted_on": data["accepted_on"],
            "accepted_document": data["accepted_document"],
        }  # fmt: skip


class TermForm(ShowsErrors, SeenForm):
    """What makes a deadline longer, as far as the kind knows it."""

    is_complex = forms.BooleanField(label="Vụ việc phức tạp", required=False)
    is_remote = forms.BooleanField(label="Vùng sâu, vùng xa đi lại khó khăn", required=False)
    extensions = TypedChoiceField(
        label="Gia hạn", coerce=int, empty_value=None, required=False,
        choices=[(0, "Không"), (1, "Một lần, 30 ngày"), (2, "Hai lần, vụ việc đặc biệt phức tạp")],
    )  # fmt: skip

    def __init__(self, *args: Any, kind: MatterKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_remote" if kind is MatterKind.DENUNCIATION else "extensions"]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "is_complex": data["is_complex"], "is_remote": data.get("is_remote", False),
            "extensions": data.get("extensions") or 0,
        }  # fmt: skip


class SuspendForm(ShowsErrors, AsksAboutNames):
    """Days on which the settlement stands still."""

    told = ("document_number", "reason")

    starts_on = DateField(label="Tạm đình chỉ từ ngày")
    ends_on = DateField(label="Đến hết ngày", required=False, help_text="Chưa biết thì để trống.")
    document_number = VietnameseCharField(label="Số quyết định", max_length=60)
    reason = VietnameseCharField(label="Lý do", max_length=300)

    def values(self) -> dict[str, Any]:
        names = ("starts_on", "ends_on", "document_number", "reason")
        return {name: self.cleaned_data[name] for name in names}


class ResumeForm(ShowsErrors):
    """The last day on which it stood still."""

    ends_on = DateField(label="Tạm đình chỉ đến hết ngày")

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class EndForm(ShowsErrors, SeenForm, AsksAboutNames):
    """The decision or conclusion, or why there is none."""

    told = ("decision_number", "decided_by", "content")

    end = ChoiceField(
        label="Kết thúc", choices=[("", "Đang giải quyết"), *SettlementEnd.choices], required=False
    )
    ended_on = DateField(label="Ngày quyết định, kết thúc", required=False)
    decision_number = VietnameseCharField(
        label="Số quyết định, kết luận, văn bản trả lời", required=False, max_length=60
    )
    decided_by = VietnameseCharField(
        label="Người, cơ quan ra quyết định", required=False, max_length=200
    )
    verdict = ChoiceField(label="Kết quả", required=False)
    content = VietnameseCharField(
        label="Nội dung quyết định", required=False, max_length=1000, widget=_TWO_LINES
    )
    reported_on = DateField(label="Đã báo kết quả cho nơi chuyển đơn ngày", required=False)

    def __init__(self, *args: Any, settlement: Settlement, **kwargs: Any) -> None:
        super().__init__(*args, is_secret=settlement.matter.is_secret, **kwargs)
        allowed = VERDICTS.get((MatterKind(settlement.matter.kind), Round(settlement.round)), ())
        choices = [("", "Chưa có"), *((one.value, one.label) for one in allowed)]
        self.fields["verdict"] = ChoiceField(label="Kết quả", choices=choices, required=False)
        demand_later(self, "ended_on", "decision_number", "verdict")
        if not allowed:
            del self.fields["verdict"]
        self.order_fields(
            ["end", "ended_on", "decision_number", "decided_by", "verdict", "content"]
        )

    def entry(self) -> EndEntry:
        data = self.cleaned_data
        return EndEntry(
            end=SettlementEnd(data["end"]) if data["end"] else None,
            ended_on=data["ended_on"], decision_number=data["decision_number"],
            decided_by=data["decided_by"],
            verdict=Verdict(data["verdict"]) if data.get("verdict") else None,
            content=data["content"], reported_on=data["reported_on"],
        )  # fmt: skip


class AmountField(forms.DecimalField):
    """Money or land as offices type it: 1.250,5; nothing typed is nothing owed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "w-number"})
        super().__init__(
            max_digits=14, decimal_places=2, required=False, localize=True, widget=widget, **kwargs
        )

    def clean(self, value: Any) -> Decimal:
        if isinstance(value, str) and "e" in value.casefold():  # Python would read 1e5
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return super().clean(value) or Decimal(0)


class RemedyForm(ShowsErrors, SeenForm):
    """Two boxes for each thing that a decision can order, and the day when all is done."""

    as_of = DateField(
        label="Phần thi hành thêm tính đến ngày", required=False,
        help_text="Biểu 05/KQTH tính vào kỳ có ngày này. Để trống: ngày thi hành xong, hoặc hôm nay.",
    )  # fmt: skip
    executed_on = DateField(label="Thi hành xong ngày", required=False)

    def __init__(self, *args: Any, settlement: Settlement, **kwargs: Any) -> None:
        self.stood = {
            RemedyKind(one.kind): (one.owed, one.done) for one in settlement.remedies.all()
        }
        first: dict[str, Any] = {"executed_on": settlement.executed_on}
        for kind, (owed, done) in self.stood.items():
            first |= {f"{kind}-owed": owed, f"{kind}-done": done}
        super().__init__(*args, initial=first, **kwargs)
        for kind in RemedyKind:
            self.fields[f"{kind}-owed"] = AmountField(label=f"{kind.label}: phải thi hành")
            self.fields[f"{kind}-done"] = AmountField(label=f"{kind.label}: đã thi hành")

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        return [(kind.label, self[f"{kind}-owed"], self[f"{kind}-done"]) for kind in RemedyKind]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        pairs = {kind: (data[f"{kind}-owed"], data[f"{kind}-done"]) for kind in RemedyKind}
        return {
            "remedies": {kind: pair for kind, pair in pairs.items() if any(pair)},
            "executed_on": data["executed_on"],
            "as_of": data["as_of"],
            "seen": self.stood,
        }


def end_values(settlement: Settlement) -> dict[str, Any]:
    names = (
        "end", "ended_on", "decision_number", "decided_by", "verdict", "content", "reported_on",
    )  # fmt: skip
    return {name: getattr(settlement, name) for name in names}
