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
