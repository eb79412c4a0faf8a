"""What people bring to a People's Committee, in the words of an official who writes it down."""

import random
from dataclasses import dataclass

from citizens.receptions.kinds import Field, MatterKind, Outcome, ReplyKind
from portal.scale.dice import Urn
from portal.text import search_key

_LAND, _POLICY, _OTHER = Field.LAND, Field.POLICY, Field.OTHER
_PETITION, _REFLECTION, _COMPLAINT = (
    MatterKind.PETITION, MatterKind.REFLECTION, MatterKind.COMPLAINT,
)  # fmt: skip

# Kind, field, words, how often. "{}" is where: a hamlet; "#" a number that tells two cases apart.
_BROUGHT = (
    (_PETITION, _LAND, "Đề nghị cấp giấy chứng nhận quyền sử dụng đất ở tại {}, thửa số #", 14),
    (_PETITION, _LAND, "Đề nghị đo lại ranh giới thửa đất số # tại {}", 6),
    (_PETITION, _POLICY, "Đề nghị xem xét trợ cấp xã hội hằng tháng, hồ sơ số #, {}", 8),
    (_PETITION, _POLICY, "Đề nghị xác nhận hộ cận nghèo năm nay, hồ sơ số #, {}", 5),
    (_PETITION, _POLICY, "Đề nghị giải quyết chế độ thân nhân người có công, hồ sơ số #, {}", 4),
    (_PETITION, _OTHER, "Đề nghị sửa đường liên thôn đoạn qua {} bị hư hỏng, cột mốc số #", 7),
    (_PETITION, _OTHER, "Đề nghị cấp lại bản sao giấy khai sinh, hồ sơ số #, {}", 9),
    (_REFLECTION, _OTHER, "Phản ánh trang trại gần {} gây mùi hôi, nước thải, đơn số #", 8),
    (_REFLECTION, _OTHER, "Phản ánh đèn chiếu sáng công cộng tại {} hỏng, cột số #", 6),
    (_REFLECTION, _OTHER, "Phản ánh rác thải tập kết trái phép ở {}, điểm số #", 6),
    (_REFLECTION, _LAND, "Phản ánh lấn chiếm hành lang đường tại {}, nhà số #", 5),
    (_REFLECTION, _POLICY, "Phản ánh việc chi trả tiền điện, nước tại {}, mã khách hàng #", 3),
    (_COMPLAINT, _LAND, "Khiếu nại mức bồi thường khi thu hồi đất tại {}, quyết định số #", 8),
    (_COMPLAINT, _POLICY, "Khiếu nại việc không xét hộ cận nghèo ở {}, thông báo số #", 4),
    (_COMPLAINT, _OTHER, "Khiếu nại quyết định xử phạt hành chính số #, {}", 3),
    (MatterKind.DENUNCIATION, Field.ADMINISTRATION, "Nội dung về việc thu khoản đóng góp", 2),
    (MatterKind.DENUNCIATION, Field.CORRUPTION, "Nội dung về quản lý công trình của thôn", 1),
)
_OUTCOMES = {
    _PETITION: Urn({
        Outcome.ACCEPTED: 40, Outcome.EXPLAINED: 30, Outcome.PENDING: 12, Outcome.GUIDED: 12,
        Outcome.FORWARDED: 5, Outcome.REFUSED: 1,
    }),
    _REFLECTION: Urn({
        Outcome.ACCEPTED: 55, Outcome.EXPLAINED: 25, Outcome.PENDING: 15, Outcome.FORWARDED: 5,
    }),
    _COMPLAINT: Urn({
        Outcome.ACCEPTED: 60, Outcome.PENDING: 20, Outcome.GUIDED: 15, Outcome.FORWARDED: 5,
    }),
    MatterKind.DENUNCIATION: Urn({Outcome.ACCEPTED: 70, Outcome.FORWARDED: 30}),
}  # fmt: skip
_TOLD_LATER = {
    Outcome.ACCEPTED: ReplyKind.ACCEPTED,
    Outcome.PENDING: ReplyKind.EXTENDED,
    Outcome.FORWARDED: ReplyKind.FORWARDED,
}
_AGENCIES = (
    "Chi nhánh Văn phòng Đăng ký đất đai", "Công an tỉnh", "Sở Nông nghiệp và Môi trường",
    "Bảo hiểm xã hội cơ sở", "Tòa án nhân dân khu vực", "Công ty Điện lực",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brought:
    """One matter as it is written down, its words folded for the search."""

    kind: MatterKind
    field: Field
    summary: str
    key: str

    @property
    def is_secret(self) -> bool:
        return self.kind.is_secret


@dataclass(frozen=True, slots=True)
class Template:
    kind: MatterKind
    field: Field
    words: str
    key: str

    def about(self, place: str, number: int) -> Brought:
        if self.kind.is_secret:
            return Brought(self.kind, self.field, self.words, self.key)
        summary = self.words.replace("{}", place).replace("#", str(number))
        key = self.key.replace("xplacex", search_key(place)).replace("xnumberx", str(number))
        return Brought(self.kind, self.field, summary, key)


def _key(words: str) -> str:
    return search_key(words.replace("{}", "xplacex").replace("#", "xnumberx"))


_TEMPLATES = Urn(
    {Template(kind, field, words, _key(words)): often for kind, field, words, often in _BROUGHT}
)


def brought(dice: random.Random, place: str) -> Brought:
    return _TEMPLATES.draw(dice).about(place, 1 + int(dice.random() * 4000))


def outcome(dice: random.Random, kind: MatterKind) -> Outcome:
    return _OUTCOMES[kind].draw(dice)


def told_later(outcome: Outcome) -> ReplyKind:
    """What the citizen hears in the end of a matter that nobody could settle at the counter."""
    return _TOLD_LATER[outcome]


def agency(dice: random.Random) -> str:
    return _AGENCIES[int(dice.random() * len(_AGENCIES))]
