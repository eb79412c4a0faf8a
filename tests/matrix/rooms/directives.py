"""Samples of directives and of the work that they ask for."""

from datetime import date
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from directives.assignments import actions
from directives.assignments.models import Assignment
from directives.registry.actions import (
    DutyAnswer,
    MastheadAnswer,
    ReferenceAnswer,
    Review,
    correct_text,
    enter,
    read_scan,
    save_review,
)
from directives.registry.kinds import ReferenceState
from directives.registry.models import Directive, Duty
from portal.demo.cast import organisation_at, person
from portal.files.actions import keep_upload
from portal.files.models import Attachment
from portal.files.rules import DOCUMENTS
from portal.urging.actions import urge
from portal.urging.models import Urging
from tests.matrix.askers import IN_PROVINCE, LUC_NAM, PROVINCE_STAFF, WATCHERS
from tests.matrix.samples import Kwargs, sample, scope

HOME_AFFAIRS = frozenset({"sonoivu", "diaban.lucnam", "ke.diaban"})  # a draft is its own office's
GIVEN, DUE = date(2026, 11, 2), date(2026, 11, 29)
EVIDENCE = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
# Issued by a province that is gone: today's province reads it through succession.
TEXT = """ỦY BAN NHÂN DÂN
TỈNH BẮC GIANG
-------
Số: 05/CT-UBND
Bắc Giang, ngày 20 tháng 6 năm 2022

CHỈ THỊ
Về nâng cao chất lượng phục vụ Nhân dân tại bộ phận một cửa

Thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ, Chủ tịch UBND tỉnh yêu cầu:

1. Hằng năm, UBND các xã, phường, thị trấn báo cáo kết quả về Sở Nội vụ trước ngày 30/11.

Nơi nhận:
- UBND các xã, phường, thị trấn;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Mẫu
"""
TWIN = """THỦ TƯỚNG CHÍNH PHỦ
-------
Số: 12/CT-TTg
Hà Nội, ngày 14 tháng 4 năm {year}

CHỈ THỊ
Về việc lắng nghe ý kiến Nhân dân

1. Các cấp báo cáo kết quả trước ngày 30/11.

THỦ TƯỚNG

Nguyễn Văn Mẫu
"""
ASKING = TEXT.replace("Số: 05/", "Số: 06/").replace(
    "Chỉ thị số 33/CT-TTg ngày 26/11/2021", "Chỉ thị số 12/CT-TTg"
)


def a_draft(source: Attachment | None = None) -> Directive:
    """What Sở Nội vụ has entered and not yet reviewed."""
    return enter(text=TEXT, entry_key="mẫu", by=scope("sonoivu"), source=source)


def a_final_directive(source: Attachment | None = None) -> Directive:
    return reviewed(a_draft(source))


def reviewed(draft: Directive) -> Directive:
    """Accept all that was read."""
    review = Review(
        masthead=MastheadAnswer({}, [row.wording for row in draft.recipients.all()]),
        references=[ReferenceAnswer(row, {}, "accept", None) for row in draft.references.all()],
        duties=[DutyAnswer(row, {}, "accept") for row in draft.duties.all()],
    )
    return save_review(directive=draft, review=review, by=scope("sonoivu"), on=GIVEN, finish=True)


def a_duty() -> Duty:
    return a_final_directive().duties.earliest("ordinal")


def a_work() -> Assignment:
    """The duty given to xã Lục Nam."""
    duty = a_duty()
    luc_nam = organisation_at(person("canbo.lucnam").seat)
    actions.assign(
        duty=duty, organisations=[luc_nam], due_on=DUE, period="Năm 2026",
        by=scope("sonoivu"), on=GIVEN,
    )  # fmt: skip
    return Assignment.objects.get(duty=duty)


@sample(
    "registry:directive",
    "registry:relations",
    "registry:duties",
    "registry:history",
    seen_by=IN_PROVINCE,
)
def final_directive() -> Kwargs:
    return {"pk": a_final_directive().pk}


@sample("registry:text", seen_by=IN_PROVINCE)
def the_text_of_a_directive() -> Kwargs:
    return {"pk": a_final_directive().pk, "ordinal": 1}


@sample("registry:source", seen_by=IN_PROVINCE)
def directive_with_its_file() -> Kwargs:
    upload = SimpleUploadedFile("chi-thi.txt", TEXT.encode())
    return {"pk": a_final_directive(keep_upload(upload, by=scope("sonoivu"), allowed=DOCUMENTS)).pk}


@sample(
    "registry:directive",
    "registry:relations",
    "registry:duties",
    "registry:history",
    seen_by=HOME_AFFAIRS,
)
@sample("registry:review", "registry:discard", "registry:correct", seen_by=PROVINCE_STAFF)
def draft() -> Kwargs:
    return {"pk": a_draft().pk}


