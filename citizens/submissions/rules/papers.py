"""One submission: its days, its people, what was decided. Pure, each with the article it comes from."""

from collections.abc import Sequence
from datetime import date

from citizens.receptions.kinds import MatterKind
from citizens.receptions.rules import (
    field_problem,
    identity_problem,
    name_problem,
    normal_number,
    representatives_problem,
    secret_text_problem,
)
from citizens.submissions.entries import (
    DecisionEntry,
    PaperEntry,
    PetitionerEntry,
    SubjectEntry,
)
from citizens.submissions.kinds import Competence, Condition, Round, Source, SubmissionOutcome
from portal.text import search_key

Problems = dict[str, str]


def paper_problems(
    paper: PaperEntry,
    people: Sequence[PetitionerEntry],
    subject: SubjectEntry,
    *,
    office_since: date | None,
    on: date,
) -> Problems:
    """Return every problem of a submission by the name of its field. `on` is today."""
    secret = subject.is_secret
    found = {
        "kind": kind_problem(subject),
        "received_on": received_problem(
            paper.received_on, on=on, office_since=None if paper.carried_over else office_since
        ),
        "written_on": written_problem(paper.written_on, paper.received_on),
        "sender": sender_problem(paper.source, paper.sender),
        "round": round_problem(subject.kind, paper.round),
        "signatories": signatories_problem(paper.signatories, 0 if secret else len(people)),
        "summary": None if subject.summary or subject.matter else "Hãy tóm tắt nội dung đơn.",
        "field": None if subject.matter else field_problem(subject.kind, subject.field),
    }
    for place, person in enumerate(() if secret else people, start=1):
        found[f"people-{place}-name"] = name_problem(person.name) or twice_problem(people, place)
        found[f"people-{place}-address"] = None if person.address else "Hãy ghi địa chỉ."
        if number := normal_number(person.number):
            found[f"people-{place}-number"] = identity_problem(number, person.identity_kind)
    texts = {
        "summary": subject.summary, "sender": paper.sender, "note": paper.note,
        "sender_document": paper.sender_document,
    }  # fmt: skip
    return _told(found) | secret_problems(texts, is_secret=secret)


def kind_problem(subject: SubjectEntry) -> str | None:
    """Say why a paper of this kind does not join the matter, or None: a matter is of one kind."""
    if subject.matter is None or subject.kind is MatterKind(subject.matter.kind):
        return None
    there = MatterKind(subject.matter.kind).label.lower()
    return (
        f"Vụ việc đã chọn là {there}, đơn này là {subject.kind.label.lower()}: chọn lại loại đơn, "
        "hoặc chọn “Vụ việc mới”."
    )


def twice_problem(people: Sequence[PetitionerEntry], place: int) -> str | None:
    """Say that who stands there stands above too, marks and case aside, or None."""
    keys = [(search_key(one.name), search_key(one.address)) for one in people]
    if keys[place - 1] in keys[: place - 1]:
        return f"Trùng người thứ {keys.index(keys[place - 1]) + 1}: cùng họ tên và địa chỉ."
    return None


def received_problem(received_on: date, *, on: date, office_since: date | None) -> str | None:
    """Say why no paper can have come on that day, or None. `on` is today."""
    if received_on > on:
        return f"Ngày nhận {received_on:%d/%m/%Y} ở sau hôm nay ({on:%d/%m/%Y})."
    if office_since is not None and received_on < office_since:
        return (
            f"Cơ quan hoạt động từ ngày {office_since:%d/%m/%Y}. Đơn nhận trước đó thuộc sổ của đơn "
            "vị cũ; nếu nhận bàn giao, hãy đánh dấu “Tồn từ trước, nhận bàn giao”."
        )
    return None


def written_problem(written_on: date | None, received_on: date) -> str | None:
    if written_on is not None and written_on > received_on:
        return f"Đơn ghi ngày {written_on:%d/%m/%Y}, sau ngày nhận {received_on:%d/%m/%Y}."
    return None


def sender_problem(source: Source, sender: str) -> str | None:
    if source.names_sender and not sender:
        return "Hãy ghi cơ quan, tổ chức, cá nhân đã chuyển đơn đến."
    return None


