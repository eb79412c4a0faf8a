"""The yearly reports of the demo: some communes have sent theirs, phường Lục Nam is still writing."""

from datetime import date, timedelta

from portal.access import Scope
from portal.accounts.scopes import scope_of
from portal.demo.cast import posting_of
from portal.reports import actions
from portal.reports.models import Report, ReportKind

_EVERY, _APPROVED_EVERY = 9, 3
_WORDS = {
    "situation": "Tình hình kinh tế - xã hội ổn định; Nhân dân tin tưởng, chấp hành tốt chủ trương, "
    "pháp luật. Bộ máy chính quyền hai cấp đã vận hành nền nếp, khối lượng việc chuyển về lớn.",
    "communication": "Tổ chức hội nghị quán triệt tới cán bộ, đảng viên và Nhân dân; duy trì chuyên mục "
    "“Chính quyền thân thiện” trên hệ thống truyền thanh và trang thông tin điện tử.",
    "reform": "Trả kết quả thủ tục hành chính đúng và trước hạn; bố trí bàn hướng dẫn người cao tuổi, người "
    "khuyết tật nộp hồ sơ trực tuyến; gửi thư xin lỗi khi trễ hẹn.",
    "reception": "Người đứng đầu tiếp công dân định kỳ đúng lịch đã công khai; không có vụ việc phức tạp.",
    "duties": "Các nhiệm vụ được giao cơ bản hoàn thành; việc chậm đã được phân công theo dõi, đôn đốc.",
    "assessment": "Cán bộ, công chức gần dân, tôn trọng Nhân dân. Việc trả lời kiến nghị, phản ánh có lúc "
    "còn chậm do biên chế chuyên môn chưa đủ.",
    "plan": "Rút ngắn thời gian trả lời công dân; mỗi quý tổ chức một cuộc đối thoại với Nhân dân.",
}


def send_reports(*, on: date) -> None:
    """Have every ninth commune sign its report, and the province approve some of them."""
    drafts = Report.objects.of_kind(ReportKind.COMMUNE_YEARLY).open().for_page()
    writer, province = scope_of(posting_of("canbo.lucnam")), scope_of(posting_of("sonoivu"))
    _write(drafts.writable_by(writer).get(), by=writer, on=on, leave_out=("duties", "plan"))
    others = drafts.reviewable_by(province).exclude(organisation_id=writer.organisation_id)
    for place, report in enumerate(others.order_by("organisation_id")[::_EVERY]):
        _send(report, on=max(report.ends_on + timedelta(days=1), on - timedelta(days=place % 5)))
        if place % _APPROVED_EVERY == 0:
            actions.approve(report=report, version=report.version, answer="", by=province, on=on)


def _send(report: Report, *, on: date) -> None:
    known = scope_of(posting_of("lanhdao.bacgiang"))
    organisation = report.organisation
    by = Scope(
        user_id=known.user_id, name="Lãnh đạo UBND", posting_id=known.posting_id, role=known.role,
        organisation_id=organisation.pk, organisation_kind=organisation.kind,
        unit_id=organisation.unit_id, unit_level=known.unit_level,
    )  # fmt: skip
    _write(report, by=by, on=on)
    signed_as = "|".join(report.outline.signers[0])
    actions.sign(report=report, version=report.version, signed_as=signed_as, by=by, on=on)


def _write(report: Report, *, by: Scope, on: date, leave_out: tuple[str, ...] = ()) -> None:
    words = {key: text for key, text in _WORDS.items() if key not in leave_out}
    actions.save_draft(
        report=report, version=report.version, narrative=words, typed={}, number="",
        issued_on=None, by=by, on=on,
    )  # fmt: skip
