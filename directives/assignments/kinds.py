"""What happens to an assignment, in words."""

from django.db import models


class EntryKind(models.TextChoices):
    """What happened, on the timeline of an assignment."""

    ACKNOWLEDGE = "acknowledge", "Tiếp nhận"
    PROGRESS = "progress", "Báo cáo tiến độ"
    SUBMIT = "submit", "Báo cáo hoàn thành"
    ACCEPT = "accept", "Duyệt hoàn thành"
    RETURN = "return", "Trả lại để bổ sung"
    HAND_BACK = "hand_back", "Đề nghị trả lại nhiệm vụ"
    TAKE_BACK = "take_back", "Yêu cầu tiếp tục thực hiện"
    ASK_MORE_TIME = "ask_more_time", "Xin gia hạn"
    GRANT = "grant", "Đồng ý gia hạn"
    REFUSE = "refuse", "Không gia hạn"
    REDATE = "redate", "Dời hạn theo lịch nghỉ"
    WITHDRAW = "withdraw", "Thu hồi nhiệm vụ"
    URGE = "urge", "Đôn đốc"

    @property
    def mark(self) -> str:
        """How the timeline marks it: one of the states of `portal.templatetags.show`."""
        return _MARKS.get(self, "open")


_MARKS = {
    EntryKind.PROGRESS: "active",
    EntryKind.SUBMIT: "active",
    EntryKind.ACCEPT: "done",
    EntryKind.GRANT: "done",
    EntryKind.RETURN: "soon",
    EntryKind.TAKE_BACK: "soon",
    EntryKind.URGE: "soon",
    EntryKind.REFUSE: "rejected",
    EntryKind.WITHDRAW: "closed",
    EntryKind.REDATE: "info",
    EntryKind.HAND_BACK: "waiting",
    EntryKind.ASK_MORE_TIME: "waiting",
}
