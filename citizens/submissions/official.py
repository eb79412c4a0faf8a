"""The papers that follow from a submission, as the parts of an official document (Nghị định 30/2020/NĐ-CP).

All that a paper says stands in the record; dots hold the place of what does not. No number of a form is
printed: none was seen in an official copy. Of a denunciation no paper names who denounces.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from citizens.receptions.kinds import MatterKind
from citizens.submissions.kinds import PaperKind, SettlementEnd, SubmissionOutcome
from citizens.submissions.models import Settlement, Submission
from citizens.submissions.reading import signatories, signed
from portal.papers.masthead import date_line, issuer_lines
from portal.units.models import Organisation

DOTS = "……………………"
RECEIPT_HEADS = ("STT", "Tên thông tin, tài liệu, bằng chứng", "Số bản", "Số trang", "Tình trạng")
SECRET_PERSON = "người tố cáo (thông tin theo sổ riêng)"  # noqa: S105  # what a paper calls a denouncer


@dataclass(frozen=True, slots=True)
class Official:
    """All that a paper says, for each form it is drawn in."""

    title: str
    over: list[str]
    issuer: list[str]
    number: str
    place: str
    issued_on: date | None
    year: int
    subject: str
    addressed: str
    paragraphs: tuple[str, ...]
    signer_lines: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...] = ()
    other_signer_lines: tuple[str, ...] = ()
    other_signer: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def number_line(self) -> str:
        return f"Số: {self.number or '……/……'}"

    @property
    def date_line(self) -> str:
        if self.issued_on is not None:
            return date_line(self.place, self.issued_on)
        return f"{self.place}, ngày …… tháng …… năm {self.year}"


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues: the office that holds the matter, and who leads it on the day ("" when nobody does)."""

    organisation: Organisation
    leader: str


def kinds_of(submission: Submission, settlement: Settlement | None) -> list[PaperKind]:
    """Return the papers that follow from a submission as it stands."""
    if submission.is_void:
        return []
    found = [PaperKind.RECEIPT]
    by_outcome = {
        SubmissionOutcome.GUIDED: PaperKind.GUIDANCE,
        SubmissionOutcome.FORWARDED: PaperKind.FORWARDING,
        SubmissionOutcome.REFUSED: PaperKind.REFUSAL,
        SubmissionOutcome.RETURNED: PaperKind.REFUSAL,
        SubmissionOutcome.ACCEPTED: PaperKind.ACCEPTANCE,
    }
    if submission.outcome in by_outcome:
        found.append(by_outcome[SubmissionOutcome(submission.outcome)])
    if settlement is not None and settlement.end == SettlementEnd.DECIDED:
        found.append(PaperKind.RESULT)
    return found


def official_of(
    kind: PaperKind, submission: Submission, settlement: Settlement | None, *, by: Office, on: date
) -> Official:
    """Lay out a paper; `kind` is one of `kinds_of`. `on` is the day of what is not dated yet."""
    return _MAKERS[kind](submission, settlement, by, on)


def _receipt(paper: Submission, _: Settlement | None, by: Office, on: date) -> Official:
    day = paper.received_on
    who = _giver(paper)
    rows = [("1", _named(paper), "01", f"{paper.pages:02d}" if paper.pages else "……", "")]
    if paper.enclosures:
        rows.append(("2", "Tài liệu, bằng chứng kèm theo", f"{paper.enclosures:02d}", "……", ""))
    return issued(
        by, on,
        title="GIẤY BIÊN NHẬN", subject="Về việc nhận đơn và thông tin, tài liệu, bằng chứng",
        number="", day=day, addressed="",
        paragraphs=(
            f"Ngày {_day(day)}, {by.organisation.name_on(day)} đã nhận của {who}: đơn và các thông "
            "tin, tài liệu, bằng chứng sau đây:",
            f"Đơn được ghi vào sổ đơn số {paper}. Giấy này lập thành hai bản, mỗi bên giữ một bản.",
        ),
        heads=RECEIPT_HEADS, rows=(*rows, *blank_lines(len(rows) + 1)), recipients=(),
        signer_lines=("NGƯỜI NHẬN",),
        signer=paper.reception.official_name if paper.reception else "",
        other_signer_lines=("NGƯỜI GIAO",),
        other_signer="(ký theo sổ riêng)" if paper.is_secret else "",
    )  # fmt: skip


def _guidance(paper: Submission, _: Settlement | None, by: Office, on: date) -> Official:
    return _of_outcome(
        paper, by, on, title="PHIẾU HƯỚNG DẪN", subject="",
        paragraphs=(
            _came(paper, by, f"có nội dung: {paper.matter.summary.rstrip('.')}"),
            f"Sau khi xem xét, nội dung đơn không thuộc thẩm quyền giải quyết của {_office(by, paper)}.",
            f"Đề nghị {_whom(paper)} gửi đơn đến {paper.agency} để được xem xét, giải quyết theo quy "
            "định của pháp luật./.",
        ),
    )  # fmt: skip


