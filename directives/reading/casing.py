"""Names that a masthead shouts, as running text writes them: "TỈNH ỦY BẮC GIANG" → "Tỉnh ủy Bắc Giang"."""

import re

from directives.reading.lines import Text, beginning
from directives.reading.organs import BOARDS, FIELDS

_PHRASES = (
    "UBND|HĐND|MTTQ|Ủy ban nhân dân|Hội đồng nhân dân|"
    "Ủy ban Mặt trận Tổ quốc Việt Nam|Ủy ban MTTQ Việt Nam|Mặt trận Tổ quốc Việt Nam|"
    "Ủy ban Thường vụ Quốc hội|Ủy ban Trung ương|Ủy ban Kiểm tra|Thủ tướng Chính phủ|Chính phủ|"
    "Chủ tịch nước|Quốc hội|Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương|Ban Chấp hành|"
    "Ban Thường vụ|Ban Thường trực|Thường trực|Ban Chỉ đạo|Ban|Bộ|Sở|Phòng|Văn phòng|Thanh tra|"
    "Trung ương|Đảng bộ|Đảng ủy|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Công an|Chi cục|Cục|"
    "Tổng cục|Trung tâm|Hội đồng|Hội Nông dân|Hội Cựu chiến binh|Hội Liên hiệp Phụ nữ|Hội|"
    "Liên đoàn Lao động|Đoàn TNCS Hồ Chí Minh|Tòa án nhân dân|Viện kiểm sát nhân dân|Trường|"
    "Quy chế dân chủ ở cơ sở|Chủ tịch|Các cơ quan|Khu công nghiệp|Khối các cơ quan"
)
_LEVELS = "tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu|và|các|của|ở|về|thực hiện"
_SPELT = (
    (re.compile(r"(?<!\w)uỷ(?!\w)"), "ủy"),
    (re.compile(r"(?<!\w)UỶ(?!\w)"), "ỦY"),
)
_KNOWN = {
    phrase.lower(): phrase
    for phrase in sorted(f"{_PHRASES}|{FIELDS}|{BOARDS}".split("|"), key=len, reverse=True)
}
_SHORT = re.compile(
    r"[IVX]+|\d+|[BCDĐGHKLMNPQRSTVX]{2,8}"
)  # numerals and "QCDC": no vowel, no word
# In small letters; what is known begins with a letter, and a scan tells those apart at once.
_TOKEN = re.compile(
    rf"(?:(?P<known>{beginning(*map(re.escape, _KNOWN))})|(?P<level>{_LEVELS})|(?P<word>\w+))(?!\w)"
)


def written_small(name: str) -> str:
    """Return a shouted name in the case of running text; a name in small letters stays as it is."""
    spelt = " ".join(name.split())
    for pattern, short in _SPELT:
        spelt = pattern.sub(short, spelt)
    if not is_shouted(name):
        return spelt
    small = _TOKEN.sub(_cased, Text(spelt).low)
    return small[:1].upper() + small[1:]


def is_shouted(text: str) -> bool:
    """Whether every letter of `text` is a capital."""
    return text.isupper()


def _cased(match: re.Match[str]) -> str:
    if match["known"]:
        return _KNOWN[match["known"]]
    if match["level"]:
        return match["level"]
    word: str = match["word"]
    shouted = word.upper()
    return shouted if _SHORT.fullmatch(shouted) else word.capitalize()
