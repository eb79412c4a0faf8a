"""What the six statistical forms count beside visits: settled in every way, undertaken, confirmed."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from citizens.oversight.actions import note_undertaking
from citizens.oversight.entries import UndertakingEntry
from citizens.oversight.kinds import UndertakingKind
from citizens.receptions.kinds import Field, MatterKind
from citizens.returns.actions import confirm
from citizens.returns.catalogue import periods
from citizens.returns.models import FormVersion
from citizens.returns.rules import newest
from citizens.submissions.actions import decide, end_settlement, keep_remedies, log_submission
from citizens.submissions.entries import (
    DecisionEntry,
    EndEntry,
    PaperEntry,
    PetitionerEntry,
    SubjectEntry,
)
from citizens.submissions.kinds import (
    Competence,
    Condition,
    RemedyKind,
    Round,
    SettlementEnd,
    Source,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import Settlement, Submission
from portal.access import Scope
from portal.accounts.scopes import scope_of
from portal.demo.cast import posting_of

_ACCEPTED = SubmissionOutcome.ACCEPTED
_WOMAN = PetitionerEntry("Giáp Thị Lan", "thôn Chùa")
_MONEY = {RemedyKind.RECOVER_MONEY: ("12.5", "5"), RemedyKind.RECOVER_LAND: ("180", "180")}
_PEOPLE = {
    RemedyKind.PUNISH_PERSONS: ("2", "1"), RemedyKind.PUNISH_OFFICIALS: ("1", "1"),
    RemedyKind.INVESTIGATE_CASES: ("1", "0"), RemedyKind.INVESTIGATE_PERSONS: ("1", "0"),
}  # fmt: skip
_BACK = {RemedyKind.RETURN_LAND: ("36", "36"), RemedyKind.RETURN_PERSONS: ("1", "1")}


def settle_in_every_way(username: str, *, on: date) -> None:
    """Papers refused, withdrawn, still considered; conclusions that recover, punish, hand to investigators."""
    by, then = scope_of(posting_of(username)), on - timedelta(days=100)
    refused = _paper(by, 1, then, MatterKind.COMPLAINT, "Khiếu nại việc đã hết thời hiệu")
    _decide(by, refused, SubmissionOutcome.REFUSED, reason="Đã hết thời hiệu khiếu nại")
    considered = _paper(by, 2, on, MatterKind.COMPLAINT, "Khiếu nại phương án hỗ trợ tái định cư")
    _decide(by, considered, None)
    for place, summary, verdict, things in (
        (3, "Khiếu nại diện tích đất giao thiếu", Verdict.RIGHT, _BACK),
        (4, "Khiếu nại việc xếp loại hộ nghèo", Verdict.WRONG, {}),
    ):
        _settled(by, _paper(by, place, then, MatterKind.COMPLAINT, summary), verdict, things)
    withdrawn = _paper(by, 5, then, MatterKind.COMPLAINT, "Khiếu nại mức bồi thường hoa màu")
    _decide(by, withdrawn, _ACCEPTED)
    entry = EndEntry(SettlementEnd.WITHDRAWN, then + timedelta(days=12))
    end_settlement(settlement=_begun(withdrawn), entry=entry, by=by, on=on)
    told = _paper(
        by, 6, then, MatterKind.DENUNCIATION, "Tố cáo việc thu khoản đóng góp sai quy định"
    )
    _settled(by, told, Verdict.PARTLY, _MONEY | _PEOPLE)
    again = _paper(by, 7, then, MatterKind.DENUNCIATION, "Tố cáo tiếp việc cấp đất", Round.SECOND)
    _settled(by, again, Verdict.WRONG, {})


def undertake(username: str, *, on: date) -> None:
    """Texts, a course and inspections of responsibility, concluded and not."""
    by, then = scope_of(posting_of(username)), on - timedelta(days=95)
    inspection, later = UndertakingKind.INSPECTION, then + timedelta(days=20)
    entries = (
        UndertakingEntry(
            UndertakingKind.NEW_TEXT, then, "Quy chế tiếp công dân của UBND phường", "41/QĐ-UBND"
        ),
        UndertakingEntry(
            UndertakingKind.AMENDED_TEXT, later, "Sửa Nội quy nơi tiếp công dân", "57/QĐ-UBND"
        ),
        UndertakingEntry(
            UndertakingKind.TRAINING, later, "Tập huấn Luật Khiếu nại, Luật Tố cáo sửa đổi",
            people=46,
        ),
        UndertakingEntry(
            inspection, then, "Kiểm tra trách nhiệm tiếp công dân của các thôn", "12/QĐ-UBND",
            units=4, concluded_on=later, conclusion_number="03/KL-UBND", discipline_persons=1,
            executed_on=later + timedelta(days=5), disciplined_persons=1,
        ),
        UndertakingEntry(
            inspection, on - timedelta(days=20), "Kiểm tra việc xử lý đơn", "88/QĐ-UBND", units=2
        ),
    )  # fmt: skip
    for place, entry in enumerate(entries, start=1):
        note_undertaking(key=_key(by, 100 + place), entry=entry, by=by, on=on)


def confirm_last_period(username: str, *, on: date, at: datetime) -> None:
    """The leader confirms all forms of the period that ended last."""
    law, year = newest(periods(), on)
    forms = list(FormVersion.objects.by_code(law.of(year).ends_on).values())
    confirm(
        forms=forms, period=law.of(year), title=f"{law.label} năm {year}", is_of_law=True,
        by=scope_of(posting_of(username)), at=at, on=on,
    )  # fmt: skip


def _paper(
    by: Scope, place: int, day: date, kind: MatterKind, summary: str, round_: Round = Round.FIRST
) -> Submission:
    field = Field.ADMINISTRATION if kind.is_secret else Field.LAND
    return log_submission(
        key=_key(by, place), paper=PaperEntry(day, Source.POST, round=round_),
        people=() if kind.is_secret else (_WOMAN,), subject=SubjectEntry(kind, summary, field),
        by=by, on=day,
    )  # fmt: skip


def _key(by: Scope, place: int) -> UUID:
    return UUID(int=(by.organisation_id << 32) + place, version=4)


def _decide(
    by: Scope, paper: Submission, outcome: SubmissionOutcome | None, reason: str = ""
) -> None:
    day = paper.received_on + timedelta(days=5) if outcome else None
    decision = DecisionEntry(Condition.MET, Competence.OURS, outcome, day, reason=reason)
    decide(submission=paper, decision=decision, by=by, on=day or paper.received_on)


def _settled(
    by: Scope, paper: Submission, verdict: Verdict, things: dict[RemedyKind, tuple[str, str]]
) -> None:
    _decide(by, paper, _ACCEPTED)
    settlement, day = _begun(paper), paper.received_on + timedelta(days=25)
    number = f"{settlement.pk}/{'KL' if paper.matter.is_secret else 'QĐ'}-UBND"
    entry = EndEntry(SettlementEnd.DECIDED, day, number, "Chủ tịch UBND phường", verdict)
    end_settlement(settlement=settlement, entry=entry, by=by, on=day)
    remedies = {kind: (Decimal(owed), Decimal(done)) for kind, (owed, done) in things.items()}
    done = all(owed == carried for owed, carried in remedies.values())
    keep_remedies(
        settlement=settlement, remedies=remedies, by=by, as_of=day + timedelta(days=10),
        executed_on=day + timedelta(days=10) if done else None, on=day + timedelta(days=10),
    )  # fmt: skip


def _begun(paper: Submission) -> Settlement:
    return Settlement.objects.get(matter=paper.matter, round=paper.round)
