"""The words of the registry: systems, kinds, states, relations, who a duty speaks to, how often."""

from collections import Counter

from django.db.models import TextChoices

from directives import reading
from directives.reading import KINDS


class System(TextChoices):
    """Whose system of documents: it decides how numbers are written and when they start anew."""

    STATE = "state", "Nhà nước"
    PARTY = "party", "Đảng"


class Status(TextChoices):
    """A draft is its own organisation's; a final directive is its readers'."""

    DRAFT = "draft", "Đang rà soát"
    FINAL = "final", "Đã lưu"
    DISCARDED = "discarded", "Đã bỏ"


class IssuerLevel(TextChoices):
    """At which level the issuer stands. A central directive belongs to no province."""

    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class Relation(TextChoices):
    """What a directive does to the one it cites."""

    SUPERSEDES = "supersedes", "Thay thế"
    AMENDS = "amends", "Sửa đổi, bổ sung"
    REPEALS = "repeals", "Bãi bỏ"
    GUIDES = "guides", "Hướng dẫn"
    PROMULGATED_WITH = "promulgated_with", "Ban hành kèm theo"
    LEGAL_BASIS = "legal_basis", "Căn cứ"
    IMPLEMENTS = "implements", "Triển khai"
    CITES = "cites", "Dẫn chiếu"

    @property
    def inverse_label(self) -> str:
        """The relation as the cited directive's page says it."""
        return _INVERSE[self]


_INVERSE = {
    Relation.SUPERSEDES: "Bị thay thế bởi",
    Relation.AMENDS: "Được sửa đổi, bổ sung bởi",
    Relation.REPEALS: "Bị bãi bỏ bởi",
    Relation.GUIDES: "Được hướng dẫn bởi",
    Relation.PROMULGATED_WITH: "Có văn bản ban hành kèm theo",
    Relation.LEGAL_BASIS: "Là căn cứ của",
    Relation.IMPLEMENTS: "Được triển khai bởi",
    Relation.CITES: "Được dẫn chiếu trong",
}


class ReferenceState(TextChoices):
    """Whether a citation leads to a directive of the registry."""

    RESOLVED = "resolved", "Đã liên kết"
    AMBIGUOUS = "ambiguous", "Cần chọn"
    UNKNOWN = "unknown", "Chưa có trong hệ thống"
    REJECTED = "rejected", "Không phải dẫn chiếu"


class DutyState(TextChoices):
    """What a person said of a proposed duty."""

    PROPOSED = "proposed", "Đề xuất"
    ACCEPTED = "accepted", "Đã nhận"
    REJECTED = "rejected", "Đã bỏ"


class DueKind(TextChoices):
    """How often a duty falls due."""

    ONCE = "once", "Một lần"
    YEARLY = "yearly", "Hằng năm"
    HALF_YEARLY = "half_yearly", "6 tháng một lần"
    QUARTERLY = "quarterly", "Hằng quý"
    MONTHLY = "monthly", "Hằng tháng"
    WEEKLY = "weekly", "Hằng tuần"
    DAILY = "daily", "Hằng ngày"
    NONE = "none", "Không nêu hạn"


class ActorKind(TextChoices):
    """To whom a duty speaks, as far as the wording tells."""

    COMMUNE = "commune", "UBND cấp xã"
    DISTRICT = "district", "UBND cấp huyện"
    DEPARTMENT = "department", "Sở, ban, ngành"
    POLICE = "police", "Công an"
    FRONT = "front", "Mặt trận, đoàn thể"
    EVERYONE = "everyone", "Mọi cơ quan, đơn vị"
    OTHER = "other", "Khác"


class Bound(TextChoices):
    """How a quantity binds."""

    AT_LEAST = "at_least", "ít nhất"
    AT_MOST = "at_most", "nhiều nhất"
    EXACTLY = "exactly", "đúng"


class TargetResult(TextChoices):
    """Whether what was reached meets the target. It follows from the two and is never stored."""

    MET = "met", "Đạt"
    UNMET = "unmet", "Không đạt"
    UNREPORTED = "unreported", "Chưa báo cáo"


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of documents under their official abbreviations: ("CT", "Chỉ thị")."""
    return [(kind.code, kind.label) for kind in KINDS]


def kind_options() -> list[tuple[str, str]]:
    """The same for a list to choose from, where the Party's "Quy định" is told from the State's."""
    named = Counter(label for _, label in kind_choices())
    partys = {kind.code for kind in KINDS if kind.systems == (reading.System.PARTY,)}
    return [
        (code, f"{label} của Đảng" if named[label] > 1 and code in partys else label)
        for code, label in kind_choices()
    ]
