"""What an office does to manage complaints and denunciations (06/QLKNTC of TT 06/2025/TT-TTCP)."""

from django.db.models import TextChoices


class UndertakingKind(TextChoices):
    """What was undertaken; each kind has columns of its own in 06/QLKNTC."""

    NEW_TEXT = "new_text", "Văn bản ban hành mới"
    AMENDED_TEXT = "amended_text", "Văn bản sửa đổi, bổ sung"
    REPEALED_TEXT = "repealed_text", "Văn bản hủy bỏ, bãi bỏ"
    TRAINING = "training", "Lớp tập huấn, tuyên truyền"
    INSPECTION = "inspection", "Cuộc thanh tra, kiểm tra trách nhiệm"

    @property
    def is_text(self) -> bool:
        return self not in (UndertakingKind.TRAINING, UndertakingKind.INSPECTION)
