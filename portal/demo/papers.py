"""The petition books of the demo: papers by post and handed on, decided in time, settled, a few still open."""

import random
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from citizens.receptions.kinds import Field, MatterKind
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
    SettlementEnd,
    Source,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import Settlement, Submission
from portal.access import Scope
from portal.accounts.scopes import scope_of
from portal.demo.cast import posting_of

_SENT = (
    (MatterKind.COMPLAINT, Field.LAND, "Khiếu nại diện tích đất bị thu hồi ghi thiếu 12 m²"),
    (MatterKind.PETITION, Field.POLICY, "Đề nghị xét trợ cấp cho người cao tuổi neo đơn"),
    (MatterKind.REFLECTION, Field.OTHER, "Phản ánh xe chở đất làm hỏng đường thôn"),
    (MatterKind.DENUNCIATION, Field.ADMINISTRATION, "Tố cáo việc lập danh sách hỗ trợ không đúng"),
    (MatterKind.COMPLAINT, Field.POLICY, "Khiếu nại việc cắt hỗ trợ hộ cận nghèo"),
    (MatterKind.PETITION, Field.LAND, "Đề nghị đính chính thửa đất trên giấy chứng nhận"),
)
_FROM = (
    (Source.POST, ""),
    (Source.HANDED_ON, "Ban Tiếp công dân tỉnh"),
    (Source.FRONT, "Ủy ban MTTQ phường"),
    (Source.ONLINE, ""),
)
_PEOPLE = ("Giáp Thị Lan", "Thân Văn Hòa", "Ngô Đức Bình", "Dương Thị Thu", "Đỗ Quang Nam")


def send_papers(username: str, *, count: int, on: date, seed: int) -> None:
    """Write papers of the last half year into the petition book of one of the cast, oldest first."""
    by, dice = scope_of(posting_of(username)), random.Random(seed)  # noqa: S311  # plausible, not secret
    days = [on - timedelta(days=dice.randint(5, 170)) for _ in range(count)]
    for day in (*sorted(days), on - timedelta(days=3), on - timedelta(days=1)):
        _send(by, day, dice)
    for paper in Submission.objects.editable_by(by).with_outcome(None).with_book():
        _decide(paper, by, paper.received_on, on)
    for settlement in Settlement.objects.editable_by(by).with_parts():
        _settle(settlement, by, on, dice)


def _send(by: Scope, day: date, dice: random.Random) -> Submission:
    kind, field, summary = dice.choice(_SENT)
    source, sender = dice.choice(_FROM)
    people = [PetitionerEntry(dice.choice(_PEOPLE), "thôn Chùa")]
    return log_submission(
        key=UUID(int=dice.getrandbits(128), version=4),
        paper=PaperEntry(day, source, sender=sender), people=people,
        subject=SubjectEntry(kind, summary, field), by=by, on=day,
    )  # fmt: skip


def _decide(paper: Submission, by: Scope, day: date, on: date) -> None:
    """Accept what is the commune's, send the rest on; the newest are still looked at."""
    decided = day + timedelta(days=4)
    if decided > on:
        return
    ours = paper.source == Source.VISIT or paper.number % 4 != 0
    outcome = SubmissionOutcome.ACCEPTED if ours else SubmissionOutcome.FORWARDED
    number = f"{paper.number}/{'TB' if ours else 'PC'}-UBND"
    decision = DecisionEntry(
        Condition.MET, Competence.OURS if ours else Competence.OTHERS, outcome, decided,
        agency="" if ours else "Sở Nông nghiệp và Môi trường", document_number=number,
        document_on=decided,
    )  # fmt: skip
    decide(submission=paper, decision=decision, by=by, on=decided)


def _settle(settlement: Settlement, by: Scope, on: date, dice: random.Random) -> None:
    """End what began a month ago; what a complaint won is returned, not everywhere in full yet."""
    ended = settlement.accepted_on + timedelta(days=dice.choice((18, 22, 27)))
    if ended > on:
        return
    judged = settlement.matter.kind in (MatterKind.COMPLAINT, MatterKind.DENUNCIATION)
    verdict = dice.choice((Verdict.RIGHT, Verdict.WRONG, Verdict.PARTLY)) if judged else None
    entry = EndEntry(
        SettlementEnd.DECIDED, ended, f"{settlement.pk}/{'QĐ-' if judged else ''}UBND",
        "Chủ tịch UBND phường" if judged else "", verdict, reported_on=ended,
    )  # fmt: skip
    end_settlement(settlement=settlement, entry=entry, by=by, on=ended)
    if settlement.matter.kind == MatterKind.COMPLAINT and verdict is not Verdict.WRONG:
        done = Decimal(dice.choice((0, 8, 20)))
        keep_remedies(
            settlement=settlement, remedies={RemedyKind.RETURN_MONEY: (Decimal(20), done)},
            executed_on=ended if done == 20 else None, by=by, on=ended,
        )  # fmt: skip
