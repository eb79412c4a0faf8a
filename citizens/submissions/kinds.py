"""The words of a submission: where it came from, can it be handled, what was decided on it."""

from django.db.models import TextChoices


class Source(TextChoices):
    """How a paper came (Thông tư 05/2021/TT-TTCP; 02/XLD counts all of them)."""

    VISIT = "visit", "Tiếp công dân"
    POST = "post", "Bưu chính"
    HANDED_ON = "handed_on", "Cơ quan khác chuyển đến"
    FRONT = "front", "Mặt trận, đoàn thể, đại biểu chuyển đến"
    ONLINE = "online", "Trực tuyến"

    @property
    def names_sender(self) -> bool:
        """Whether another body sent it, and waits to hear what became of it."""
        return self in (Source.HANDED_ON, Source.FRONT)


class Round(TextChoices):
    """Whether a matter is brought anew; of a denunciation the second is "tố cáo tiếp"."""

    FIRST = "first", "Lần đầu"
    SECOND = "second", "Lần hai, tố cáo tiếp"


class Condition(TextChoices):
    """Can the paper be handled: language, date, name, address, signature, what it is about."""

    MET = "met", "Đủ điều kiện"
    UNMET = "unmet", "Không đủ điều kiện"


class Competence(TextChoices):
    """Whose it is to handle."""

    OURS = "ours", "Thuộc thẩm quyền"
    OTHERS = "others", "Không thuộc thẩm quyền"


class Step(TextChoices):
    """What is owed by a legal deadline."""

    EXAMINE = "examine", "Xử lý đơn"
    ACCEPT = "accept", "Thụ lý hoặc từ chối thụ lý"
    FORWARD = "forward", "Chuyển tố cáo"
    REFUSAL = "refusal", "Thông báo từ chối bằng văn bản"
    SETTLE = "settle", "Giải quyết"
    REPORT_BACK = "report_back", "Báo kết quả cho nơi chuyển đơn"


class Situation(TextChoices):
    """What makes a deadline longer, as its article says."""

    PLAIN = "", "Thông thường"
    SEVERAL_PLACES = "several_places", "Phải xác minh ở nhiều nơi"
    COMPLEX = "complex", "Phức tạp"
    REMOTE = "remote", "Vùng sâu, vùng xa đi lại khó khăn"
    COMPLEX_REMOTE = "complex_remote", "Phức tạp, vùng sâu, vùng xa"
    EXTENDED_ONCE = "extended_once", "Gia hạn một lần"
    EXTENDED_TWICE = "extended_twice", "Gia hạn hai lần"


class PaperKind(TextChoices):
    """A paper that follows from a submission."""

    RECEIPT = "bien_nhan", "Giấy biên nhận"
    GUIDANCE = "huong_dan", "Phiếu hướng dẫn"
    FORWARDING = "chuyen_don", "Phiếu chuyển đơn"
    REFUSAL = "tu_choi", "Thông báo từ chối, trả đơn"
    ACCEPTANCE = "thu_ly", "Thông báo thụ lý"
    RESULT = "ket_qua", "Thông báo kết quả"


class VisitPaperKind(TextChoices):
    """A paper that follows from a visit, with or without a submission."""

    RECEIPT = "bien_nhan", "Giấy biên nhận tài liệu"
    REFUSAL = "tu_choi_tiep", "Thông báo từ chối tiếp công dân"


class SettlementEnd(TextChoices):
    """How the settlement of a matter ended."""

    DECIDED = "decided", "Có quyết định, kết luận, văn bản trả lời"
    WITHDRAWN = "withdrawn", "Rút đơn toàn bộ"
    STOPPED = "stopped", "Đình chỉ giải quyết"


class Verdict(TextChoices):
    """What a decision or conclusion found (03/GQKN columns 8–12, 04/GQTC columns 8–13)."""

    RIGHT = "right", "Đúng"
    WRONG = "wrong", "Sai"
    PARTLY = "partly", "Đúng một phần, có đúng có sai"
    UPHELD = "upheld", "Công nhận quyết định lần đầu"
    CHANGED = "changed", "Hủy, sửa quyết định lần đầu"


class RemedyKind(TextChoices):
    """What a decision orders (03/GQKN columns 13–23, 04/GQTC columns 14–25, 05/KQTH)."""

    RECOVER_MONEY = "recover_money", "Tiền thu hồi cho Nhà nước (triệu đồng)"
    RECOVER_LAND = "recover_land", "Đất thu hồi cho Nhà nước (m²)"
    RETURN_MONEY = "return_money", "Tiền trả lại (triệu đồng)"
    RETURN_LAND = "return_land", "Đất trả lại (m²)"
    RETURN_ORGANISATIONS = "return_organisations", "Tổ chức được trả lại quyền lợi"
    RETURN_PERSONS = "return_persons", "Cá nhân được trả lại quyền lợi"
    PUNISH_ORGANISATIONS = "punish_organisations", "Tổ chức bị kiến nghị xử lý hành chính"
    PUNISH_PERSONS = "punish_persons", "Cá nhân bị kiến nghị xử lý hành chính"
    PUNISH_OFFICIALS = "punish_officials", "Trong đó: cán bộ, công chức, viên chức"
    INVESTIGATE_CASES = "investigate_cases", "Vụ chuyển cơ quan điều tra"
    INVESTIGATE_PERSONS = "investigate_persons", "Đối tượng chuyển cơ quan điều tra"
    INVESTIGATE_OFFICIALS = (
        "investigate_officials",
        "Trong đó: cán bộ, công chức, viên chức bị chuyển",
    )

    @property
    def is_counted(self) -> bool:
        """Whether it counts heads or cases, and so is a whole number."""
        return self not in (
            RemedyKind.RECOVER_MONEY, RemedyKind.RECOVER_LAND, RemedyKind.RETURN_MONEY,
            RemedyKind.RETURN_LAND,
        )  # fmt: skip


class SubmissionOutcome(TextChoices):
    """What was decided on a paper (02/XLD of TT 06/2025; Luật Tố cáo Điều 24)."""

    ACCEPTED = "accepted", "Thụ lý"
    GUIDED = "guided", "Hướng dẫn"
    RETURNED = "returned", "Trả đơn"
    FORWARDED = "forwarded", "Chuyển đơn"
    FILED = "filed", "Lưu đơn"
    REFUSED = "refused", "Từ chối thụ lý"

    @property
    def names_agency(self) -> bool:
        """Whether another agency is named: where the person is sent, or the paper goes."""
        return self in (SubmissionOutcome.GUIDED, SubmissionOutcome.FORWARDED)

    @property
    def needs_reason(self) -> bool:
        return self in (
            SubmissionOutcome.RETURNED, SubmissionOutcome.FILED, SubmissionOutcome.REFUSED,
        )  # fmt: skip
