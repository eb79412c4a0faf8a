"""What a person signs as: powers ("TM.", "KT."), offices, and the names and marks below them."""

import re

from directives.reading.lines import Line

Group = list[Line]  # the cells of one line of the foot
_IN_FULL = r"T(?:HAY MẶT|hay mặt|HỪA LỆNH|hừa lệnh|HỪA [ỦU][YỶ] QUYỀN|hừa [ủu][yỷ] quyền)|K(?:Ý THAY|ý thay)"
ON_BEHALF = rf"(?:TM|KT|TL|T[UỦ]Q|[TK][/.][MTL]|T[/.]?[UỦ][/.]Q|T[/.][UỦ]Q|Q|{_IN_FULL})(?!\w)\s?[./]?\s{{0,2}}"
OFFICE = (
    r"(?:(?:PHÓ|QUYỀN)\s|P\.\s?)?(?:CHỦ TỊCH|BÍ THƯ|TỔNG BÍ THƯ|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG"
    r"|THỦ TƯỚNG|CHÁNH [^a-z]{1,60}|TRƯỞNG [^a-z]{1,60}|VỤ TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|THỐNG ĐỐC"
    r"|HIỆU TRƯỞNG|TỔNG THANH TRA|TỔNG KIỂM TOÁN|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG CỤC TRƯỞNG|ỦY VIÊN|UỶ VIÊN"
    r"|CHỦ NHIỆM|CHỦ TRÌ|CHỦ TỌA|BAN THƯỜNG VỤ|BAN THƯỜNG TRỰC|ĐẠI DIỆN"
    r"|(?:TỈNH|THÀNH|HUYỆN|QUẬN) [ỦU][YỶ] VIÊN|THƯỜNG TRỰC|THƯỜNG VỤ"
    r"|TỔNG THƯ KÝ|TỔNG BIÊN TẬP|TƯ LỆNH|CHÍNH ỦY|CHÍNH UỶ"
    r"|(?:THỦ|CHỈ HUY|ĐỘI|TRẠM|HẠT|TỔ|ĐỒN|KHOA) TRƯỞNG|NGƯỜI (?:ĐỨNG ĐẦU|PHÁT NGÔN)|PHỤ TRÁCH"
    r"|THƯ KÝ|CHÍNH TRỊ VIÊN|CHỈ HUY PHÓ|PHÓ (?:BAN|PHÒNG|ĐOÀN)|VĂN PHÒNG)"
)
_FIRST_LETTERS = frozenset("BCĐGHKNPQTUỦV")  # of what stands for another, and of the offices
CAPACITY = re.compile(
    rf"(?:{ON_BEHALF}[^a-z\n]{{3,90}}|{OFFICE}(?:[^a-z\n]{{0,70}})"
    rf"|{ON_BEHALF}[^a-z\n]{{2,60}}\s(?:TỈNH|HUYỆN|XÃ|PHƯỜNG|QUẬN|THÀNH PHỐ|THỊ XÃ"
    r"|THỊ TRẤN|[Tt]ỉnh|[Hh]uyện|[Xx]ã|[Pp]hường|[Qq]uận|[Tt]hành phố|[Tt]hị xã"
    r"|[Tt]hị trấn)(?:\s[A-ZĐÀ-Ỵ\d][^\W_]{0,8}){0,4})$"
)
OFFICE_WORD = (
    r"(?:PHÓ\s|QUYỀN\s)?(?:CHỦ TỊCH|TỔNG BÍ THƯ|BÍ THƯ|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG"
    r"|CHÁNH (?:VĂN PHÒNG|THANH TRA|ÁN)|TRƯỞNG (?:BAN|PHÒNG|ĐOÀN|CÔNG AN)|CHỦ NHIỆM|TỔNG THANH TRA|ỦY VIÊN"
    r"|UỶ VIÊN|(?:VỤ|CỤC|HIỆU|VIỆN|TỔ|THỦ|CHỈ HUY) TRƯỞNG|THỐNG ĐỐC|THƯỜNG TRỰC BAN BÍ THƯ)"
)
SMALL_OFFICE = re.compile(
    rf"(?:{ON_BEHALF}(?=[A-ZĐÀ-Ỵ])(?:[^\W\d_]{{2,10}}\s?){{2,8}}$)"
    rf"|(?:{ON_BEHALF})?(?:(?:Phó|Quyền)\s)?(?:Chủ tịch|Tổng Bí thư|Bí thư|Tổng Giám đốc|Giám đốc|Bộ trưởng"
    r"|Thứ trưởng|Chánh (?:Văn phòng|Thanh tra)|Trưởng (?:ban|phòng|đoàn)|Chủ nhiệm|Hiệu trưởng)"
    r"(?:\s[^\W\d_]{2,10}){0,6}$"
)
# A line between capacities that says of what: "KT. BỘ TRƯỞNG / BỘ TÀI CHÍNH / THỨ TRƯỞNG".
OF_ORGAN = re.compile(
    r"(?:BỘ|SỞ|[ỦU][YỶ] BAN|UBND|HĐND|HỘI ĐỒNG|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|MẶT TRẬN|CÔNG AN|BAN"
    r"|LIÊN ĐOÀN|VĂN PHÒNG|TÒA ÁN|VIỆN KIỂM SÁT)\s[^a-z\n]{2,70}$"
)
# An office held besides: "BÍ THƯ / kiêm CHỦ TỊCH HĐND".
BESIDES = re.compile(r"(?i:kiêm)(?:\s[^\n.;]{2,70})?$")
# A whole organ signs: its name may take two lines, an office always follows.
FOR_ORGAN = re.compile(r"T[M/.]")
_RANK = (
    r"(?:(?i:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy))|GS|PGS|TS|ThS|BS|(?:BS)?\.?CKI{1,2}|DS|KS|CN"
    r"|NG[ƯN][TD]|TT[ƯN][TD]|Tiến sĩ|Thạc sĩ|Bác sĩ|Dược sĩ|Kỹ sư|Luật sư)"
    r"(?:\.\s{0,2}|,?\s{1,2})"
)
CAP_WORD = r"[A-ZĐÀ-Ỵ](?:['’-]?[^\W\d_]){0,9}['’]?"  # "K’Brơi", "Y-Băng", "H’ Ngăm"
NAME = re.compile(
    rf"(?:(?:\(?[Đđ][ãÃ] [Kk][ýÝ]\)?|(?:Người ký|Ký bởi|Được ký bởi))\s?:?\s{{0,4}})?(?:Đ/c\s|Đồng chí\s)?"
    rf"(?:{_RANK}){{0,3}}"
    rf"(?P<name>{CAP_WORD}(?:\s{{1,2}}(?:{CAP_WORD}|văn|thị)){{1,5}}|[A-ZĐ]['’][^\W\d_]{{2,9}})"
    r"(?:\./)?\.?(?:\s?\([Đđ]ã ký\))?$"
)
SIGNED = re.compile(
    r"[(\[]?\s?(?:đã ký|đã ký tên|ký tên|signed)[^\w]*(?:đóng dấu)?[^\w]*$", re.IGNORECASE
)
OPENS_CAPACITY = re.compile(rf"(?:{ON_BEHALF}|{OFFICE})[A-ZĐÀ-Ỵ\s(.,]")
UNFINISHED = re.compile(r"(?:[ỦU][YỶ] BAN|NHÂN|HỘI ĐỒNG|SỞ|BỘ|BAN|VÀ|,|[-–])$")
_LETTERS_FOR = re.compile(r"^(TM|KT|TL|TUQ|Q)(?:\s?\.\s?|\s)(?=\w{2})")
LONGEST = 160  # a cell of the foot; a paragraph is none


def may_open(said: str) -> bool:
    """Whether a line may begin with a capacity: by its first two letters, which is a quick look."""
    return said[:1] in _FIRST_LETTERS and (not said[1:2].islower() or said[:2] in ("Th", "Ký"))


def is_capacity(cell: Line) -> bool:
    said = cell.text
    return may_open(said) and len(said) <= LONGEST and bool(CAPACITY.fullmatch(said))


def spaced(capacity: str) -> str:
    """ "KT.CHỦ TỊCH" → "KT. CHỦ TỊCH"."""
    return _LETTERS_FOR.sub(r"\1. ", " ".join(capacity.split()))