def round_problem(kind: MatterKind, round_: Round) -> str | None:
    """Say why this kind has no second round, or None (02/XLD: columns 7–8, 13–14 alone)."""
    if round_ is Round.SECOND and kind not in (MatterKind.COMPLAINT, MatterKind.DENUNCIATION):
        return f"{kind.label} không có lần hai; một {kind.label.lower()} lặp lại nối vào vụ việc đã có."
    return None


def signatories_problem(signatories: int, named: int) -> str | None:
    """Say what is wrong with the representatives of many signatories, or None (Điều 29 Luật TCD).

    A paper without a name is told of by its condition, not here: it is filed, not refused entry.
    """
    problem = representatives_problem(signatories, named)
    if problem is None:
        return None
    if signatories < 1:
        return "Một đơn có ít nhất một người đứng tên."
    return problem.replace("Lượt tiếp", "Đơn").replace("lượt tiếp", "đơn")


def decision_problems(
    decision: DecisionEntry, *, kind: MatterKind, received_on: date, on: date
) -> Problems:
    """Return what is wrong with what was found and decided, by the name of its field."""
    found = _outcome_problems(decision)
    if decision.outcome is None and decision.decided_on is not None:
        found["outcome"] = "Hãy chọn hướng xử lý."
    elif decision.outcome is None and decision.document_number:
        found["outcome"] = "Đã có số văn bản: hãy chọn hướng xử lý."
    if decision.outcome is not None:
        found["decided_on"] = _day_problem(
            decision.decided_on, "Ngày xử lý", received_on=received_on, on=on
        )
    if decision.document_on is not None:
        found["document_on"] = _day_problem(
            decision.document_on, "Ngày văn bản", received_on=received_on, on=on
        )
    texts = {
        "agency": decision.agency, "reason": decision.reason,
        "document_number": decision.document_number,
    }  # fmt: skip
    return _told(found) | secret_problems(texts, is_secret=kind.is_secret)


def second_complaint_warning(
    kind: MatterKind, round_: Round, outcome: SubmissionOutcome | None
) -> str | None:
    """Say that a second complaint is not a commune's to accept, or None (Luật Khiếu nại Điều 21)."""
    if (kind, round_) != (MatterKind.COMPLAINT, Round.SECOND):
        return None
    if outcome not in (None, SubmissionOutcome.ACCEPTED):
        return None
    return (
        "Khiếu nại lần hai thuộc thẩm quyền của Chủ tịch UBND tỉnh (Luật Khiếu nại Điều 21): chuyển "
        "đơn hoặc hướng dẫn, không thuộc thẩm quyền của cơ quan này."
    )


def _outcome_problems(decision: DecisionEntry) -> dict[str, str | None]:
    outcome, found = decision.outcome, dict[str, str | None]()
    if outcome is None:
        return found
    if outcome.names_agency and not decision.agency:
        found["agency"] = "Hãy ghi cơ quan có thẩm quyền được hướng dẫn hoặc chuyển đến."
    if outcome.needs_reason and not decision.reason:
        found["reason"] = f"Hãy ghi lý do {outcome.label.lower()}."
    if decision.condition is None:
        found["condition"] = "Hãy chọn đủ hay không đủ điều kiện xử lý."
    if outcome is SubmissionOutcome.ACCEPTED:
        if decision.condition is Condition.UNMET:
            found["condition"] = "Đơn không đủ điều kiện thì không thụ lý."
        if decision.competence is not Competence.OURS:
            found["competence"] = "Chỉ thụ lý đơn thuộc thẩm quyền."
    if outcome.names_agency and decision.competence is not Competence.OTHERS:
        found["competence"] = (
            f"{outcome.label} là của đơn không thuộc thẩm quyền (02/XLD, cột 23–25)."
        )
    return found


def _day_problem(day: date | None, what: str, *, received_on: date, on: date) -> str | None:
    if day is None:
        return f"Hãy ghi {what.lower()}."
    if day > on:
        return f"{what} {day:%d/%m/%Y} ở sau hôm nay."
    if day < received_on:
        return f"{what} {day:%d/%m/%Y} trước ngày nhận đơn {received_on:%d/%m/%Y}."
    return None


def secret_problems(texts: dict[str, str], *, is_secret: bool) -> Problems:
    """Return which texts of a denunciation hold a phone or an identity number."""
    if not is_secret:
        return {}
    return {name: told for name, text in texts.items() if (told := secret_text_problem(text))}


def _told(found: dict[str, str | None]) -> Problems:
    return {name: text for name, text in found.items() if text}