@sample(
    "registry:stub",
    "registry:follow",
    "registry:unfollow",
    "registry:stub_history",
    seen_by=IN_PROVINCE,
)
def awaited() -> Kwargs:
    stub = a_final_directive().references.earliest("ordinal").stub
    assert stub is not None
    return {"pk": stub.pk}


@sample("registry:scan", seen_by=PROVINCE_STAFF)
def a_scan() -> Kwargs:
    by = scope("sonoivu")
    source = keep_upload(SimpleUploadedFile("quet.pdf", EVIDENCE), by=by, allowed=DOCUMENTS)
    return {"pk": read_scan(source=source, pages=2, entry_key="quét", by=by).pk}


@sample("registry:answer", seen_by=PROVINCE_STAFF)
def a_question() -> Kwargs:
    """A citation without a date, of a number that was given twice."""
    for year in (2020, 2021):
        reviewed(enter(text=TWIN.format(year=year), entry_key=f"{year}", by=scope("sonoivu")))
    asking = enter(text=ASKING, entry_key="hỏi", by=scope("sonoivu"))
    question = asking.references.get(number="12/CT-TTg")
    assert question.state == ReferenceState.AMBIGUOUS
    return {"pk": question.pk}


@sample("registry:reference_seen", seen_by=PROVINCE_STAFF)
def a_citation_whose_words_were_corrected() -> Kwargs:
    return {"pk": a_corrected_draft().references.earliest("ordinal").pk}


@sample("registry:duty_seen", seen_by=PROVINCE_STAFF)
def a_duty_whose_words_were_corrected() -> Kwargs:
    return {"pk": a_corrected_draft().duties.earliest("ordinal").pk}


def a_corrected_draft() -> Directive:
    made = a_draft()
    over = made.newest_text
    assert over is not None
    text = over.text.replace("33/CT-TTg", "33/CT- TTg").replace("báo cáo kết quả", "báo cáo")
    correct_text(directive=made, text=text, over=over, by=scope("sonoivu"))
    return made


@sample("registry:duty_history", seen_by=IN_PROVINCE)
def a_duty_of_a_directive() -> Kwargs:
    return {"pk": a_duty().pk}


@sample("assignments:assign", "assignments:stop_repeating", seen_by=IN_PROVINCE)
def a_duty_to_give() -> Kwargs:
    return {"duty_pk": a_duty().pk}


@sample("assignments:detail", "assignments:history", seen_by=LUC_NAM | WATCHERS)
@sample(
    "assignments:acknowledge",
    "assignments:progress",
    "assignments:submit",
    "assignments:complete",
    "assignments:hand_back",
    "assignments:ask_more_time",
    seen_by=LUC_NAM,
)
@sample("assignments:accept", "assignments:send_back", seen_by=WATCHERS)
@sample("assignments:withdraw", seen_by=PROVINCE_STAFF)
def given_work() -> Kwargs:
    return {"pk": a_work().pk}


@sample("assignments:decide_extension", seen_by=WATCHERS)
def work_with_a_request() -> Kwargs:
    work = a_work()
    by = scope("canbo.lucnam")
    actions.acknowledge(assignment=work, version=work.version, by=by)
    work.refresh_from_db()
    actions.ask_more_time(
        assignment=work,
        version=work.version,
        until=date(2026, 12, 15),
        reason="Chờ số liệu.",
        by=by,
        on=GIVEN,
    )
    return {"pk": work.pk}


@sample("assignments:evidence", seen_by=LUC_NAM | WATCHERS)
def work_with_evidence() -> Kwargs:
    work, by = a_work(), scope("canbo.lucnam")
    kept = keep_upload(SimpleUploadedFile("minh-chung.pdf", EVIDENCE), by=by)
    actions.acknowledge(assignment=work, version=work.version, by=by)
    work.refresh_from_db()
    actions.report_progress(
        assignment=work, version=work.version, percent=50, note="Đang làm.",
        evidence=[kept], by=by, key="1",
    )  # fmt: skip
    return {"pk": work.pk, "attachment_pk": kept.pk}


@sample("urging:urge", seen_by=WATCHERS)
def a_directive_with_late_work() -> Kwargs:
    return {"directive_pk": late_work().duty.directive_id}


def late_work() -> Assignment:
    late, past = a_work(), date(2026, 1, 5)
    Assignment.objects.filter(pk=late.pk).update(due_on=past, original_due_on=past)
    return late


@sample("urging:detail", seen_by=WATCHERS)
def a_letter() -> Kwargs:
    return {"pk": _letter().pk}


@sample("urging:download", seen_by=WATCHERS)
def a_letter_as_a_file() -> Kwargs:
    return {"pk": _letter().pk, "suffix": "pdf"}


def _letter() -> Urging:
    late = late_work()
    by = scope("sonoivu")
    urging = urge(directive=late.duty.directive, key=uuid4(), by=by, on=date(2026, 1, 12))
    kept = keep_upload(SimpleUploadedFile("don-doc.pdf", EVIDENCE), by=by)
    Urging.objects.filter(pk=urging.pk).update(pdf=kept)
    return urging
