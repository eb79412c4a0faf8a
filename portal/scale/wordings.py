"""The words of a directive: its number, what it is about, its text with the places of what it says."""

import random
from dataclasses import dataclass, field
from datetime import date

from portal.text import search_key

KINDS = {"KH": 30, "QĐ": 24, "CV": 18, "BC": 10, "TB": 8, "CT": 5, "HD": 5}
PARTY_KINDS = {"NQ": 15, "KL": 15, "CT": 15, "CTr": 15, "KH": 25, "HD": 15}
CENTRAL_KINDS = {"NĐ": 30, "QĐ": 40, "CT": 15, "NQ": 15}
LABELS = {
    "KH": "Kế hoạch", "QĐ": "Quyết định", "CV": "Công văn", "BC": "Báo cáo", "TB": "Thông báo",
    "CT": "Chỉ thị", "HD": "Hướng dẫn", "NQ": "Nghị quyết", "KL": "Kết luận", "CTr": "Chương trình",
    "NĐ": "Nghị định",
}  # fmt: skip
_VERBS = (
    "Về việc triển khai", "Về tăng cường", "Về kiểm tra, giám sát", "Về đẩy mạnh",
    "Về nâng cao chất lượng", "Về tổng kết", "Về sơ kết", "Về phối hợp",
)  # fmt: skip
_TOPICS = (
    "công tác dân vận của chính quyền", "xây dựng “Chính quyền thân thiện”", "cải cách hành chính",
    "tiếp công dân, giải quyết khiếu nại, tố cáo", "thực hiện dân chủ ở cơ sở",
    "chuyển đổi số ở cấp xã", "giảm nghèo bền vững", "xây dựng nông thôn mới", "an toàn thực phẩm",
    "phòng, chống thiên tai", "giải phóng mặt bằng các dự án trọng điểm", "quản lý đất đai",
    "bảo đảm trật tự, an toàn giao thông", "chi trả an sinh xã hội", "khám sức khỏe toàn dân",
    "thủ tục hành chính tại Trung tâm Phục vụ hành chính công", "văn hóa công vụ",
    "đối thoại giữa người đứng đầu với Nhân dân", "bảo vệ môi trường nông thôn", "bình đẳng giới",
)  # fmt: skip
_WHERE = ("trên địa bàn", "tại các xã, phường của", "trong các cơ quan nhà nước của")
_TASKS = (
    "Ủy ban nhân dân các xã, phường niêm yết công khai thủ tục hành chính",
    "Ủy ban nhân dân các xã, phường tổ chức đối thoại với Nhân dân",
    "Các sở, ban, ngành rà soát, đơn giản hóa thủ tục",
    "Ủy ban nhân dân các xã, phường bố trí bàn hướng dẫn người cao tuổi nộp hồ sơ",
    "Công chức tiếp công dân trả lời kiến nghị đúng hạn",
    "Ủy ban nhân dân các xã, phường báo cáo kết quả về Sở Nội vụ",
    "Các xã, phường gửi thư xin lỗi khi trễ hẹn",
)


def task(dice: random.Random) -> str:
    return _TASKS[int(dice.random() * len(_TASKS))]


def subject(dice: random.Random, place: str, year: int) -> str:
    verb = _VERBS[int(dice.random() * len(_VERBS))]
    topic = _TOPICS[int(dice.random() * len(_TOPICS))]
    if not place:
        return f"{verb} {topic} năm {year}"
    return f"{verb} {topic} {_WHERE[int(dice.random() * 3)]} {place} năm {year}"


@dataclass(frozen=True, slots=True)
class Cited:
    """What a text rests on, as it names it; `pk` None is one that the registry does not hold."""

    pk: int | None
    number: str
    number_key: str
    kind: str
    issued_on: date
    issuer: str

    @property
    def words(self) -> str:
        return f"{LABELS[self.kind]} số {self.number}"


@dataclass(slots=True)
class Text:
    """A text as it grows, which tells where each piece came to stand (code points, end exclusive)."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def line(self, words: str) -> tuple[int, int]:
        start = self.length
        self.pieces.append(words)
        self.length += len(words) + 1
        return start, start + len(words)

    def citing(self, cited: Cited) -> tuple[int, int]:
        """One line "Căn cứ …"; returns where the citation stands in it."""
        start, _ = self.line(
            f"Căn cứ {cited.words} ngày {cited.issued_on:%d/%m/%Y} của {cited.issuer};"
        )
        return start + len("Căn cứ "), start + len("Căn cứ ") + len(cited.words)

    def __str__(self) -> str:
        return "\n".join(self.pieces)


def folded(
    *, number_key: str, kind: str, number: str, issuer: str, year: int, subject: str, signer: str
) -> str:
    """The words that find it, as `directives.registry.actions.masthead` folds them."""
    words = f"{LABELS[kind]} {number} {number_key} {issuer} {year} {subject} {signer}"
    return f" {search_key(words)}"
