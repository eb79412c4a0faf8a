"""The words of a reception: what people bring, who received them, what became of it."""

from django.db.models import TextChoices


class MatterKind(TextChoices):
    """What a matter is. "KN" abbreviates two of them on paper, so it is never used here."""

    COMPLAINT = "complaint", "Khiếu nại"
    DENUNCIATION = "denunciation", "Tố cáo"
    PETITION = "petition", "Kiến nghị"
    REFLECTION = "reflection", "Phản ánh"

    @property
    def is_secret(self) -> bool:
        """Whether the person's identity may not be stored (Luật Tố cáo 2018 Điều 8, 56)."""
        return self is MatterKind.DENUNCIATION


class Field(TextChoices):
    """What field of life a matter touches, as 02/XLD of TT 06/2025 groups them."""

    LAND = "land", "Đất đai"
    POLICY = "policy", "Chế độ, chính sách"
    ADMINISTRATION = "administration", "Hành chính"
    CORRUPTION = "corruption", "Tham nhũng"
    JUSTICE = "justice", "Tư pháp"
    OTHER = "other", "Lĩnh vực khác"


class Channel(TextChoices):
    """On which occasion people were received."""

    REGULAR = "regular", "Thường xuyên"
    PERIODIC = "periodic", "Định kỳ"
    UNSCHEDULED = "unscheduled", "Đột xuất"


class Host(TextChoices):
    """Who received. 01/TCD counts a case once, under the first of HEAD, DELEGATE, OFFICIAL."""

    OFFICIAL = "official", "Công chức"
    HEAD = "head", "Thủ trưởng"
    DELEGATE = "delegate", "Ủy quyền"


class Mode(TextChoices):
    """How people were received; online only since 01/7/2026 (Luật 136/2025)."""

    IN_PERSON = "in_person", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"


class Outcome(TextChoices):
    """What was done with a matter at a visit (Luật Tiếp công dân Điều 26; Mẫu số 03 columns 8–10)."""

    ACCEPTED = "accepted", "Thụ lý để giải quyết"
    GUIDED = "guided", "Trả lại đơn và hướng dẫn"
    FORWARDED = "forwarded", "Chuyển đơn"
    EXPLAINED = "explained", "Giải thích, trả lời ngay"
    PENDING = "pending", "Tiếp nhận, xem xét sau"
    REFUSED = "refused", "Từ chối tiếp"

    @property
    def names_agency(self) -> bool:
        """Whether another agency is named: where the person is sent, or the paper goes."""
        return self in (Outcome.GUIDED, Outcome.FORWARDED)

    @property
    def told_at_once(self) -> "ReplyKind | None":
        """What the citizen already knows when leaving; None when an answer is still owed."""
        return _TOLD_AT_ONCE.get(self)


class ReplyKind(TextChoices):
    """What the citizen was told within ten working days (Luật Tiếp công dân Điều 28)."""

    ACCEPTED = "accepted", "Đã được thụ lý"
    EXTENDED = "extended", "Kéo dài để xác minh"
    REFUSED = "refused", "Từ chối"
    FORWARDED = "forwarded", "Đã chuyển cơ quan có thẩm quyền"
    ANSWERED = "answered", "Đã giải thích, trả lời"
    GUIDED = "guided", "Đã hướng dẫn"


_TOLD_AT_ONCE = {
    Outcome.GUIDED: ReplyKind.GUIDED,
    Outcome.EXPLAINED: ReplyKind.ANSWERED,
    Outcome.REFUSED: ReplyKind.REFUSED,
}


class IdentityKind(TextChoices):
    """The paper a person showed."""

    CITIZEN = "citizen", "Căn cước/CCCD"
    OLD_CARD = "old_card", "CMND"
    PASSPORT = "passport", "Hộ chiếu"
    OTHER = "other", "Giấy tờ khác"


class DayState(TextChoices):
    """What became of a reception day of the head."""

    PLANNED = "planned", "Đã lên lịch"
    HELD = "held", "Đã tiếp"
    CANCELLED = "cancelled", "Hoãn, hủy"