def _forwarding(paper: Submission, _: Settlement | None, by: Office, on: date) -> Official:
    asks = (
        "thông báo kết quả giải quyết cho người có đơn và cho cơ quan chuyển đơn"
        if not paper.is_secret
        else "thông báo kết quả cho cơ quan chuyển đơn; giữ bí mật thông tin của người tố cáo theo "
        "Điều 8, Điều 56 Luật Tố cáo"
    )
    return _of_outcome(
        paper, by, on, title="PHIẾU CHUYỂN ĐƠN", subject="", addressed=f"Kính gửi: {paper.agency}.",
        recipients=("Như trên", _sent_to(paper), "Lưu: VT"),
        paragraphs=(
            _came(paper, by, f"có nội dung: {paper.matter.summary.rstrip('.')}"),
            f"Sau khi xem xét, nội dung đơn thuộc thẩm quyền giải quyết của {paper.agency}. "
            f"{_office(by, paper)} chuyển đơn đến {paper.agency} để xem xét, giải quyết theo quy định "
            f"của pháp luật và {asks}./.",
        ),
    )  # fmt: skip


def _refusal(paper: Submission, _: Settlement | None, by: Office, on: date) -> Official:
    returned = paper.outcome == SubmissionOutcome.RETURNED
    what = (
        "trả lại đơn" if returned else f"từ chối thụ lý {paper.matter.get_kind_display().lower()}"
    )
    return _of_outcome(
        paper, by, on, title="THÔNG BÁO", subject=f"Về việc {what}",
        paragraphs=(
            _came(paper, by, f"có nội dung: {paper.matter.summary.rstrip('.')}"),
            f"Sau khi xem xét, {_office(by, paper)} thông báo {what}. Lý do: {paper.reason.rstrip('.')}.",
            f"{_office(by, paper)} thông báo để {_whom(paper)} được biết./.",
        ),
    )  # fmt: skip


def _acceptance(paper: Submission, _: Settlement | None, by: Office, on: date) -> Official:
    kind = MatterKind(paper.matter.kind)
    decided = paper.decided_on or on
    return _of_outcome(
        paper, by, on, title="THÔNG BÁO", subject=f"Về việc thụ lý {kind.label.lower()}",
        paragraphs=(
            _came(paper, by, ""),
            f"Sau khi xem xét, đơn đủ điều kiện và thuộc thẩm quyền giải quyết của {_office(by, paper)}. "
            f"{_office(by, paper)} thụ lý {_round(paper)} từ ngày {_day(decided)}.",
            f"Nội dung thụ lý: {paper.matter.summary.rstrip('.')}.",
            f"{_office(by, paper)} thông báo để {_whom(paper)} được biết./.",
        ),
    )  # fmt: skip


def _result(paper: Submission, settlement: Settlement | None, by: Office, on: date) -> Official:
    assert settlement is not None
    kind = MatterKind(paper.matter.kind)
    what = {
        MatterKind.COMPLAINT: "Quyết định giải quyết khiếu nại",
        MatterKind.DENUNCIATION: "Kết luận nội dung tố cáo",
    }.get(kind, "Văn bản trả lời")
    dated = f" ngày {_day(settlement.ended_on)}" if settlement.ended_on else ""
    whose = f" của {settlement.decided_by}" if settlement.decided_by else ""
    told = [
        _came(paper, by, f"có nội dung: {paper.matter.summary.rstrip('.')}"),
        f"Vụ việc đã được giải quyết tại {what} số {settlement.decision_number}{dated}{whose}.",
    ]
    if settlement.verdict:
        told.append(f"Kết quả: {kind.label.lower()} {settlement.verdict_words.lower()}.")
    if settlement.content:
        told.append(f"Nội dung: {settlement.content.rstrip('.')}.")
    told.append(f"{_office(by, paper)} thông báo để {_whom(paper)} được biết./.")
    return issued(
        by, on, title="THÔNG BÁO", subject=f"Về kết quả giải quyết {kind.label.lower()}",
        number="", day=None, addressed=_to(paper), paragraphs=tuple(told),
        recipients=_recipients(paper),
    )  # fmt: skip


def _of_outcome(
    paper: Submission, by: Office, on: date, *, title: str, subject: str,
    paragraphs: tuple[str, ...], addressed: str = "", recipients: tuple[str, ...] = (),
) -> Official:  # fmt: skip
    """A paper that carries the outcome's own number and date."""
    return issued(
        by, on, title=title, subject=subject, number=paper.document_number,
        day=paper.document_on, addressed=addressed or _to(paper), paragraphs=paragraphs,
        recipients=recipients or _recipients(paper),
    )  # fmt: skip


