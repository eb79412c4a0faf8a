"""The petition book as a spreadsheet. Its columns are the portal's: no form of it is known."""

from datetime import date

from citizens.submissions.filters import SettlementFilters
from citizens.submissions.models import Submission
from citizens.submissions.querysets import SettlementQuerySet, SubmissionQuerySet
from citizens.submissions.reading import about, names_of, result_of, source_of
from portal.sheets import Column, Part, Sheet


class BookSheet(Sheet):
    """One line a paper; rows are fetched `with_book()`."""

    number = Column("Số", fill=lambda one: str(one), width=9)
    received = Column("Ngày nhận", fill=lambda one: f"{one.received_on:%d/%m/%Y}", width=11)
    source = Column("Nguồn đơn", fill=lambda one: source_of(one), width=24)
    people = Column(
        "Họ tên, địa chỉ người đứng đơn", fill=lambda one: "\n".join(names_of(one)), width=36
    )
    signatories = Column("Số người", fill=lambda one: one.signatories, width=9)
    kind = Column("Loại đơn", fill=lambda one: one.matter.get_kind_display(), width=12)
    field = Column("Lĩnh vực", fill=lambda one: one.matter.get_field_display(), width=16)
    round = Column("Lần", fill=lambda one: one.round_words, width=11)
    content = Column("Nội dung", fill=lambda one: one.matter.summary, width=46)
    condition = Column("Điều kiện", fill=lambda one: one.get_condition_display(), width=14)
    competence = Column("Thẩm quyền", fill=lambda one: one.get_competence_display(), width=16)
    outcome = Column("Hướng xử lý, số văn bản", fill=lambda one: result_of(one), width=36)
    decided = Column(
        "Ngày xử lý",
        fill=lambda one: f"{one.decided_on:%d/%m/%Y}" if one.decided_on else "",
        width=11,
    )
    note = Column("Ghi chú", fill=lambda one: note_of(one), width=24)


def note_of(submission: Submission) -> str:
    if submission.is_void:
        return f"ĐÃ HỦY: {submission.void_reason}"
    carried = "Tồn từ trước" if submission.carried_over else ""
    return ". ".join(part for part in (carried, submission.note) if part)


def book_of(submissions: SubmissionQuerySet, *, office: str, period: str) -> list[Part]:
    """Return the petition book of `submissions`, fetched `with_book()`."""
    above = (office, "SỔ TIẾP NHẬN, XỬ LÝ ĐƠN", period, "")
    return [Part("Sổ đơn", BookSheet(), submissions, above)]


class SettlementSheet(Sheet):
    """One line a settlement; rows are fetched `with_list()`. Of a number of a form, what each gives to it."""

    kind = Column("Loại", fill=lambda one: one.matter.get_kind_display(), width=12)
    field = Column("Lĩnh vực", fill=lambda one: one.matter.get_field_display(), width=16)
    content = Column("Nội dung", fill=lambda one: about(one.matter), width=46)
    round = Column("Lần", fill=lambda one: one.get_round_display(), width=12)
    accepted = Column("Ngày thụ lý", "accepted_on", width=12)
    state = Column("Tình trạng", fill=lambda one: one.get_end_display(), width=24)
    ended = Column("Ngày kết thúc", "ended_on", width=12)
    number = Column("Số quyết định, kết luận", "decision_number", width=18)
    verdict = Column("Kết quả", fill=lambda one: one.verdict_words, width=18)
    executed = Column("Thi hành xong", "executed_on", width=12)

    def __init__(self, filters: SettlementFilters, *, on: date) -> None:
        super().__init__()
        if filters.column:
            self.fields["amount"] = Column(
                filters.of_column, fill=lambda one: filters.amount(one, on=on), width=16
            )


def settlements_of(
    settlements: SettlementQuerySet, *, office: str, filters: SettlementFilters, on: date
) -> list[Part]:
    """Return the list of `settlements`, fetched `with_list()`."""
    above = (office, "DANH SÁCH GIẢI QUYẾT", filters.period, filters.of_column)
    return [Part("Giải quyết", SettlementSheet(filters, on=on), settlements, above)]
