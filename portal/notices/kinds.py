"""What notices are about, and what a person wants of them by mail."""

from django.db.models import TextChoices


class NoticeKind(TextChoices):
    """What a notice is about. The mail groups by it."""

    WORK = "work", "Nhiệm vụ mới"
    DUE = "due", "Nhắc hạn nhiệm vụ"
    URGED = "urged", "Công văn đôn đốc"
    RETURNED = "returned", "Nhiệm vụ bị trả lại"
    WITHDRAWN = "withdrawn", "Nhiệm vụ được thu hồi"
    REPORT = "report", "Báo cáo"
    REDATED = "redated", "Hạn được dời theo lịch nghỉ"
    REPLY = "reply", "Nhắc hạn trả lời công dân"
    RECEPTION = "reception", "Lịch tiếp công dân"
    HANDOVER = "handover", "Bàn giao, thay mặt"
    PEOPLE = "people", "Người dùng, phân công"
    ARRIVED = "arrived", "Văn bản đang theo dõi"
    SCAN = "scan", "Bản quét đã đọc xong"

    @property
    def goes_by_mail_in_words(self) -> bool:
        """Whether its words may leave the portal: they can name no citizen.

        Returned or withdrawn work quotes a duty, which quotes a document; what is about receptions may come to
        quote a visit, a scan is called as its file is. Of these a mail says the kind only.
        """
        silent = {
            NoticeKind.RETURNED, NoticeKind.WITHDRAWN, NoticeKind.RECEPTION, NoticeKind.SCAN,
        }  # fmt: skip
        return self not in silent


class DigestChoice(TextChoices):
    """When a person wants the unread notices by mail."""

    DAILY = "daily", "Mỗi ngày làm việc một lần"
    URGENT = "urgent", "Chỉ ngày có việc gấp"
    NONE = "none", "Không gửi thư"


class DigestState(TextChoices):
    """How far a mail has come. One that was cut off is never sent again."""

    SENDING = "sending", "Đang gửi"
    SENT = "sent", "Đã gửi"
    UNKNOWN = "unknown", "Có thể đã gửi"
    REFUSED = "refused", "Máy chủ thư từ chối"