def issued(
    by: Office,
    on: date,
    *,
    title: str,
    subject: str,
    paragraphs: tuple[str, ...],
    day: date | None,
    number: str = "",
    addressed: str = "",
    recipients: tuple[str, ...] = (),
    signer_lines: tuple[str, ...] = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signer: str | None = None,
    other_signer_lines: tuple[str, ...] = (),
    other_signer: str = "",
    heads: tuple[str, ...] = (),
    rows: tuple[tuple[str, ...], ...] = (),
) -> Official:
    """Put the masthead of an office over a text; without `signer`, who leads it signs."""
    office, shown = by.organisation, day or on
    over, issuer = issuer_lines(office, office.unit.full_name_on(shown), on=shown)
    return Official(
        title=title, over=over, issuer=issuer, number=number, place=office.unit.name,
        issued_on=day, year=shown.year, subject=subject, addressed=addressed,
        paragraphs=paragraphs, signer_lines=signer_lines,
        signer=by.leader if signer is None else signer, recipients=recipients,
        other_signer_lines=other_signer_lines, other_signer=other_signer, heads=heads, rows=rows,
    )  # fmt: skip


def blank_lines(first: int) -> tuple[tuple[str, ...], ...]:
    """The lines of a receipt that are filled in by hand, from a place to the fifth."""
    return tuple((str(place), "", "", "", "") for place in range(first, 6))


def _came(paper: Submission, by: Office, about: str) -> str:
    sent = f" do {paper.sender} chuyển đến" if paper.sender else ""
    tail = f", {about}" if about else ""
    return (
        f"Ngày {_day(paper.received_on)}, {_office(by, paper)} nhận được {_named(paper).lower()} của "
        f"{_who(paper)}{sent}{tail}."
    )


def _named(paper: Submission) -> str:
    written = f" đề ngày {_day(paper.written_on)}" if paper.written_on else ""
    return f"Đơn {paper.matter.get_kind_display().lower()}{written}"


def _who(paper: Submission) -> str:
    """Who signed, with the address; who denounces is called so and no more."""
    if paper.is_secret:
        return SECRET_PERSON
    people = signed(paper)
    if not people:
        return f"ông (bà) {DOTS}, địa chỉ: {DOTS}"
    return f"ông (bà) {people[0].name}, địa chỉ: {people[0].address}{_more(paper)}"


def _more(paper: Submission) -> str:
    more = paper.signatories - 1
    return f" và {more} người khác" if more > 0 else ""


def _giver(paper: Submission) -> str:
    """Who hands over, with the paper that was shown."""
    people = signatories(paper)
    return f"{people[0].on_receipt}{_more(paper)}" if people else _who(paper)


def _whom(paper: Submission) -> str:
    """Who signed, where the paper has named them already."""
    if paper.is_secret:
        return "người tố cáo"
    people = signed(paper)
    return f"ông (bà) {people[0].name}" if people else "ông (bà)"


def _to(paper: Submission) -> str:
    if paper.is_secret:
        return "Kính gửi: Người tố cáo (gửi theo sổ riêng)."
    people = signed(paper)
    names = "; ".join(f"Ông (bà) {one.name}" for one in people) or f"Ông (bà) {DOTS}"
    return f"Kính gửi: {names}."


def _sent_to(paper: Submission) -> str:
    if paper.is_secret:
        return "Người tố cáo (gửi theo sổ riêng)"
    people = signed(paper)
    return f"Ông (bà) {people[0].name} (để biết)" if people else "Người có đơn (để biết)"


def _recipients(paper: Submission) -> tuple[str, ...]:
    sender = (f"{paper.sender} (để biết)",) if paper.sender else ()
    return ("Như trên", *sender, "Lưu: VT")


def _round(paper: Submission) -> str:
    kind = paper.matter.get_kind_display().lower()
    second = paper.round != "first"
    return f"{kind} {paper.round_words.lower()}" if second and not paper.is_secret else kind


def _office(by: Office, paper: Submission) -> str:
    return by.organisation.name_on(paper.received_on)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else DOTS


Maker = Callable[[Submission, Settlement | None, Office, date], Official]
_MAKERS: dict[PaperKind, Maker] = {
    PaperKind.RECEIPT: _receipt,
    PaperKind.GUIDANCE: _guidance,
    PaperKind.FORWARDING: _forwarding,
    PaperKind.REFUSAL: _refusal,
    PaperKind.ACCEPTANCE: _acceptance,
    PaperKind.RESULT: _result,
}
