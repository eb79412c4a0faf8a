"""The papers of a visit that brought no submission: what was handed over, and that reception was refused."""

from datetime import date

from citizens.receptions.kinds import Outcome
from citizens.receptions.models import Handling, Reception
from citizens.submissions.kinds import VisitPaperKind
from citizens.submissions.models import Submission
from citizens.submissions.official import (
    DOTS,
    RECEIPT_HEADS,
    SECRET_PERSON,
    Office,
    Official,
    blank_lines,
    issued,
)


def kinds_of_visit(reception: Reception) -> list[VisitPaperKind]:
    """Return the papers that follow from a visit as it stands; a receipt, when something was handed in."""
    if reception.is_void:
        return []
    if _refused(reception) is not None:
        return [VisitPaperKind.REFUSAL]
    handed_in = Submission.objects.filter(reception=reception).standing().exists()
    return [VisitPaperKind.RECEIPT] if handed_in else []


def official_of_visit(
    kind: VisitPaperKind, reception: Reception, *, by: Office, on: date
) -> Official:
    """Lay out a paper of a visit; `kind` is one of `kinds_of_visit`."""
    return (
        _refusal(reception, by, on)
        if kind is VisitPaperKind.REFUSAL
        else _receipt(reception, by, on)
    )


def _receipt(reception: Reception, by: Office, on: date) -> Official:
    day, name = reception.received_on, by.organisation.name_on(reception.received_on)
    return issued(
        by, on, day=day, title="GIẤY BIÊN NHẬN",
        subject="Về việc nhận thông tin, tài liệu, bằng chứng",
        paragraphs=(
            f"Ngày {day:%d/%m/%Y}, {name} đã nhận của {_who(reception, receipt=True)}: các thông tin, tài liệu, "
            "bằng chứng sau đây:",
            f"Lượt tiếp công dân số {reception}. Giấy này lập thành hai bản, mỗi bên giữ một bản.",
        ),
        heads=RECEIPT_HEADS, rows=blank_lines(1), signer_lines=("NGƯỜI NHẬN",),
        signer=reception.official_name, other_signer_lines=("NGƯỜI GIAO",),
        other_signer="(ký theo sổ riêng)" if reception.is_secret else "",
    )  # fmt: skip


def _refusal(reception: Reception, by: Office, on: date) -> Official:
    handling = _refused(reception)
    assert handling is not None
    day, name = reception.received_on, by.organisation.name_on(reception.received_on)
    who = _who(reception)
    return issued(
        by, on, title="THÔNG BÁO", subject="Về việc từ chối tiếp công dân",
        number=handling.document_number, day=None,
        addressed=f"Kính gửi: {_to(reception)}.",
        paragraphs=(
            f"Ngày {day:%d/%m/%Y}, {who} đến {name} về việc: {handling.matter.summary.rstrip('.')}.",
            f"{name} thông báo từ chối tiếp công dân đối với vụ việc này theo Điều 9 Luật Tiếp công dân "
            f"số 42/2013/QH13. Lý do: {(handling.result or reception.note or DOTS).rstrip('.')}.",
            f"{name} thông báo để {'người tố cáo' if reception.is_secret else 'ông (bà)'} được biết./.",
        ),
        recipients=("Như trên", "Lưu: VT"),
    )  # fmt: skip


def _refused(reception: Reception) -> Handling | None:
    return next((one for one in reception.handlings.all() if one.outcome == Outcome.REFUSED), None)


def _who(reception: Reception, *, receipt: bool = False) -> str:
    if reception.is_secret:
        return SECRET_PERSON
    first = next(iter(reception.visitors.all()), None)
    if first is None:
        return f"ông (bà) {DOTS}, địa chỉ: {DOTS}"
    more = reception.head_count - 1
    others = f" và {more} người khác" if more > 0 else ""
    who = first.on_receipt if receipt else f"ông (bà) {first.name}, địa chỉ: {first.address}"
    return f"{who}{others}"


def _to(reception: Reception) -> str:
    if reception.is_secret:
        return "Người tố cáo (gửi theo sổ riêng)"
    names = "; ".join(f"Ông (bà) {one.name}" for one in reception.visitors.all())
    return names or f"Ông (bà) {DOTS}"
