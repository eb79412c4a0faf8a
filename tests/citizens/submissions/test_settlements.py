"""How a matter is settled: the decision, what it orders, what is carried out, opening balances."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from citizens.receptions.actions import reclassify
from citizens.receptions.kinds import Field, MatterKind
from citizens.submissions.actions import carry_in, decide, end_settlement, keep_remedies
from citizens.submissions.entries import DecisionEntry, EndEntry
from citizens.submissions.kinds import (
    Condition,
    RemedyKind,
    Round,
    SettlementEnd,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import Remedy, Settlement, Submission
from portal.access import Scope
from portal.audit.models import Entry
from tests.shown import shown

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
Accept = Callable[..., None]
ON, DECIDED = date(2026, 11, 22), date(2026, 11, 20)
RIGHT = EndEntry(SettlementEnd.DECIDED, DECIDED, "9/QĐ-UBND", verdict=Verdict.RIGHT)
MONEY, PEOPLE = RemedyKind.RETURN_MONEY, RemedyKind.PUNISH_PERSONS
OFFICIALS = RemedyKind.PUNISH_OFFICIALS


@pytest.fixture
def begun(take: Take, accept: Accept) -> Settlement:
    accept(take())
    return Settlement.objects.get()


def test_an_accepted_paper_begins_the_settlement_with_its_document(begun: Settlement) -> None:
    assert (begun.round, begun.accepted_on, begun.accepted_document) == (
        "first", date(2026, 11, 18), "12/TB-UBND",
    )  # fmt: skip


def test_a_second_paper_of_the_same_round_joins_it(
    take: Take, accept: Accept, begun: Settlement
) -> None:
    accept(take(matter=begun.matter))
    assert Settlement.objects.get() == begun
    accept(take(matter=begun.matter, round=Round.SECOND))
    assert Settlement.objects.count() == 2


def test_an_acceptance_taken_back_takes_an_untouched_settlement_along(
    begun: Settlement, lucnam: Scope
) -> None:
    filed = DecisionEntry(
        Condition.UNMET, None, SubmissionOutcome.FILED, DECIDED, reason="Không ký tên"
    )
    decide(submission=Submission.objects.get(), decision=filed, by=lucnam, on=ON)
    assert not Settlement.objects.exists()


def test_an_acceptance_stays_once_there_is_a_decision(begun: Settlement, lucnam: Scope) -> None:
    end_settlement(settlement=begun, entry=RIGHT, by=lucnam, on=ON)
    filed = DecisionEntry(
        Condition.UNMET, None, SubmissionOutcome.FILED, DECIDED, reason="Không ký tên"
    )
    with pytest.raises(ValidationError, match="đã kết thúc"):
        decide(submission=Submission.objects.get(), decision=filed, by=lucnam, on=ON)


def test_a_decision_is_written_and_told_in_the_history(begun: Settlement, lucnam: Scope) -> None:
    end_settlement(settlement=begun, entry=RIGHT, by=lucnam, on=ON)
    begun.refresh_from_db()
    assert (begun.end, begun.verdict, begun.decision_number) == ("decided", "right", "9/QĐ-UBND")
    entry = Entry.objects.about(begun).get(act="settlement.end")
    assert entry.values.changes["kết quả"] == ["", "Đúng"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (EndEntry(SettlementEnd.DECIDED, DECIDED, "9"), "chọn kết quả"),
        (EndEntry(SettlementEnd.DECIDED, DECIDED, "", verdict=Verdict.RIGHT), "số quyết định"),
        (EndEntry(SettlementEnd.DECIDED, DECIDED, "9", verdict=Verdict.UPHELD), "có các kết quả"),
        (EndEntry(SettlementEnd.WITHDRAWN, DECIDED, verdict=Verdict.RIGHT), "chỉ có khi"),
        (EndEntry(SettlementEnd.STOPPED, None), "ghi ngày"),
        (EndEntry(SettlementEnd.STOPPED, date(2026, 11, 1)), "trước ngày thụ lý"),
        (EndEntry(SettlementEnd.STOPPED, date(2026, 12, 1)), "sau hôm nay"),
        (EndEntry(None, DECIDED), "cách kết thúc"),
    ],
)
def test_a_wrong_end_is_refused_in_words(
    begun: Settlement, lucnam: Scope, entry: EndEntry, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        end_settlement(settlement=begun, entry=entry, by=lucnam, on=ON)


def test_the_second_round_upholds_or_changes(take: Take, accept: Accept, lucnam: Scope) -> None:
    accept(take(round=Round.SECOND))
    upheld = EndEntry(
        SettlementEnd.DECIDED, DECIDED, "77/QĐ-UBND", "Chủ tịch UBND tỉnh", Verdict.UPHELD
    )
    end_settlement(settlement=Settlement.objects.get(), entry=upheld, by=lucnam, on=ON)
    assert Settlement.objects.get().decided_by == "Chủ tịch UBND tỉnh"


def test_the_database_refuses_the_second_rounds_verdict_in_the_first(begun: Settlement) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Settlement.objects.update(
            end="decided", ended_on=DECIDED, decision_number="9", verdict="upheld"
        )


def test_a_petition_is_answered_without_right_or_wrong(
    take: Take, accept: Accept, lucnam: Scope
) -> None:
    accept(take(kind=MatterKind.PETITION))
    answered = EndEntry(SettlementEnd.DECIDED, DECIDED, "15/UBND-VP")
    end_settlement(settlement=Settlement.objects.get(), entry=answered, by=lucnam, on=ON)
    assert Settlement.objects.get().verdict == ""


def test_what_is_ordered_is_carried_out_until_done(begun: Settlement, lucnam: Scope) -> None:
    end_settlement(settlement=begun, entry=RIGHT, by=lucnam, on=ON)
    ordered = {MONEY: (Decimal("12.5"), Decimal(0)), PEOPLE: (Decimal(2), Decimal(2))}
    keep_remedies(settlement=begun, remedies=ordered, executed_on=None, by=lucnam, on=ON)
    with pytest.raises(ValidationError, match="Còn nội dung"):
        keep_remedies(settlement=begun, remedies=ordered, executed_on=ON, by=lucnam, on=ON)
    done = ordered | {MONEY: (Decimal("12.5"), Decimal("12.5"))}
    keep_remedies(settlement=begun, remedies=done, executed_on=ON, by=lucnam, on=ON)
    assert Settlement.objects.get().executed_on == ON
    assert Remedy.objects.get(kind=MONEY).done == Decimal("12.5")


@pytest.mark.parametrize(
    ("remedies", "said"),
    [
        ({MONEY: (Decimal(1), Decimal(2))}, "nhiều hơn phải thi hành"),
        ({MONEY: (Decimal(-1), Decimal(0))}, "không thể âm"),
        ({PEOPLE: (Decimal("1.5"), Decimal(0))}, "số nguyên"),
        ({OFFICIALS: (Decimal(3), Decimal(0)), PEOPLE: (Decimal(2), Decimal(0))}, "nhiều hơn “Cá nhân"),
    ],
)  # fmt: skip
def test_wrong_amounts_are_refused_in_words(
    begun: Settlement, lucnam: Scope, remedies: dict[RemedyKind, tuple[Decimal, Decimal]], said: str
) -> None:
    end_settlement(settlement=begun, entry=RIGHT, by=lucnam, on=ON)
    with pytest.raises(ValidationError, match=said):
        keep_remedies(settlement=begun, remedies=remedies, executed_on=None, by=lucnam, on=ON)


def test_nothing_is_carried_out_before_a_decision(begun: Settlement, lucnam: Scope) -> None:
    with pytest.raises(ValidationError, match="Chưa có quyết định"):
        keep_remedies(settlement=begun, remedies={}, executed_on=ON, by=lucnam, on=ON)


def test_an_opening_balance_is_marked_and_its_clock_runs_from_the_first_day(
    take: Take, lucnam: Scope
) -> None:
    matter = take(received_on=date(2026, 10, 1), carried_over=True).matter
    carried = carry_in(matter=matter, round_=Round.FIRST, accepted_on=date(2026, 10, 5),
                       accepted_document="3/TB-UBND", by=lucnam, on=ON)  # fmt: skip
    assert carried.carried_over
    assert carried.terms.get().due_on == date(2026, 11, 4)


def test_a_paper_of_before_the_office_comes_in_as_an_opening_balance(take: Take) -> None:
    early = date(2025, 6, 20)
    with pytest.raises(ValidationError, match="nhận bàn giao"):
        take(received_on=early)
    paper = take(received_on=early, carried_over=True)
    assert (paper.received_on, paper.series.year) == (early, 2026)


def test_a_conclusion_of_what_turns_out_a_denunciation_forgets_who_complained(
    begun: Settlement, lucnam: Scope
) -> None:
    said = EndEntry(
        SettlementEnd.DECIDED, DECIDED, "9/QĐ-UBND", verdict=Verdict.RIGHT,
        content="Trả lại đất cho bà Vi Thị Mận",
    )  # fmt: skip
    end_settlement(settlement=begun, entry=said, by=lucnam, on=ON)
    reclassify(matter=begun.matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER,
               summary="Tố cáo", by=lucnam)  # fmt: skip
    begun.refresh_from_db()
    assert "Mận" not in begun.content
    assert not Entry.objects.about(begun).filter(values__isnull=False).exists()


def test_the_pages_lead_from_acceptance_to_execution(
    client_of: Callable[[str], Client], begun: Settlement
) -> None:
    client, base = client_of("canbo.lucnam"), f"/don-thu/giai-quyet/{begun.pk}/"
    ended = {
        "end": "decided",
        "ended_on": "20/11/2026",
        "decision_number": "9/QĐ-UBND",
        "verdict": "right",
    }
    posted = {f"{MONEY}-owed": "1.250,5", f"{MONEY}-done": "1.250,5", "executed_on": "21/11/2026"}
    for url, typed in {f"{base}ket-qua/": ended, f"{base}thi-hanh/": posted}.items():
        assert client.post(url, shown(client, url) | typed).status_code == 302
    page = client.get(base).content.decode()
    assert "1.250,5" in page
    assert "xong ngày 21/11/2026" in page


def test_a_wrong_box_of_the_execution_page_is_told_beside_it(
    client_of: Callable[[str], Client], begun: Settlement, lucnam: Scope
) -> None:
    end_settlement(settlement=begun, entry=RIGHT, by=lucnam, on=ON)
    posted = {f"{MONEY}-owed": "2", f"{MONEY}-done": "3"}
    client, address = client_of("canbo.lucnam"), f"/don-thu/giai-quyet/{begun.pk}/thi-hanh/"
    response = client.post(address, shown(client, address) | posted)
    assert response.status_code == 422
    assert "Đã thi hành nhiều hơn phải thi hành." in response.content.decode()


def test_an_amount_is_written_in_digits(
    client_of: Callable[[str], Client], begun: Settlement, lucnam: Scope
) -> None:
    end_settlement(settlement=begun, entry=RIGHT, by=lucnam, on=ON)
    client, address = client_of("canbo.lucnam"), f"/don-thu/giai-quyet/{begun.pk}/thi-hanh/"
    assert client.post(address, {f"{MONEY}-owed": "1e5"}).status_code == 422
    assert 'data-label="Phải thi hành"' in client.get(address).content.decode()
