"""What an administrator reads of an act: administration in full, of business only that it was done.

An administrator answers for accounts, units, calendars, keys and jobs, and must see that the record
goes on; what a commune reports, asks or answers is not the administrator's to read.
"""

from django.db.models import Q

from portal.access import Scope
from portal.audit.history import Line, Openness, Rules
from portal.audit.models import Entry

# The nouns of acts whose sentences and values are administration; any other act is business.
ADMINISTRATION = (
    "area", "audit", "day_off", "job", "keys", "posting", "records", "retention", "second_step",
    "session", "units", "user",
)  # fmt: skip
# Each act of business, said without a word of what it was about.
BUSINESS = {
    "assignment.accept": "Duyệt hoàn thành nhiệm vụ được giao",
    "assignment.acknowledge": "Tiếp nhận nhiệm vụ được giao",
    "assignment.ask_more_time": "Xin gia hạn nhiệm vụ được giao",
    "assignment.assign": "Giao nhiệm vụ cho các đơn vị",
    "assignment.given": "Giao nhiệm vụ cho đơn vị",
    "assignment.grant": "Đồng ý gia hạn nhiệm vụ được giao",
    "assignment.hand_back": "Đề nghị trả lại nhiệm vụ được giao",
    "assignment.progress": "Báo cáo tiến độ nhiệm vụ được giao",
    "assignment.redate": "Dời hạn nhiệm vụ được giao",
    "assignment.refuse": "Không gia hạn nhiệm vụ được giao",
    "assignment.return": "Trả lại kết quả nhiệm vụ được giao",
    "assignment.stop_repeating": "Thôi tự giao các kỳ sau của nhiệm vụ",
    "assignment.submit": "Báo cáo hoàn thành nhiệm vụ được giao",
    "assignment.take_back": "Yêu cầu tiếp tục nhiệm vụ được giao",
    "assignment.urge": "Đôn đốc nhiệm vụ được giao",
    "assignment.withdraw": "Thu hồi nhiệm vụ được giao",
    "ballot.correct": "Sửa phiếu của tập phiếu",
    "ballot.enter": "Nhập phiếu của tập phiếu",
    "ballot.import": "Nhập phiếu từ bảng tính vào tập phiếu",
    "ballot.second": "Nhập phiếu lần hai",
    "ballot.settle": "Thống nhất phiếu nhập hai lần",
    "ballot.take_back": "Rút phiếu của tập phiếu",
    "batch.close": "Khóa tập phiếu",
    "batch.draw": "Rút phiếu nhập lần hai",
    "batch.drop": "Bỏ tập phiếu chưa nhập",
    "batch.open": "Nhận tập phiếu",
    "batch.recount": "Đếm lại tập phiếu",
    "batch.reopen": "Mở lại tập phiếu",
    "batch.undraw": "Hủy rút phiếu nhập lần hai",
    "calendar.redate": "Dời hạn theo lịch nghỉ của việc",
    "campaign.ballots_out": "Xuất phiếu ẩn danh của đợt khảo sát",
    "campaign.close": "Khóa đợt khảo sát",
    "campaign.frame": "Ghi khung mẫu của đợt khảo sát",
    "campaign.name_official": "Ghi người được lấy ý kiến của đợt khảo sát",
    "campaign.open": "Lập đợt khảo sát",
    "campaign.publish": "Công bố kết quả đợt khảo sát",
    "campaign.release": "Công khai kết quả đợt khảo sát",
    "campaign.reopen": "Mở lại đợt khảo sát",
    "campaign.withdraw": "Thôi công khai kết quả đợt khảo sát",
    "codes.issue": "Phát mã trả lời khảo sát",
    "codes.revoke": "Thu hồi mã trả lời khảo sát",
    "day.plan": "Lên lịch ngày tiếp công dân",
    "day.settle": "Ghi tình trạng ngày tiếp công dân",
    "directive.correct": "Sửa phần chữ của văn bản",
    "directive.discard": "Bỏ bản nháp văn bản",
    "directive.enter": "Nhập văn bản",
    "directive.finish": "Lưu văn bản sau rà soát",
    "directive.look_again": "Xem lại phần chữ của văn bản",
    "directive.review": "Sửa kết quả rà soát văn bản",
    "directive.scan": "Gửi bản quét để đọc chữ, công việc",
    "directive.urge": "Lập công văn đôn đốc của văn bản",
    "matter.hand_over": "Chuyển vụ việc",
    "matter.reclassify": "Phân loại lại vụ việc",
    "matter.rewrite": "Sửa vụ việc",
    "matter.take_over": "Nhận kế thừa vụ việc",
    "questionnaire.load": "Nạp bản của phiếu hỏi",
    "reception.add_case": "Ghi thêm vụ việc của lượt tiếp",
    "reception.correct": "Sửa lượt tiếp",
    "reception.export": "Xuất sổ tiếp công dân của cơ quan",
    "reception.follow": "Cập nhật xử lý của lượt tiếp",
    "reception.import": "Nhập sổ tiếp công dân của năm trước",
    "reception.log": "Ghi lượt tiếp",
    "reception.unmask": "Xem đầy đủ số giấy tờ của lượt tiếp",
    "reception.void": "Hủy lượt tiếp",
    "reference.answer": "Trả lời dẫn chiếu của văn bản",
    "reference.resolve": "Nối dẫn chiếu của văn bản",
    "report.approve": "Duyệt báo cáo",
    "report.ask": "Trình ký báo cáo",
    "report.return": "Trả lại báo cáo",
    "report.sign": "Ký và gửi báo cáo",
    "report.write": "Soạn báo cáo",
    "return.confirm": "Xác nhận số liệu của biểu thống kê",
    "return.reopen": "Mở lại số liệu đã xác nhận của biểu thống kê",
    "settlement.begin": "Thụ lý giải quyết vụ việc",
    "settlement.carry_in": "Nhận bàn giao việc giải quyết",
    "settlement.end": "Ghi kết quả giải quyết",
    "settlement.execute": "Cập nhật thi hành quyết định giải quyết",
    "settlement.export": "Xuất danh sách giải quyết",
    "settlement.resume": "Tiếp tục giải quyết sau tạm đình chỉ",
    "settlement.suspend": "Tạm đình chỉ giải quyết",
    "settlement.move": "Chuyển việc giải quyết sang lần khác",
    "settlement.take_back": "Bỏ việc giải quyết của đơn không thụ lý",
    "settlement.term": "Tính lại thời hạn giải quyết",
    "stub.follow": "Theo dõi văn bản đang chờ",
    "stub.unfollow": "Thôi theo dõi văn bản đang chờ",
    "submission.correct": "Sửa đơn",
    "submission.decide": "Xử lý đơn",
    "submission.export": "Xuất sổ đơn của cơ quan",
    "submission.log": "Ghi đơn",
    "submission.unmask": "Xem đầy đủ số giấy tờ của người đứng đơn",
    "submission.void": "Hủy đơn",
    "undertaking.correct": "Sửa việc quản lý nhà nước về khiếu nại, tố cáo",
    "undertaking.export": "Xuất việc quản lý nhà nước về khiếu nại, tố cáo",
    "undertaking.note": "Ghi việc quản lý nhà nước về khiếu nại, tố cáo",
    "undertaking.void": "Hủy việc quản lý nhà nước về khiếu nại, tố cáo",
}
_UNNAMED = "Việc nghiệp vụ với hồ sơ"
_OPEN = Rules(Openness.SENTENCES, {})


def is_administration(act: str) -> bool:
    return act.partition(".")[0] in ADMINISTRATION


def administrators_line(entry: Entry, scope: Scope) -> Line:
    """Return an entry for the administrators' list: who, when, which act on which row."""
    if is_administration(entry.act):
        return _OPEN.line(entry, scope)
    says = f"{BUSINESS.get(entry.act, _UNNAMED)} mã {entry.target_id}."
    return Line(entry.at, entry.actor_name, entry.origin, says, {}, "")


def told_with(word: str) -> Q:
    """Return "the entry's line holds the word": a search tells what it finds, so it reads no more."""
    administration = Q()
    for noun in ADMINISTRATION:
        administration |= Q(act__startswith=f"{noun}.")
    acts = [act for act, said in BUSINESS.items() if word.casefold() in said.casefold()]
    return (
        Q(actor_name__icontains=word) | Q(act__in=acts) | (administration & Q(says__icontains=word))
    )
